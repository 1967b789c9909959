import { integer } from "../../internal/http.js"
import type { JsonObject } from "../../internal/json.js"
import type { Skeleton } from "./checkout.js"

const STATUSES = ["open", "expired", "confirmed", "succeeded", "failed"] as const
const SORTS = [
  "created_at",
  "-created_at",
  "expires_at",
  "-expires_at",
  "status",
  "-status"
] as const

type Sort = (typeof SORTS)[number]

/** The parameters, checked. `problems` is the detail of a 422. */
export interface Params {
  readonly page: number
  readonly limit: number
  readonly sorting: ReadonlyArray<Sort>
  readonly matches: ((checkout: Skeleton) => boolean) | undefined
  /** Equal for all pages of one query, and different for two queries. */
  readonly key: string
  readonly problems: ReadonlyArray<JsonObject>
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i
const UUID4 = /^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i

const problem = (
  type: string,
  name: string,
  msg: string,
  input: string,
  ctx?: JsonObject,
  place: "path" | "query" = "query"
): JsonObject => ({
  type,
  loc: [place, name],
  msg,
  input,
  ...(ctx === undefined ? {} : { ctx })
})

/** "UUID parameters must be version 4, else 422." */
const uuidProblem = (
  name: string,
  value: string,
  place?: "path" | "query"
): JsonObject | undefined =>
  !UUID.test(value)
    ? problem("uuid_parsing", name, "Input should be a valid UUID", value, undefined, place)
    : !UUID4.test(value)
      ? problem(
          "uuid_version",
          name,
          "UUID version 4 expected",
          value,
          { expected_version: 4 },
          place
        )
      : undefined

/** A UUID as Polar writes it. Any other text stays as it is. */
export const canonicalId = (id: string): string =>
  UUID.test(id)
    ? id
        .toLowerCase()
        .replaceAll("-", "")
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
    : id

/** The mistake in the id of a checkout's path; undefined for an id that can exist. */
export const idProblem = (id: string): JsonObject | undefined => uuidProblem("id", id, "path")

const isSort = (value: string): value is Sort => SORTS.some((sort) => sort === value)

/** `%` and `_` act as wildcards in the substring. */
const likeTest = (query: string): RegExp => {
  const escaped = query.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  return new RegExp(escaped.replaceAll("%", ".*").replaceAll("_", "."), "is")
}

export const parse = (query: URLSearchParams): Params => {
  const problems: Array<JsonObject> = []

  const positive = (name: string, fallback: number): number => {
    const value = query.getAll(name).at(-1)
    if (value === undefined) return fallback
    const number = integer(value)
    if (number === undefined) {
      problems.push(
        problem(
          "int_parsing",
          name,
          "Input should be a valid integer, unable to parse string as an integer",
          value
        )
      )
      return fallback
    }
    if (number <= 0) {
      problems.push(
        problem("greater_than", name, "Input should be greater than 0", value, { gt: 0 })
      )
    }
    return number
  }

  // "Comma-joined values are not split."
  const uuids = (name: string): ReadonlySet<string> | undefined => {
    const values = query.getAll(name)
    for (const value of values) {
      const found = uuidProblem(name, value)
      if (found !== undefined) problems.push(found)
    }
    return values.length === 0
      ? undefined
      : new Set(values.map((value) => value.toLowerCase().replaceAll("-", "")))
  }

  const enums = (name: string, known: ReadonlyArray<string>): ReadonlyArray<string> => {
    const values = query.getAll(name)
    const expected = known.map((word) => `'${word}'`).join(", ")
    for (const value of values) {
      if (!known.includes(value)) {
        problems.push(problem("enum", name, `Input should be ${expected}`, value, { expected }))
      }
    }
    return values
  }

  const organizations = uuids("organization_id")
  const products = uuids("product_id")
  const customers = uuids("customer_id")
  const externals = new Set(query.getAll("external_customer_id"))
  const statuses = new Set(enums("status", STATUSES))
  const sorting = enums("sorting", SORTS).filter(isSort)
  const emails = query.get("query")
  const like = emails === null || emails === "" ? undefined : likeTest(emails)
  const page = positive("page", 1)
  const limit = positive("limit", 10)

  const among = (ids: ReadonlySet<string>, id: string | null): boolean =>
    id !== null && ids.has(id.toLowerCase().replaceAll("-", ""))
  const tests: Array<(checkout: Skeleton) => boolean> = []
  if (organizations !== undefined) {
    tests.push(({ organizationId }) => among(organizations, organizationId))
  }
  // "matches the selected product only".
  if (products !== undefined) tests.push(({ productId }) => among(products, productId))
  if (customers !== undefined) tests.push(({ customerId }) => among(customers, customerId))
  if (externals.size > 0) {
    // "joins the linked customer row: sessions with no customer yet never match, even if their own
    // external_customer_id is set".
    tests.push(
      (checkout) =>
        checkout.customerId !== null &&
        checkout.externalCustomerId !== null &&
        externals.has(checkout.externalCustomerId)
    )
  }
  if (statuses.size > 0) tests.push(({ status }) => statuses.has(status))
  if (like !== undefined) tests.push(({ email }) => email !== null && like.test(email))

  const key = new URLSearchParams(query)
  key.delete("page")
  key.delete("limit")
  return {
    page,
    // "values over 100 are silently clamped to 100".
    limit: Math.min(limit, 100),
    sorting: sorting.length === 0 ? ["-created_at"] : sorting,
    matches: tests.length === 0 ? undefined : (checkout) => tests.every((test) => test(checkout)),
    key: key.toString(),
    problems
  }
}
