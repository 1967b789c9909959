import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Sandbox from "../../src/sandbox/Sandbox.js"
import { auth, dig, get, ids, list, names, urls } from "./raw.js"

const created = {
  stripe: "created",
  polar: "created_at",
  flowglad: "createdAt",
  monime: "createTime",
  leanrails: "created"
}

/** How many page edges have the same creation time on both sides. */
const tiedEdges = (times: ReadonlyArray<unknown>, pageSize: number): number => {
  let tied = 0
  for (let edge = pageSize; edge < times.length; edge += pageSize) {
    if (times[edge - 1] === times[edge]) tied++
  }
  return tied
}

const polarPages = (options: Sandbox.Options, sorting: string, pages: number) =>
  Effect.forEach(
    Array.from({ length: pages }, (_, at) => at + 1),
    (page) =>
      Effect.map(
        get(`${urls.polar}?limit=25&sorting=${sorting}&page=${page}`, auth.polar),
        (answer) => list(dig(answer.json, "items"))
      )
  ).pipe(Effect.provide(Sandbox.layerHttpClient(options)))

describe("sessions with equal creation times", () => {
  for (const sessions of [250, 1000, 1013]) {
    it(`cross page edges of each usual size, in both orders, among ${sessions} sessions`, () => {
      for (const name of names) {
        const times = Sandbox.sessions(name, { sessions }).map((session) => session[created[name]])
        for (const order of [times, times.toReversed()]) {
          for (const pageSize of [10, 20, 25, 50, 100]) {
            assert.isAbove(tiedEdges(order, pageSize), 0, `${name}, pages of ${pageSize}`)
          }
        }
      }
    })
  }

  it("are sorted by id at Flowglad", () => {
    const sessions = Sandbox.sessions("flowglad", { sessions: 1000 })
    for (const [at, session] of sessions.entries()) {
      const next = sessions[at + 1]
      if (next === undefined || next["createdAt"] !== session["createdAt"]) continue
      assert.isTrue(String(session["id"]) < String(next["id"]))
    }
  })

  it.effect("keep their order at Polar if the program asks for it", () =>
    Effect.gen(function* () {
      const pages = yield* polarPages({ ties: "stable" }, "-created_at", 10)
      assert.deepStrictEqual(ids(pages.flat()), ids(Sandbox.sessions("polar")))
    })
  )

  it.effect("keep it in the other order, too: tied ones are not turned round", () =>
    Effect.gen(function* () {
      const pages = yield* polarPages({ ties: "stable" }, "created_at", 10)
      const time = ({ created_at }: Sandbox.JsonObject) => Date.parse(String(created_at))
      const all = Sandbox.sessions("polar").toSorted((a, b) => time(a) - time(b))
      assert.deepStrictEqual(ids(pages.flat()), ids(all))
    })
  )

  for (const sorting of ["created_at", "-created_at"]) {
    it.effect(`trade places between two requests for ${sorting}, by default`, () =>
      Effect.gen(function* () {
        const shuffled = { sessions: 250 } as const
        const run = polarPages(shuffled, sorting, 10)
        const pages = yield* run
        assert.deepStrictEqual(yield* run, pages, "the same for one seed")
        // Each page holds the times of its places, in order.
        const stable = yield* polarPages({ sessions: 250, ties: "stable" }, sorting, 10)
        assert.deepStrictEqual(
          pages.flat().map((item) => dig(item, "created_at")),
          stable.flat().map((item) => dig(item, "created_at"))
        )
        const all = ids(pages.flat())
        assert.isBelow(new Set(all).size, all.length, "a session comes twice, another never")
        const seeds = yield* polarPages({ ...shuffled, seed: 2 }, sorting, 10)
        assert.notDeepEqual(ids(seeds.flat()), all)
      })
    )
  }
})
