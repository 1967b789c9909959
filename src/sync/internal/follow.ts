import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Fenced, SyncStore } from "../SyncStore.js"
import type { SyncError } from "./errors.js"
import type { Options } from "./slice.js"
import { open, run, tickOf } from "./slice.js"
import type { Source } from "./source.js"
import type { Turn } from "./turn.js"

/** How long a process that reads a source may be silent before another one takes it. */
const lease = Duration.seconds(30)

/** How far the clocks of two machines may be apart. */
const apart = Duration.minutes(5)

/** How soon a hint is followed. */
const glance = Duration.seconds(5)

const shortestPause = 1000

/** The longest pause that a provider is granted. */
const longestPause = Duration.hours(1)

/** How many milliseconds the provider asks to wait. */
const askedOf = (error: SyncError): number =>
  error._tag === "CheckoutResponseError"
    ? Option.match(error.retryAfter, {
        onNone: () => 0,
        onSome: (asked) => Duration.toMillis(Duration.min(asked, longestPause))
      })
    : 0

/** Waits until the next round is due, or until there is a hint. */
const idle = ({ source, store, tick }: Turn, until: number): Effect.Effect<void, SyncError> =>
  Effect.gen(function* () {
    for (;;) {
      const left = until - (yield* Clock.currentTimeMillis)
      // A time too far away was left by a clock that was set back since.
      if (left <= 0 || left > 2 * tick) return
      yield* Effect.sleep(Duration.min(Duration.millis(left), glance))
      if ((yield* store.pokes(source.source, 1)).length > 0) return
    }
  })

/** Waits until the process that took the source has stopped: a round is overdue, and nothing is written. */
const silence = ({ source, store }: Turn): Effect.Effect<void, SyncError> =>
  Effect.gen(function* () {
    let before = yield* store.peek(source.source)
    for (;;) {
      yield* Effect.sleep(lease)
      const after = yield* store.peek(source.source)
      const now = yield* Clock.currentTimeMillis
      const isSilent = Option.match(Option.all([before, after]), {
        onNone: () => true,
        onSome: ([one, { epoch, state }]) =>
          one.epoch === epoch &&
          one.state.requests === state.requests &&
          (Option.getOrElse(state.nextDueAt, () => 0) + Duration.toMillis(lease) <= now ||
            // A round that ended in a time to come: the clock was set back, so its next one is due.
            Option.exists(state.lastOkAt, (at) => at > now + Duration.toMillis(apart)))
      })
      if (isSilent) return
      before = after
    }
  })

const reading = (
  turn: Turn,
  options: Options,
  pause: (error: SyncError) => Effect.Effect<void>,
  calm: () => void
): Effect.Effect<Fenced, SyncError> =>
  Effect.gen(function* () {
    for (;;) {
      const slice = yield* Effect.either(run(turn, options))
      if (slice._tag === "Left") {
        if (slice.left._tag === "Fenced") return slice.left
        // If the store was away, it may lack a commit. Its rows count, and not this process's memory.
        if (slice.left._tag === "SyncStoreError") return yield* slice.left
        yield* pause(slice.left)
      } else {
        calm()
        yield* idle(
          turn,
          Option.getOrElse(slice.right.nextDueAt, () => 0)
        )
      }
    }
  })

/**
 * Loads a source and follows it for ever. A failure is logged, noted in the store, and tried again. When
 * another process takes the source, this process takes it back after `waiting`.
 */
export const follow = (
  source: Source,
  options: Options,
  waiting: (turn: Turn) => Effect.Effect<void, SyncError> = silence
): Effect.Effect<never, never, SyncStore> =>
  Effect.gen(function* () {
    let failures = 0
    const calm = () => {
      failures = 0
    }
    const pause = (error: SyncError) =>
      Effect.suspend(() => {
        failures += 1
        const wait = Math.max(
          Math.min(tickOf(options), shortestPause * 2 ** failures),
          askedOf(error)
        )
        return Effect.logWarning(
          `${source.source}: ${error.message}; next try in ${Math.ceil(wait / 1000)} s`
        ).pipe(Effect.zipRight(Effect.sleep(wait)))
      })
    for (;;) {
      yield* open(source, options).pipe(
        Effect.flatMap((turn) =>
          Effect.flatMap(reading(turn, options, pause, calm), (fenced) =>
            Effect.zipRight(
              Effect.logWarning(`${fenced.message}. This process waits`),
              waiting(turn)
            )
          )
        ),
        Effect.catchAll(pause)
      )
    }
  })
