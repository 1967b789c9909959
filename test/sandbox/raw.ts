import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Sandbox from "../../src/sandbox/Sandbox.js"

/** An answer as it arrived. */
export interface Raw {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  /** The parsed body; undefined where it is not JSON. */
  readonly json: unknown
}

export type Headers = Readonly<Record<string, string>>

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const send = (request: HttpClientRequest.HttpClientRequest) =>
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const response = yield* client.execute(request)
    const text = yield* response.text
    return { status: response.status, headers: response.headers, text, json: parse(text) }
  })

export const get = (url: string, headers: Headers = {}) =>
  send(HttpClientRequest.get(url, { headers }))

/** The value at this path of a parsed body. */
export const dig = (value: unknown, ...path: ReadonlyArray<string | number>): unknown =>
  path.reduce<unknown>(
    (at, key) =>
      Array.isArray(at) && typeof key === "number"
        ? at.at(key)
        : Predicate.isRecord(at)
          ? at[key]
          : undefined,
    value
  )

export const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

export const ids = (items: unknown): ReadonlyArray<unknown> =>
  list(items).map((item) => dig(item, "id"))

const basic = (user: string): string => `Basic ${btoa(`${user}:`)}`

const { flowglad, leanrails, monime, polar, stripe } = Sandbox.credentials

export const auth: Readonly<Record<Sandbox.ProviderName, Headers>> = {
  stripe: { authorization: `Bearer ${stripe.secretKey}` },
  polar: { authorization: `Bearer ${polar.accessToken}` },
  flowglad: { authorization: flowglad.secretKey },
  monime: { authorization: `Bearer ${monime.accessToken}`, "monime-space-id": monime.spaceId },
  leanrails: { authorization: basic(leanrails.secretKey) }
}

export const basicOf = (user: string): Headers => ({ authorization: basic(user) })

export const urls: Readonly<Record<Sandbox.ProviderName, string>> = {
  stripe: "https://api.stripe.com/v1/checkout/sessions",
  polar: "https://api.polar.sh/v1/checkouts/",
  flowglad: "https://app.flowglad.com/api/v1/checkout-sessions",
  monime: "https://api.monime.io/v1/checkout-sessions",
  leanrails: "https://api.leanrails.com/v1/checkout_sessions"
}

/** The key of the sessions in each envelope. */
export const itemsKey = {
  stripe: "data",
  polar: "items",
  flowglad: "data",
  monime: "result",
  leanrails: "data"
}

export const names: ReadonlyArray<Sandbox.ProviderName> = [
  "stripe",
  "polar",
  "flowglad",
  "monime",
  "leanrails"
]

/** Follows a list to its end; `next` gives the query of the page after this one. */
export const drain = (
  url: string,
  headers: Headers,
  itemsKey: string,
  next: (page: unknown, number: number) => string | undefined,
  first = ""
) =>
  Effect.gen(function* () {
    const items: Array<unknown> = []
    let query: string | undefined = first
    for (let page = 1; query !== undefined; page++) {
      const { json } = yield* get(`${url}?${query}`, headers)
      items.push(...list(dig(json, itemsKey)))
      query = next(json, page)
    }
    const all: ReadonlyArray<unknown> = items
    return all
  })

/** The address of one session. Polar's list alone ends with a slash. */
export const one = (name: Sandbox.ProviderName, id: unknown): string =>
  `${urls[name].replace(/\/$/, "")}/${String(id)}`

/** The one session in an answer of this provider. */
export const sessionIn = (name: Sandbox.ProviderName, json: unknown): unknown =>
  name === "flowglad"
    ? dig(json, "checkoutSession")
    : name === "monime"
      ? dig(json, "result")
      : json
