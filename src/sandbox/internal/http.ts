import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import type { JsonObject } from "./json.js"

/** A request, reduced to the parts that the five APIs read. */
export interface Incoming {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string | undefined>>
  /** `Clock`'s milliseconds when the request arrived. */
  readonly now: number
}

/** An answer whose body is still data, so that a fault can change it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body:
    | { readonly _tag: "Json"; readonly value: JsonObject }
    | { readonly _tag: "Text"; readonly value: string; readonly contentType: string }
    | { readonly _tag: "Empty" }
}

type HeaderInput = Readonly<Record<string, string>>

export const json = (status: number, value: JsonObject, headers: HeaderInput = {}): Answer => ({
  status,
  headers,
  body: { _tag: "Json", value }
})

export const text = (
  status: number,
  value: string,
  headers: HeaderInput = {},
  contentType = "text/plain; charset=utf-8"
): Answer => ({ status, headers, body: { _tag: "Text", value, contentType } })

export const empty = (status: number, headers: HeaderInput = {}): Answer => ({
  status,
  headers,
  body: { _tag: "Empty" }
})

export const withHeaders = (answer: Answer, headers: HeaderInput): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...headers }
})

/** The token of a `Bearer` header; the scheme matches in any case. */
export const bearer = (header: string | undefined): string | undefined =>
  header === undefined ? undefined : /^bearer +(\S+)$/i.exec(header)?.[1]

/** The user name of Basic credentials whose password is empty. */
export const basicUser = (header: string | undefined): string | undefined => {
  const encoded = header === undefined ? undefined : /^basic +(\S+)$/i.exec(header)?.[1]
  if (encoded === undefined) return undefined
  const decoded = Either.getOrUndefined(Encoding.decodeBase64String(encoded))
  return decoded?.endsWith(":") === true ? decoded.slice(0, -1) : undefined
}

/** Whether a path is this one or lies below it. */
export const isAtOrBelow = (path: string, pathname: string): boolean =>
  pathname === path || pathname.startsWith(`${path}/`)

/** The id of the one segment below a path; undefined where the path has another form. */
export const idBelow = (path: string, pathname: string): string | undefined => {
  const segment = pathname.startsWith(`${path}/`) ? pathname.slice(path.length + 1) : ""
  return segment === "" || segment.includes("/")
    ? undefined
    : Either.getOrUndefined(Either.try(() => decodeURIComponent(segment)))
}

/** Reads a decimal integer. Any other text gives undefined. */
export const integer = (value: string): number | undefined =>
  /^[+-]?\d{1,15}$/.test(value) ? Number(value) : undefined
