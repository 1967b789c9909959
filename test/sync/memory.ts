import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { CheckoutSession } from "../../src/neutral/CheckoutSession.js"
import type { Cursor } from "../../src/pagination/Cursor.js"
import type { Change, Changed, Held, Service, SourceName, State } from "../../src/sync/SyncStore.js"
import { Fenced } from "../../src/sync/SyncStore.js"
import { quarterOf } from "../../src/sync/internal/plan.js"
import { isSettled } from "../../src/sync/internal/settled.js"
import { createdAt } from "../../src/sync/internal/source.js"

/** A row of the table of sessions. */
export interface Row {
  readonly session: CheckoutSession
  readonly settled: boolean
  readonly createdAt: number
  readonly observedAt: number
  readonly firstSeenAt: number
  readonly changedAt: number
  readonly sweep: number
  readonly goneAt: number | undefined
}

interface Account {
  held: Held
  readonly rows: Map<string, Row>
  readonly marks: Map<number, { readonly at: number; readonly cursor: Cursor }>
  readonly pokes: Map<string, number>
}

const fresh: State = {
  phase: "load",
  cursor: Option.none(),
  plan: Option.none(),
  sweep: 0,
  livemode: Option.none(),
  loadedAt: Option.none(),
  lastOkAt: Option.none(),
  lastError: Option.none(),
  lastErrorAt: Option.none(),
  nextDueAt: Option.none(),
  requests: 0,
  sessions: 0
}

const isSame = (one: CheckoutSession, other: CheckoutSession): boolean =>
  JSON.stringify(one.native) === JSON.stringify(other.native)

/** Writes one session, unless it was seen later than this. */
const write = (
  rows: Map<string, Row>,
  session: CheckoutSession,
  observedAt: number,
  sweep: number
): "inserted" | "updated" | undefined => {
  const before = rows.get(session.id)
  if (before !== undefined && before.observedAt > observedAt) return undefined
  const changed = before === undefined || !isSame(before.session, session)
  const firstSeenAt = before?.firstSeenAt ?? observedAt
  rows.set(session.id, {
    session,
    settled: isSettled(session, observedAt),
    createdAt: Option.getOrElse(createdAt(session), () => firstSeenAt),
    observedAt,
    firstSeenAt,
    changedAt: changed ? observedAt : before.changedAt,
    sweep,
    goneAt: undefined
  })
  return before === undefined ? "inserted" : changed ? "updated" : undefined
}

const isUnmet = (row: Row, { began, sweep }: { readonly sweep: number; readonly began: number }) =>
  row.goneAt === undefined && row.sweep < sweep && row.observedAt < began

const writeAll = (account: Account, change: Change): Changed => {
  const { gone = [], mark, observedAt, poked = [], sessions, state, unmet } = change
  const { marks, pokes, rows } = account
  const counts = { inserted: 0, updated: 0, gone: 0 }
  const ahead = change.ahead ?? Infinity
  for (const [id, row] of rows) {
    if (row.observedAt > ahead) rows.set(id, { ...row, observedAt: ahead })
  }
  const sweep = state.sweep ?? account.held.state.sweep
  for (const session of sessions) {
    const what = write(rows, session, observedAt, sweep)
    if (what !== undefined) counts[what] += 1
  }
  const leave = (id: string, row: Row) => {
    rows.set(id, { ...row, goneAt: observedAt })
    counts.gone += 1
  }
  for (const id of gone) {
    const row = rows.get(id)
    if (row?.goneAt === undefined && row !== undefined && row.observedAt <= observedAt)
      leave(id, row)
  }
  if (unmet !== undefined) for (const [id, row] of rows) if (isUnmet(row, unmet)) leave(id, row)
  if (mark !== undefined) {
    const key = quarterOf(mark.at)
    if ((marks.get(key)?.at ?? Infinity) >= mark.at) marks.set(key, mark)
  }
  for (const id of poked) if ((pokes.get(id) ?? Infinity) <= observedAt) pokes.delete(id)
  account.held = { ...account.held, state: { ...account.held.state, ...state } }
  return counts
}

