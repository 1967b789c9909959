import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { CheckoutSessions } from "../../index.js"
import type * as Reading from "../reading.js"
import { Screen } from "../screen.js"
import * as Bar from "./bar.js"
import * as Checkpoint from "./checkpoint.js"
import * as Lines from "./lines.js"
import * as Run from "./run.js"
import type { Target } from "./target.js"
import * as Ties from "./ties.js"

/** Whether the provider's total counts the sessions of the query, and not all of its sessions. */
const isCounted = (run: Run.Run, { filtersByCreation, filtersByStatus }: Filters): boolean =>
  (run.status === null || filtersByStatus) &&
  ((run.since === null && run.until === null) || filtersByCreation)

type Filters = Pick<
  CheckoutSessions.Service["capabilities"][number],
  "filtersByCreation" | "filtersByStatus"
>

/**
 * The providers in the order of reading. Those that failed in an earlier process come last, so that the
 * provider that was being read goes on where its lines end in the file.
 */
const inOrder = (places: ReadonlyArray<Checkpoint.Place>): ReadonlyArray<Checkpoint.Place> => [
  ...places.filter(({ state }) => state === "unread"),
  ...places.filter(({ state }) => state === "failed")
]

/**
 * Reads the providers one after another: sessions that several send at once have no order of their own.
 * So the file is the same however often the export is interrupted.
 */
export const all = (
  target: Target,
  troubles: Reading.Troubles
): Effect.Effect<
  void,
  CheckoutSessions.CheckoutSessionsError | Checkpoint.FileRefused,
  CheckoutSessions.CheckoutSessions | Screen
> =>
  Effect.gen(function* () {
    const screen = yield* Screen
    const { capabilities, streamPages } = yield* CheckoutSessions.CheckoutSessions
    const start = target.at()
    const { run } = start
    const now = yield* Clock.currentTimeMillis
    const shown: Bar.Shown = {
      provider: "",
      nth: 0,
      providers: run.providers.length,
      pages: start.pages,
      sessions: start.sessions,
      began: now,
      before: start.sessions,
      read: 0,
      since: now,
      readBefore: 0,
      total: Option.none()
    }

    /** Writes lines, and the place after them to the checkpoint. */
    const put = (
      place: Checkpoint.Place,
      lines: ReadonlyArray<string>,
      page?: CheckoutSessions.SessionsPage
    ) =>
      // An interruption comes before all of a page or after it.
      Effect.uninterruptible(
        Effect.suspend(() => {
          const before = target.at()
          // A file without a line need not be replaced.
          const isFirst = before.bytes === 0 && place.state !== "failed"
          const head = isFirst ? Lines.header(run.format) : ""
          const next = {
            ...Checkpoint.withPlace(before, place),
            sessions: before.sessions + lines.length,
            pages: before.pages + (page === undefined ? 0 : 1),
            unread: troubles.unread,
            undated: before.undated + (page?.undated ?? 0)
          }
          return Effect.map(target.append(`${head}${lines.join("")}`, next), () => {
            shown.pages = next.pages
            shown.sessions = next.sessions
          })
        })
      )

    const readOne = (start: Checkpoint.Place) =>
      Effect.gen(function* () {
        const { provider } = start
        const filters = capabilities.find((one) => one.provider === provider)
        const counted = filters !== undefined && isCounted(run, filters)
        const now = yield* Clock.currentTimeMillis
        let place: Checkpoint.Place = { ...start, state: "unread" }
        let failed = false
        shown.provider = provider
        shown.nth = run.providers.indexOf(provider) + 1
        shown.since = now
        shown.read = start.read
        shown.readBefore = start.read
        shown.total = Option.none()
        yield* streamPages(Run.queryOf(run, provider), {
          from: start.cursor ?? undefined,
          onProviderFailure: "isolate",
          onInvalidItem: (error) => {
            troubles.unread++
            return screen.tell(error.message)
          }
        }).pipe(
          Stream.runForEach((page) => {
            if (page instanceof CheckoutSessions.ProviderFailed) {
              troubles.failed.push(page)
              failed = true
              return Effect.void
            }
            const [lines, held] = Ties.settle(provider, place.held, page.items, (session) =>
              Lines.line(run.format, session)
            )
            place = {
              ...place,
              cursor: page.cursor,
              read: place.read + page.items.length,
              held
            }
            shown.total = counted ? page.total : Option.none()
            shown.read = place.read
            return put(place, lines, page)
          })
        )
        yield* failed
          ? put({ ...place, state: "failed" }, [])
          : put({ ...place, state: "done", held: Ties.none }, Ties.settled(place.held))
      })

    yield* Effect.forEach(inOrder(start.places), readOne, { discard: true }).pipe(
      Bar.showing(screen, shown)
    )
  })
