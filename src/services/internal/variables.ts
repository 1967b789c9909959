import * as Config from "effect/Config"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type { Variable } from "../Adapter.js"

/** A variable, and how it is read. */
interface Read<A> extends Variable {
  readonly config: Config.Config<A>
}

/** A secret that must be set. */
export const secret = (name: string): Read<Redacted.Redacted<string>> => ({
  name,
  optional: false,
  config: Config.redacted(name)
})

/** A text that must be set. */
export const text = (name: string): Read<string> => ({
  name,
  optional: false,
  config: Config.nonEmptyString(name)
})

/** A text that may be left out. */
export const optionalText = (name: string): Read<Option.Option<string>> => ({
  name,
  optional: true,
  config: Config.option(Config.nonEmptyString(name))
})
