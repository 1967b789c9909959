/**
 * The parts that the pages of all lists are built from. A page must say that it is one: any
 * other answer would end a list in silence.
 *
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { json } from "../Wire.js"

/** The schema of a key that may be missing, and whose value is not checked. */
export interface advice extends Schema.optionalWith<typeof Schema.Unknown, { exact: true }> {}

/**
 * A part of a page that a walk does not need, such as a count or an address. It is not checked: a
 * page whose items can be read is not refused for it.
 */
export const advice: advice = Schema.optionalWith(json, { exact: true })

/**
 * The key under which every provider documents its error. An answer that has a value there
 * is a refusal, whatever its status and its other keys say.
 */
export const noError: advice = Schema.optionalWith(
  json.pipe(
    Schema.filter((error) => !error, {
      description: "nothing: an answer with an error is not a page",
      jsonSchema: {}
    })
  ),
  { exact: true }
)