/** The tables of sync in memory, and the rows of one source, oldest first. */
export interface Memory extends Service {
  readonly rows: (source: string) => ReadonlyArray<Row>
}

/** A store in memory, with the rules of the one in a database. */
export const make = (): Memory => {
  const accounts = new Map<string, Account>()
  const accountOf = (source: string) => accounts.get(source)
  const rowsOf = (source: string): ReadonlyArray<Row> =>
    [...(accountOf(source)?.rows.values() ?? [])].sort((a, b) => a.createdAt - b.createdAt)
  const open = ({ provider, source }: SourceName): Account => {
    const known = accountOf(source)
    if (known !== undefined) return known
    const made: Account = {
      held: { source, provider, epoch: 0, state: fresh },
      rows: new Map(),
      marks: new Map(),
      pokes: new Map()
    }
    accounts.set(source, made)
    return made
  }
  return {
    rows: rowsOf,
    take: (name) =>
      Effect.sync(() => {
        const account = open(name)
        account.held = { ...account.held, epoch: account.held.epoch + 1 }
        return account.held
      }),
    peek: (source) => Effect.sync(() => Option.fromNullable(accountOf(source)?.held)),
    commit: ({ epoch, source }, change) =>
      Effect.suspend(() => {
        const account = accountOf(source)
        return account?.held.epoch === epoch
          ? Effect.sync(() => writeAll(account, change))
          : Effect.fail(new Fenced({ source }))
      }),
    late: (source, { limit, now, tick }) =>
      Effect.sync(() =>
        rowsOf(source)
          .filter(
            ({ createdAt, goneAt, observedAt, settled }) =>
              !settled &&
              goneAt === undefined &&
              now - observedAt >= Math.max(tick, (now - createdAt) / 10)
          )
          .sort((a, b) => a.observedAt - b.observedAt)
          .slice(0, limit)
          .map(({ session }) => session.id)
      ),
    known: (source, limit) =>
      Effect.sync(() =>
        rowsOf(source)
          .filter(({ goneAt, session }) => goneAt === undefined && session.status === "complete")
          .slice(-limit)
          .map(({ session }) => session.id)
      ),
    unmet: (source, audit) =>
      Effect.sync(() => {
        const rows = rowsOf(source).filter(({ goneAt }) => goneAt === undefined)
        const ids = rows.filter((row) => isUnmet(row, audit)).map(({ session }) => session.id)
        return { unmet: ids.length, rows: rows.length, ids: ids.sort().slice(0, audit.limit) }
      }),
    markBefore: (source, at) =>
      Effect.sync(() => {
        const marks = [...(accountOf(source)?.marks.values() ?? [])].filter((mark) => mark.at <= at)
        const [last] = marks.sort((a, b) => b.at - a.at)
        return Option.map(Option.fromNullable(last), ({ cursor }) => cursor)
      }),
    poke: (source, id, now) =>
      Effect.sync(() => {
        const pokes = accountOf(source)?.pokes
        if (pokes?.has(id) === false) pokes.set(id, now)
      }),
    pokes: (source, limit) =>
      Effect.sync(() => [...(accountOf(source)?.pokes.keys() ?? [])].slice(0, limit)),
    status: Effect.sync(() =>
      [...accounts.values()].map(({ held, pokes }) => {
        const rows = rowsOf(held.source)
        const unsettled = rows.filter(({ goneAt, settled }) => !settled && goneAt === undefined)
        return Object.assign({}, held, {
          rows: rows.length,
          unsettled: unsettled.length,
          gone: rows.filter(({ goneAt }) => goneAt !== undefined).length,
          inexact: 0,
          drifted: rows.filter(({ session }) => Option.isSome(session.drift)).length,
          unseenSince:
            unsettled.length === 0
              ? Option.none()
              : Option.some(Math.min(...unsettled.map(({ observedAt }) => observedAt))),
          writtenAt: Option.fromNullable(rows.at(-1)?.observedAt),
          pokes: pokes.size
        })
      })
    )
  }
}
