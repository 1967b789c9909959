import * as Effect from "effect/Effect"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import type * as Polar from "../../schemas/Polar.js"
import { invalid } from "../internal/client.js"
import * as Memory from "../internal/memory.js"

type Params = Polar.ListSessionsParams

/** The values of one parameter, or `undefined` where it is left out. */
const asked = (
  value: string | ReadonlyArray<string> | undefined
): ReadonlySet<string> | undefined =>
  value === undefined ? undefined : new Set(typeof value === "string" ? [value] : value)

/** UUIDs are equal in upper and lower case. */
const askedIds = (
  value: string | ReadonlyArray<string> | undefined
): ReadonlySet<string> | undefined => {
  const ids = asked(value)
  return ids && new Set([...ids].map((id) => id.toLowerCase()))
}

const isAmong = (wanted: ReadonlySet<string> | undefined, actual: string | null | undefined) =>
  wanted === undefined || (typeof actual === "string" && wanted.has(actual))

/** "Case-insensitive substring of `customer_email` only; `%` and `_` act as wildcards." */
const pattern = (query: string): RegExp =>
  new RegExp(
    query
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replaceAll("%", ".*")
      .replaceAll("_", "."),
    "is"
  )

const matching = (params: Params) => {
  const organizations = askedIds(params.organization_id)
  const products = askedIds(params.product_id)
  const customers = askedIds(params.customer_id)
  const external = asked(params.external_customer_id)
  const statuses = asked(params.status)
  const email = params.query ? pattern(params.query) : undefined
  return (session: Polar.Session): boolean =>
    isAmong(organizations, session.organization_id?.toLowerCase()) &&
    isAmong(products, session.product_id?.toLowerCase()) &&
    isAmong(customers, session.customer_id?.toLowerCase()) &&
    // "Sessions with no customer yet never match, even if their own `external_customer_id` is set."
    (external === undefined ||
      (typeof session.customer_id === "string" &&
        isAmong(external, session.external_customer_id))) &&
    isAmong(statuses, session.status) &&
    (email === undefined || email.test(session.customer_email ?? ""))
}

const keys = {
  created_at: ({ created_at }: Polar.Session) => Memory.instant(created_at),
  expires_at: ({ expires_at }: Polar.Session) => Memory.instant(expires_at),
  status: ({ status }: Polar.Session) => status
} as const

const isKey = (word: string): word is keyof typeof keys => Object.hasOwn(keys, word)

/** "Applied in order; `-created_at` by default." Sessions with equal keys stay as they were given. */
const compareBy = (sorting: Params["sorting"]) => {
  const sorts = (sorting?.length ? sorting : ["-created_at" as const]).flatMap((sort) => {
    const key = sort.replace("-", "")
    return isKey(key) ? [{ keyOf: keys[key], down: sort.startsWith("-") }] : []
  })
  return (a: Polar.Session, b: Polar.Session): number => {
    for (const { down, keyOf } of sorts) {
      const order = Memory.compare(keyOf(a), keyOf(b))
      if (order !== 0) return down ? -order : order
    }
    return 0
  }
}

/** The list of sessions in memory, page by number. */
const list =
  (sessions: ReadonlyArray<Polar.Session>) =>
  (call: Call, params: Params): Effect.Effect<Polar.SessionList, CheckoutError> => {
    const { limit = Memory.defaultLimit, organization_id, page = 1, sorting } = params
    // Polar never leaves it out, so a session without it is not of any organization.
    const stray = sessions.find((session) => typeof session.organization_id !== "string")
    if (organization_id !== undefined && stray !== undefined) {
      return invalid(
        call,
        "organization_id",
        `the session ${stray.id} was given to \`layerTest\` without its \`organization_id\``
      )
    }
    const found = sessions.filter(matching(params)).sort(compareBy(sorting))
    return Effect.succeed({
      items: found.slice((page - 1) * limit, page * limit),
      pagination: {
        total_count: found.length,
        // "ceil(total_count / effective limit), so 0 when empty".
        max_page: Math.ceil(found.length / limit)
      }
    })
  }

/** Polar's API over sessions in memory. */
export const memory = {
  list,
  missing: { status: 404, code: "ResourceNotFound" }
} as const
