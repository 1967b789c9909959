import { assert, describe, it } from "@effect/vitest"
import { FastCheck as fc, Option } from "effect"
import { sliced } from "../../../src/http/internal/slices.js"

describe("slices", () => {
  for (const [limit, interval, slice] of [
    [0.5, 1000, { limit: 1, interval: 2300, tolerance: 650 }],
    [1.5, 1000, { limit: 1, interval: 1150, tolerance: 75 }],
    [20, 1000, { limit: 1, interval: 58, tolerance: 80 }],
    [25, 1000, { limit: 1, interval: 46, tolerance: 75 }],
    // Faster than a timer can tell apart: three at once.
    [26, 1000, { limit: 3, interval: 144, tolerance: 76 }],
    [55, 1000, { limit: 6, interval: 128, tolerance: 76 }],
    [100, 1000, { limit: 10, interval: 115, tolerance: 75 }]
  ] as const) {
    it(`${limit} in ${interval} ms`, () => {
      assert.deepEqual(Option.getOrUndefined(sliced(limit, interval)), slice)
    })
  }

  it("of any rate fit into its interval with room for late attempts", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 100, max: 60_000 }),
        (limit, interval) => {
          const slice = Option.getOrThrow(sliced(limit, interval))
          // The slices that a window can touch, with attempts as late as they may be.
          const touched = Math.floor((interval + slice.tolerance) / slice.interval) + 1
          assert.isAtMost(touched * slice.limit, Math.max(limit, slice.limit))
        }
      )
    )
  })
})
