import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { Status } from "../../neutral/CheckoutSession.js"
import type { LaneQuery } from "../Adapter.js"

/**
 * The words of a provider that find all sessions of the asked statuses, each named once; `undefined` if
 * no filter can be sent. A word that is not documented is `unknown`, and no filter finds it.
 */
export const wordsFor = <Word extends string>(
  { status }: LaneQuery,
  words: Readonly<Partial<Record<Status, Word>>>
): ReadonlyArray<Word> | undefined => {
  if (Option.isNone(status)) return undefined
  const found = status.value.map((asked) => words[asked])
  const known = found.filter((word) => word !== undefined)
  return known.length === found.length ? [...new Set(known)] : undefined
}

/** The only word of a list that takes one status at a time. */
export const oneWordFor = <Word extends string>(
  query: LaneQuery,
  words: Readonly<Partial<Record<Status, Word>>>
): Word | undefined => {
  const found = wordsFor(query, words)
  return found?.length === 1 ? found[0] : undefined
}

/** A bound as whole seconds. Both bounds are rounded up, which is exact for times of whole seconds. */
export const secondsOf = (bound: Option.Option<DateTime.Utc>): number | undefined =>
  Option.getOrUndefined(Option.map(bound, (time) => Math.ceil(DateTime.toEpochMillis(time) / 1000)))
