import type { Fragment } from "@effect/sql/Statement"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { ProviderName } from "../../../CheckoutError.js"
import { Cursor } from "../../../pagination/Cursor.js"
import type { Held, State } from "../../SyncStore.js"
import type { Database } from "./database.js"
import { time } from "./row.js"
import { clean } from "./text.js"

/** A row as a driver gives it: its numbers may be texts, its booleans numbers. */
export type Raw = Readonly<Record<string, unknown>>

type Value = string | number | boolean | null

/** The columns of a change to the state; a key that is left out stays. */
export const columnsOf = (
  { dialect }: Database,
  state: Partial<State>
): Readonly<Record<string, Value>> => {
  const columns: Record<string, Value> = {}
  const put = <A>(name: string, value: A | undefined, write: (value: A) => Value) => {
    if (value !== undefined) columns[name] = write(value)
  }
  const some =
    <A>(write: (value: A) => Value) =>
    (value: Option.Option<A>) =>
      Option.getOrNull(Option.map(value, write))
  put("phase", state.phase, (phase) => phase)
  put("cursor", state.cursor, some<string>(clean))
  put("plan", state.plan, some(clean))
  put("sweep", state.sweep, (sweep) => sweep)
  put("livemode", state.livemode, some(dialect.boolean))
  put("loaded_at", state.loadedAt, some(time))
  put("last_ok_at", state.lastOkAt, some(time))
  put("last_error", state.lastError, some(clean))
  put("last_error_at", state.lastErrorAt, some(time))
  put("next_due_at", state.nextDueAt, some(time))
  put("requests", state.requests, (requests) => requests)
  put("sessions", state.sessions, (sessions) => sessions)
  return columns
}

const times = ["loaded_at", "last_ok_at", "last_error_at", "next_due_at"] as const

/** The columns of `checkout_sync` that `heldOf` reads. */
export const selected = ({ dialect, sql }: Database): Fragment =>
  sql.csv([
    sql.literal(
      "source, provider, epoch, phase, cursor, plan, sweep, livemode, last_error, requests, sessions"
    ),
    ...times.map((column) => sql`${dialect.millis(column)} AS ${sql(column)}`)
  ])

export const number = (value: unknown): number => Number(value ?? 0)

const text = (value: unknown): Option.Option<string> =>
  Option.liftPredicate(value, Predicate.isString)

export const millis = (value: unknown): Option.Option<number> =>
  Option.map(Option.fromNullable(value), (value) => Math.round(Number(value)))

const isProvider = Schema.is(ProviderName)
const isCursor = Schema.is(Cursor)

/** A stored text, if it is a cursor. */
export const cursor = (value: unknown): Option.Option<Cursor> =>
  Option.liftPredicate(value, isCursor)

/** A row of `checkout_sync`; `None` if its provider is one that only a later version knows. */
export const heldOf = (row: Raw): Option.Option<Held> =>
  Option.map(Option.liftPredicate(row["provider"], isProvider), (provider) => ({
    source: String(row["source"]),
    provider,
    epoch: number(row["epoch"]),
    state: {
      phase: row["phase"] === "follow" ? "follow" : "load",
      cursor: cursor(row["cursor"]),
      plan: text(row["plan"]),
      sweep: number(row["sweep"]),
      livemode: Option.map(Option.fromNullable(row["livemode"]), Boolean),
      loadedAt: millis(row["loaded_at"]),
      lastOkAt: millis(row["last_ok_at"]),
      lastError: text(row["last_error"]),
      lastErrorAt: millis(row["last_error_at"]),
      nextDueAt: millis(row["next_due_at"]),
      requests: number(row["requests"]),
      sessions: number(row["sessions"])
    }
  }))
