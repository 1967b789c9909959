import * as Option from "effect/Option"

/** The entry of a table that the table itself has: `constructor` is no word of a provider. */
export const lookup = <A>(
  table: Readonly<Record<string, A>>,
  word: Option.Option<string>
): Option.Option<A> =>
  Option.filterMap(word, (key) =>
    Object.hasOwn(table, key) ? Option.fromNullable(table[key]) : Option.none()
  )

/** The neutral word for a provider's own; a word that is not documented means nothing. */
export const meaning = <A>(
  table: Readonly<Record<string, A>>,
  word: Option.Option<string>
): A | "unknown" => Option.getOrElse(lookup(table, word), () => "unknown" as const)
