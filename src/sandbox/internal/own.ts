import { isJsonObject, type Json, type JsonObject } from "./json.js"
import type { ProviderName } from "./providerName.js"

/** The reader's own sessions of one provider. */
export interface Own {
  /** Oldest first, as `Rows` has them. */
  readonly sessions: ReadonlyArray<JsonObject>
  /** When each of them was created, in epoch milliseconds. */
  readonly times: ReadonlyArray<number>
}

const finite = (millis: number): number => (Number.isFinite(millis) ? millis : 0)

/** Epoch milliseconds of a time in seconds, of one in milliseconds, of one in text. */
const seconds = (time: Json | undefined): number => (typeof time === "number" ? time * 1000 : 0)
const text = (time: Json | undefined): number =>
  typeof time === "string" ? finite(Date.parse(time)) : 0
const millis = (time: Json | undefined): number => (typeof time === "number" ? time : text(time))

/** When a session was created, in the provider's own form. Without a time, it is the oldest. */
const created: Readonly<
  Record<ProviderName, readonly [string, (time: Json | undefined) => number]>
> = {
  stripe: ["created", seconds],
  polar: ["created_at", text],
  flowglad: ["createdAt", millis],
  monime: ["createTime", text],
  leanrails: ["created", seconds]
}

/** A field of a session as text, or null. */
export const textOf = (session: JsonObject, key: string): string | null => {
  const value = session[key]
  return typeof value === "string" ? value : null
}

/** The id of a session. Something else under `id` is no id. */
export const idOf = (session: JsonObject): string => textOf(session, "id") ?? ""

/** The id of an object that may stand there in full. */
export const referenceOf = (session: JsonObject, key: string): string | null => {
  const value = session[key]
  return isJsonObject(value) ? textOf(value, "id") : textOf(session, key)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const isObject = (value: object): value is JsonObject => !Array.isArray(value)

const refuseTwins = (provider: ProviderName, sessions: ReadonlyArray<JsonObject>): void => {
  const seen = new Set<string>()
  for (const id of sessions.map(idOf)) {
    if (id !== "" && seen.has(id)) {
      throw new Error(`the sandbox was given two sessions of ${provider} with the id ${id}`)
    }
    seen.add(id)
  }
}

/** Sorts sessions that were given in any order. Those of one time keep it in the list. */
export const own = (provider: ProviderName, given: ReadonlyArray<object>): Own => {
  const sessions = given.filter(isObject)
  refuseTwins(provider, sessions)
  const [key, read] = created[provider]
  const rows = sessions.map((session) => ({
    session,
    time: read(session[key]),
    // Text can hold microseconds. "Z" sorts after ".", so it is dropped.
    written: textOf(session, key)?.replace("Z", "") ?? "",
    id: idOf(session)
  }))
  rows.sort((a, b) =>
    provider === "flowglad"
      ? // "Ascending createdAt, then id."
        a.time - b.time || compare(a.id, b.id)
      : b.time - a.time || compare(b.written, a.written)
  )
  // The other lists begin with the newest session.
  if (provider !== "flowglad") rows.reverse()
  return { sessions: rows.map(({ session }) => session), times: rows.map(({ time }) => time) }
}
