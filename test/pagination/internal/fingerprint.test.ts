import { assert, describe, it } from "@effect/vitest"
import { Effect, FastCheck as fc, Option } from "effect"
import { fingerprint, fingerprints } from "../../../src/pagination/internal/fingerprint.js"
import { pausing } from "../turns.js"

/** FNV-1a of 64 bits as its authors write it down. */
const fnv1a = (text: string): string => {
  let hash = 0xcbf29ce484222325n
  for (let i = 0; i < text.length; i++) {
    hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & 0xffffffffffffffffn
  }
  return hash.toString(36)
}

describe("a fingerprint", () => {
  it("is the value that the authors of FNV-1a publish for these texts", () => {
    // Stored cursors hold these strings. In hexadecimal the first one is cbf29ce484222325.
    assert.strictEqual(fingerprint(""), "33niihzj4ux45")
    assert.strictEqual(fingerprint("a"), "2o0ongoiv4rrg")
    assert.strictEqual(fingerprint("b"), "2o0oomrulmxt1")
    assert.strictEqual(fingerprint("foobar"), "214ng2xt5fmco")
    assert.strictEqual(fingerprint("chongo was here!\n"), "12lj6hqlb10r9")
  })

  it("of a small hash has no zeros in front", () => {
    assert.strictEqual(fingerprint("10"), "4d3h007jgalg")
  })

  it.prop(
    "agrees with big numbers, for any code units",
    [fc.string({ unit: "binary" })],
    ([text]) => {
      assert.strictEqual(fingerprint(text), fnv1a(text))
    }
  )
})

describe("the fingerprints of a page", () => {
  const idOf = (item: unknown) => (typeof item === "string" ? Option.some(item) : Option.none())

  /** After how many items other fibers get their turn. */
  const turnsOf = (items: ReadonlyArray<unknown>) =>
    Effect.gen(function* () {
      const turns: Array<number> = []
      let read = 0
      const counted = (item: unknown) => {
        read++
        return idOf(item)
      }
      yield* pausing(fingerprints(items, counted), () => turns.push(read))
      return turns
    })

  it.effect("stand in order, and an item without an id has none", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* fingerprints(["b", {}, "a"], idOf), [
        "2o0oomrulmxt1",
        undefined,
        "2o0ongoiv4rrg"
      ])
    })
  )

  it.effect("let other fibers run after every 5,000 items, with ids or without", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* turnsOf(Array.from({ length: 4999 }, () => "a")), [])
      assert.deepEqual(yield* turnsOf(Array.from({ length: 5000 }, () => "a")), [5000])
      assert.deepEqual(yield* turnsOf(Array.from({ length: 10_001 }, () => ({}))), [5000, 10_000])
    })
  )

  it.effect("let other fibers run after every million characters", () =>
    Effect.gen(function* () {
      const long = "a".repeat(250_000)
      assert.deepEqual(yield* turnsOf([long, long, long, long.slice(1)]), [])
      assert.deepEqual(yield* turnsOf([long, long, {}, long, long, long, long, long, long]), [5, 9])
    })
  )

  it.live("are made while another fiber runs", () =>
    Effect.gen(function* () {
      let ran = false
      const other = Effect.sync(() => {
        ran = true
      })
      yield* Effect.fork(other)
      yield* fingerprints(
        Array.from({ length: 5000 }, () => "a"),
        idOf
      )
      assert.isTrue(ran)
    })
  )
})
