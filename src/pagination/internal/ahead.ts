import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutError } from "../../CheckoutError.js"
import { keyOf } from "./cycle.js"
import { fingerprints } from "./fingerprint.js"
import type { PageParams } from "./position.js"
import * as Shift from "./shift.js"
import type { RawPage, State, Walk } from "./step.js"
import { locatedAt, step } from "./step.js"
import * as Pages from "./walk.js"

/** The page after a full one, if it can be known before that one was read; `total` is how many items there are. */
export type After = (at: PageParams, total: number) => Option.Option<PageParams>

/** A page on its way. */
interface Ahead {
  readonly at: PageParams
  readonly page: Fiber.Fiber<RawPage, CheckoutError>
}

/**
 * All items of a list whose pages are numbered, in its order. Up to `concurrency` pages are on their
 * way at once, but they are handed out and compared one after the other, as the sequential walk does.
 *
 * Where a page shows that rows moved, no page that is on its way can be trusted to begin where it
 * should: all are dropped, that one as well. It is read again, and so are those before it.
 */
export const items = <A, E, R>(
  walk: Walk<A, E, R>,
  after: After,
  concurrency: number
): Stream.Stream<A, CheckoutError | E, R> =>
  Stream.unwrapScoped(
    Effect.gen(function* () {
      const scope = yield* Effect.scope
      let ahead: ReadonlyArray<Ahead> = []
      /** Nothing is known before the first page, and nothing is sure after rows moved. */
      let total: number | undefined

      const drop = Effect.suspend(() => {
        const dropped = ahead
        ahead = []
        return Fiber.interruptAll(dropped.map(({ page }) => page))
      })

      const order = (at: PageParams) =>
        Effect.map(Effect.forkIn(walk.fetch(at), scope), (page) => {
          ahead = [...ahead, { at, page }]
        })

      /** Asks for the page where the walk is, and for those after it. */
      const fill = (at: PageParams): Effect.Effect<void> =>
        Effect.gen(function* () {
          const [first] = ahead
          if (first === undefined || keyOf(first.at) !== keyOf(at)) {
            yield* drop
            yield* order(at)
          }
          const known = total
          if (known === undefined) return
          while (ahead.length < concurrency) {
            const next = after(ahead.at(-1)?.at ?? at, known)
            if (Option.isNone(next)) return
            yield* order(next.value)
          }
        })

      const take = Effect.suspend(() => {
        const [first, ...others] = ahead
        ahead = others
        return first === undefined
          ? Effect.dieMessage("no page is on its way")
          : Fiber.join(first.page)
      })

      /** The walk whose next page was fetched already. */
      const given = (page: RawPage): Walk<A, E, R> => {
        let used = false
        return {
          ...walk,
          fetch: (at) => {
            if (used) return walk.fetch(at)
            used = true
            return Effect.succeed(page)
          }
        }
      }

      /** One page, fetched ahead if it fits the page before. */
      const advance = (state: State) =>
        Effect.gen(function* () {
          const { point } = state
          if (point.unsure) return yield* step(walk, state)
          yield* fill(point.at)
          const page = yield* Effect.mapError(take, locatedAt(walk, point))
          total = Option.getOrUndefined(page.total)
          const marks = yield* fingerprints(page.items, walk.idOf)
          if (Shift.mayHaveMoved(point, { items: page.items, marks, total: page.total })) {
            yield* drop
            total = undefined
            return yield* step(walk, state)
          }
          return yield* step(given(page), state)
        })

      return Pages.items(walk, 0, advance)
    })
  )
