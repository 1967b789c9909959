import { assert } from "@effect/vitest"
import { list } from "./raw.js"

/** Compares two lists item by item: a whole list that differs takes a minute to be printed. */
export const sameItems = (actual: unknown, expected: ReadonlyArray<unknown>): void => {
  const items = list(actual)
  assert.strictEqual(items.length, expected.length)
  for (const [at, item] of items.entries()) {
    if (JSON.stringify(item) !== JSON.stringify(expected[at])) {
      assert.deepStrictEqual(item, expected[at], `item ${at}`)
    }
  }
}
