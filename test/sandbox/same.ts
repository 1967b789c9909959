import { assert } from "@effect/vitest"
import { list } from "./raw.js"

/** Compares two lists item by item. Printing two long lists that differ takes a minute. */
export const sameItems = (actual: unknown, expected: ReadonlyArray<unknown>): void => {
  const items = list(actual)
  assert.strictEqual(items.length, expected.length)
  for (const [at, item] of items.entries()) {
    if (JSON.stringify(item) !== JSON.stringify(expected[at])) {
      assert.deepStrictEqual(item, expected[at], `item ${at}`)
    }
  }
}
