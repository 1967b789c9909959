import * as Option from "effect/Option"

/** The provider's count of a list. It is advice, and not checked: only a whole number is a count. */
export const totalOf = (count: unknown): Option.Option<number> =>
  typeof count === "number" && Number.isSafeInteger(count) && count >= 0
    ? Option.some(count)
    : Option.none()
