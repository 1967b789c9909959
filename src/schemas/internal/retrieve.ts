/**
 * The parts that the retrieval of one session has at all providers.
 *
 * @since 0.2.0
 */
import * as Schema from "effect/Schema"
import { opaque } from "../Wire.js"
import { noError } from "./page.js"
import { parameters } from "./parameters.js"

/** A dot alone, or two, would lead to another path: that of the list. Half a character cannot be sent. */
const isPathSegment = (id: string): boolean => !/^\.{0,2}$|\p{Surrogate}/u.test(id)

/** An id that goes into a path. It is sent percent-encoded. */
export const sessionId = (expected: string, fits: (id: string) => boolean = () => true) =>
  Schema.String.pipe(Schema.filter((id) => isPathSegment(id) && fits(id))).annotations({
    description: expected,
    message: () => ({ message: `expected ${expected}`, override: true })
  })

/** The parameters where only the id is one, and its form is not documented. */
export const RetrieveParams = parameters({ id: sessionId("the id of a session, not empty") })

/** An answer that is the session itself, and no error. */
export class SessionAnswer extends opaque<SessionAnswer>("effect-checkout/SessionAnswer")(
  Schema.Struct({ error: noError })
) {}
