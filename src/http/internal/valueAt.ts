import * as Predicate from "effect/Predicate"

/** The value at a path of keys in a body of any shape, or `undefined`. */
export const valueAt = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((inner, key) => (Predicate.isRecord(inner) ? inner[key] : undefined), value)
