import { integer } from "../../internal/http.js"
import * as Expand from "./expand.js"
import type { Skeleton } from "./session.js"

/** A parameter that Stripe refuses. */
export interface Refusal {
  readonly message: string
  readonly param?: string | undefined
  readonly code?: string | undefined
}

/** The twelve parameters, read and checked. */
export interface Params {
  readonly limit: number
  readonly startingAfter: string | undefined
  readonly endingBefore: string | undefined
  /** Paths that start at the session. */
  readonly expand: ReadonlySet<string>
  readonly matches: ((session: () => Skeleton, created: number) => boolean) | undefined
}

const IDS = [
  "customer",
  "customer_account",
  "payment_intent",
  "payment_link",
  "subscription",
  "starting_after",
  "ending_before"
] as const
const BOUNDS = ["gt", "gte", "lt", "lte"] as const
const STATUSES: ReadonlyArray<string> = ["complete", "expired", "open"]

const known = new Set<string>([
  ...IDS,
  "limit",
  "status",
  "created",
  "customer_details[email]",
  ...BOUNDS.map((bound) => `created[${bound}]`)
])

const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && "message" in value

// URLSearchParams decodes, so "square brackets may be raw or percent-encoded".
const isExpand = (key: string): boolean => /^expand\[\d*\]$/.test(key)

const unknown = (key: string): Refusal => ({
  message: `Received unknown parameter: ${key}`,
  param: key,
  code: "parameter_unknown"
})

const readExpand = (
  paths: ReadonlyArray<string>,
  listed: boolean
): ReadonlySet<string> | Refusal => {
  for (const path of paths) {
    const message = Expand.refuse(path, listed)
    if (message !== undefined) return { message, param: "expand" }
  }
  return new Set(paths.map((path) => Expand.within(path, listed)))
}

/** The one parameter of a single session. */
export const parseOne = (query: URLSearchParams): Pick<Params, "expand"> | Refusal => {
  const other = Array.from(query.keys()).find((key) => !isExpand(key))
  if (other !== undefined) return unknown(other)
  const expand = readExpand(Array.from(query.values()), false)
  return isRefusal(expand) ? expand : { expand }
}

/** Checks what Stripe checks. Of two values for one scalar, the last counts (assumed). */
export const parse = (query: URLSearchParams): Params | Refusal => {
  const values = new Map<string, string>()
  const paths: Array<string> = []
  for (const [key, value] of query) {
    if (isExpand(key)) paths.push(value)
    else if (known.has(key)) values.set(key, value)
    else return unknown(key)
  }
  for (const [key, value] of values) {
    // stripe-node "writes null as an empty string". The list's answer is not documented: refused.
    if (value === "") return { message: `You passed an empty string for '${key}'.`, param: key }
    if (value.length > 5000) {
      return { message: `Invalid string: too long; must be at most 5000 characters`, param: key }
    }
  }
  const limit = readLimit(values.get("limit"))
  if (isRefusal(limit)) return limit
  const status = values.get("status")
  if (status !== undefined && !STATUSES.includes(status)) {
    return { message: `Invalid status: must be one of ${STATUSES.join(", ")}`, param: "status" }
  }
  const startingAfter = values.get("starting_after")
  const endingBefore = values.get("ending_before")
  if (startingAfter !== undefined && endingBefore !== undefined) {
    // "400, no code, message says to pass only one".
    return {
      message:
        "You cannot parameterize a query with both `starting_after` and `ending_before`. Please pass only one."
    }
  }
  const expand = readExpand(paths, true)
  if (isRefusal(expand)) return expand
  const range = readRange(values)
  if (isRefusal(range)) return range
  const filters = IDS.some(
    (id) => id !== "starting_after" && id !== "ending_before" && values.has(id)
  )
  const email = values.get("customer_details[email]")?.toLowerCase()
  const needsSession = filters || status !== undefined || email !== undefined
  const is = (key: string, actual: string | null): boolean =>
    !values.has(key) || values.get(key) === actual
  return {
    limit,
    startingAfter,
    endingBefore,
    expand,
    matches:
      range === undefined && !needsSession
        ? undefined
        : (session, created) => {
            if (range !== undefined && !range(created)) return false
            if (!needsSession) return true
            const s = session()
            return (
              is("status", s.status) &&
              is("customer", s.customer) &&
              is("customer_account", s.customerAccount) &&
              is("payment_intent", s.paymentIntent) &&
              is("payment_link", s.paymentLink) &&
              is("subscription", s.subscription) &&
              (email === undefined || s.email === email)
            )
          }
  }
}

const readLimit = (value: string | undefined): number | Refusal => {
  if (value === undefined) return 10
  const limit = integer(value)
  if (limit === undefined) return { message: `Invalid integer: ${value}`, param: "limit" }
  if (limit < 1)
    return { message: "This value must be greater than or equal to 1.", param: "limit" }
  if (limit > 100) {
    return {
      message: `This value must be less than or equal to 100 (it currently is '${limit}').`,
      param: "limit"
    }
  }
  return limit
}

const readRange = (
  values: ReadonlyMap<string, string>
): ((created: number) => boolean) | undefined | Refusal => {
  const tests: Array<(created: number) => boolean> = []
  for (const [key, value] of values) {
    if (!key.startsWith("created")) continue
    const bound = integer(value)
    if (bound === undefined) return { message: `Invalid integer: ${value}`, param: key }
    if (key === "created") tests.push((created) => created === bound)
    else if (key === "created[gt]") tests.push((created) => created > bound)
    else if (key === "created[gte]") tests.push((created) => created >= bound)
    else if (key === "created[lt]") tests.push((created) => created < bound)
    else tests.push((created) => created <= bound)
  }
  return tests.length === 0 ? undefined : (created) => tests.every((test) => test(created))
}

/** Whether the parameters were refused. */
export const refused = (value: object): value is Refusal => isRefusal(value)
