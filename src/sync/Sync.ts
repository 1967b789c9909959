/**
 * Keeps every session of every account in a table, complete and current. The functions are plain Effects:
 * the caller of `slice` (a loop, cron, a queue, a cluster) decides when a source is read, and on which machine.
 *
 * @since 0.2.0
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Lane } from "../services/Adapter.js"
import type { SyncError } from "./internal/errors.js"
import * as Follow from "./internal/follow.js"
import type { Budget, Options, Slice } from "./internal/slice.js"
import * as Slices from "./internal/slice.js"
import type { Source } from "./internal/source.js"
import type { SyncStoreError } from "./SyncStore.js"
import { SyncStore } from "./SyncStore.js"

export { SyncRefused, type SyncError } from "./internal/errors.js"
export type { Budget, Options, Progress, Slice } from "./internal/slice.js"
export type { Source } from "./internal/source.js"

/**
 * A source: one account, read by the adapter of its client (`yield* StripeClient.adapter.lane`). Where a
 * provider has several accounts, each has a name: `eu` makes the source `stripe/eu`. The tables keep the
 * source under this name, so it must stay the same.
 *
 * @since 0.2.0
 * @category Constructors
 */
export const source = (lane: Lane, account?: string): Source => ({
  source: account === undefined ? lane.provider : `${lane.provider}/${account}`,
  provider: lane.provider,
  lane
})

/**
 * Reads a source for a while: first the whole list, then the sessions that may have changed. The sessions of
 * each request and the place after them are written in one transaction, so a slice can be killed at any
 * moment and called again.
 *
 * It fails with `Fenced` if another process takes the source in the meantime, and with `SyncRefused` if
 * the key belongs to another account. A failure of the provider is a `CheckoutError`. The store notes
 * these two, and `SyncStore.status` shows the last one.
 *
 * @since 0.2.0
 * @category Sync
 */
export const slice = (
  source: Source,
  options: Options & Budget = {}
): Effect.Effect<Slice, SyncError, SyncStore> =>
  Effect.flatMap(Slices.open(source, options), (turn) => Slices.run(turn, options, options))

/**
 * Loads a source, or reads the sessions that may have changed since. It does not wait until the next round
 * is due. For cron.
 *
 * @since 0.2.0
 * @category Sync
 */
export const once = (
  source: Source,
  options: Options = {}
): Effect.Effect<Slice, SyncError, SyncStore> =>
  Effect.flatMap(Slices.open(source, options), (turn) => {
    Slices.dueNow(turn)
    return Slices.run(turn, options)
  })

/**
 * Loads sources and follows them for ever, side by side. A source that fails is noted in the store and in
 * the log, and tried again; the others go on. If another process takes a source, this process waits until
 * the other one has written nothing for half a minute.
 *
 * @since 0.2.0
 * @category Sync
 */
export const follow = (
  sources: Iterable<Source>,
  options: Options = {}
): Effect.Effect<never, never, SyncStore> =>
  Effect.zipRight(
    Effect.forEach(sources, (source) => Follow.follow(source, options), {
      concurrency: "unbounded",
      discard: true
    }),
    Effect.never
  )

/**
 * Reads the whole list of a source and marks the stored sessions that are not in the list as gone. Up to a
 * thousand of them are asked for by id first, because a list can skip a session. Nothing is deleted. If more than a fifth of the stored sessions is missing, nothing is marked, and the audit fails
 * with `SyncRefused`. With `force` they are marked all the same, and the audit does not check that the key
 * belongs to the account of the stored sessions.
 *
 * @since 0.2.0
 * @category Sync
 */
export const audit = (
  source: Source,
  options: Options & { readonly force?: boolean | undefined } = {}
): Effect.Effect<Slice, SyncError, SyncStore> =>
  Effect.gen(function* () {
    const turn = yield* Slices.open(source, options, options.force ?? false)
    yield* Slices.withAudit(turn)
    return yield* Slices.run(turn, options)
  })

/**
 * Leaves a hint that a session has changed, from any process: the session's id from a webhook, say. The
 * process that follows the source then retrieves the session. The hint itself is not trusted, so it needs no
 * verification.
 *
 * @since 0.2.0
 * @category Sync
 */
export const poke = (source: string, id: string): Effect.Effect<void, SyncStoreError, SyncStore> =>
  Effect.gen(function* () {
    const store = yield* SyncStore
    yield* store.poke(source, id, yield* Clock.currentTimeMillis)
  })
