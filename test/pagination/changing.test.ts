import { assert, describe, it } from "@effect/vitest"
import { Effect, FastCheck as fc, Option, Redacted } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import type { Item } from "../support/drivers.js"
import { drain } from "../support/run.js"
import { type Subject, subjects } from "./subjects.js"

/** What happens to the list before a request. */
interface Change {
  /** Where in the list sessions are removed, as shares of its length. */
  readonly removed: ReadonlyArray<number>
  /** How many sessions are created. */
  readonly created: number
  /** Where two neighbors trade places, as shares of the list's length. */
  readonly traded: ReadonlyArray<number>
  /** Whether the request fails. */
  readonly fails: boolean
}

const share = fc.double({ min: 0, max: 0.999, noNaN: true })

/** What a provider's list does while it is read. */
interface Habits {
  readonly name: string
  readonly newestFirst: boolean
  readonly removes: boolean
  readonly trades: boolean
}

const habits: ReadonlyArray<Habits> = [
  { name: "the loop, by keys", newestFirst: false, removes: true, trades: false },
  { name: "the loop, by numbers", newestFirst: false, removes: true, trades: true },
  { name: "stripe", newestFirst: true, removes: false, trades: false },
  { name: "leanrails", newestFirst: true, removes: false, trades: false },
  { name: "flowglad", newestFirst: false, removes: true, trades: false },
  { name: "monime", newestFirst: false, removes: true, trades: false },
  { name: "polar", newestFirst: false, removes: true, trades: true }
]

const changes = ({ removes, trades }: Habits): fc.Arbitrary<ReadonlyArray<Change>> => {
  const change = (parts: { readonly removes: boolean; readonly trades: boolean }) =>
    fc.record({
      removed: parts.removes ? fc.array(share, { maxLength: 3 }) : fc.constant([]),
      created: fc.nat(2),
      traded: parts.trades ? fc.array(share, { maxLength: 2 }) : fc.constant([]),
      fails: fc.boolean()
    })
  const list = (parts: { readonly removes: boolean; readonly trades: boolean }) =>
    fc.array(change(parts), { maxLength: 12 })
  if (!trades) return list({ removes, trades })
  // One hole is left in numbered lists: as many sessions created as removed between two answers
  // leave the total as it was. And a session that trades places again and again while the pages
  // before are read may be missed.
  // Pages are read again between two pages of the walk: so a list either shrinks or grows as a whole.
  const shrinking = fc.tuple(fc.boolean(), list({ removes, trades: false })).map(([grows, all]) =>
    all.map((one) => ({
      ...one,
      created: one.fails || !grows ? 0 : one.created,
      removed: one.fails || grows ? [] : one.removed
    }))
  )
  const trading = list({ removes: false, trades }).map((all) =>
    all.map((one) => ({ ...one, created: 0, traded: one.traded.slice(0, 1) }))
  )
  return fc.oneof(shrinking, trading)
}

interface World {
  readonly list: Array<Item>
  readonly removed: Set<string>
  next: number
}

const change = (world: World, subject: Subject, { newestFirst }: Habits, made: Change) => {
  for (const at of made.traded) {
    const index = Math.floor(at * (world.list.length - 1))
    const [a, b] = [world.list[index], world.list[index + 1]]
    if (a !== undefined && b !== undefined) world.list.splice(index, 2, b, a)
  }
  for (const at of made.removed) {
    const [gone] = world.list.splice(Math.floor(at * world.list.length), 1)
    if (gone !== undefined) world.removed.add(gone.id)
  }
  for (let n = 0; n < made.created; n++) {
    const item = subject.item(world.next++)
    if (newestFirst) world.list.unshift(item)
    else world.list.push(item)
  }
}

const idOf = (item: unknown): string =>
  typeof item === "object" && item !== null && "id" in item ? String(item.id) : ""

const cursorOf = (error: CheckoutError): Cursor | undefined => Option.getOrUndefined(error.cursor)

describe("a list that changes while it is read", () => {
  for (const habit of habits) {
    const found = subjects.find(({ name }) => name === habit.name)
    it.live.prop(
      `${habit.name}: every session that stays arrives once, or the failure is typed`,
      [
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        changes(habit),
        fc.uniqueArray(fc.nat(19), { maxLength: 4 })
      ],
      ([length, limit, made, badAt]) =>
        Effect.gen(function* () {
          assert.isDefined(found)
          if (found === undefined) return
          const badNumbers = new Set(badAt)
          const start = Array.from({ length }, (_, n) =>
            badNumbers.has(n) ? found.bad(n) : found.item(n)
          )
          const world: World = {
            list: habit.newestFirst ? start.toReversed() : [...start],
            removed: new Set(),
            next: 1000
          }
          let requests = 0
          const opened = found.open(() => {
            const next = made[requests++]
            if (next === undefined) return world.list
            change(world, found, habit, next)
            return next.fails ? undefined : [...world.list]
          })

          const got: Array<string> = []
          let from: Cursor | undefined
          let gaveUp = false
          for (let turn = 0; turn < 60; turn++) {
            const { error, items } = yield* drain(opened.items(limit, { from }))
            got.push(...items.map(idOf))
            if (error === undefined) break
            if (error._tag === "CheckoutPaginationError") {
              assert.strictEqual(error.reason, "ListChanged")
              gaveUp = true
              break
            }
            if (error._tag === "CheckoutDecodeError") {
              // The provider mends the item, wherever it stands now.
              const bad = world.list.findIndex(({ id }) => id === idOf(Redacted.value(error.raw)))
              const n = Number(/\d+$/.exec(world.list[bad]?.id ?? "")?.[0])
              if (bad !== -1) world.list.splice(bad, 1, found.item(n))
            }
            from = cursorOf(error)
          }

          assert.lengthOf(new Set(got), got.length, `twice: ${got.join(" ")}`)
          if (gaveUp) return
          const stayed = start.map(({ id }) => id).filter((id) => !world.removed.has(id))
          for (const id of stayed) assert.include(got, id)
        }),
      { fastCheck: { numRuns: habit.name.startsWith("the loop") ? 200 : 25 } }
    )
  }
})
