import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { CheckoutError } from "../../CheckoutError.js"
import type { Call } from "../../internal/errors.js"
import type * as Stripe from "../../schemas/Stripe.js"
import { invalid } from "../internal/client.js"
import * as Memory from "../internal/memory.js"

type Params = Stripe.ListSessionsParams

/** The id, from an id or from the object itself. */
const idOf = (value: Stripe.Expandable | null | undefined): string | undefined =>
  typeof value === "string" ? value : value?.id

const wasCreated = (created: Params["created"], at: number | null | undefined): boolean => {
  if (created === undefined) return true
  if (typeof at !== "number") return false
  if (typeof created === "number") return at === created
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = created
  return at > gt && at >= gte && at < lt && at <= lte
}

const matching =
  (params: Params) =>
  (session: Stripe.Session): boolean => {
    const is = (wanted: string | undefined, actual: string | null | undefined) =>
      wanted === undefined || wanted === actual
    return (
      is(params.status, session.status) &&
      wasCreated(params.created, session.created) &&
      is(params.customer, idOf(session.customer)) &&
      is(params.customer_account, session.customer_account) &&
      is(params.payment_intent, idOf(session.payment_intent)) &&
      is(params.payment_link, idOf(session.payment_link)) &&
      is(params.subscription, idOf(session.subscription)) &&
      is(
        params.customer_details?.email.toLowerCase(),
        session.customer_details?.email?.toLowerCase()
      )
    )
  }

/** Whether a value has the object that a path names, and not its id alone. `null` stays `null`. */
const isExpanded = (value: unknown, path: ReadonlyArray<string>): boolean => {
  if (value === null) return true
  if (Array.isArray(value)) return value.every((item) => isExpanded(item, path))
  if (!Predicate.isRecord(value)) return false
  const [key, ...rest] = path
  return key === undefined || isExpanded(value[key], rest)
}

/** Refuses to expand an object that a session was given without; `from` is the first name of a path in it. */
const lacks = (
  call: Call,
  session: Stripe.Session,
  { expand = [] }: Pick<Params, "expand">,
  from = 0
): Effect.Effect<void, CheckoutError> => {
  const lacking = expand.find((path) => !isExpanded(session, path.split(".").slice(from)))
  return lacking === undefined
    ? Effect.void
    : invalid(
        call,
        "expand",
        `the session ${session.id} was given to \`layerTest\` without the object at \`${lacking}\``
      )
}

/** The list of sessions in memory, "newest first". */
const list = (sessions: ReadonlyArray<Stripe.Session>) => {
  const held = Memory.newestFirst(sessions, ({ created }) => created ?? -Infinity)
  return (call: Call, params: Params): Effect.Effect<Stripe.SessionList, CheckoutError> => {
    const page = Memory.keyset(held, matching(params), params)
    // "Status and code for an unknown starting_after id: not confirmed"; as in the sandbox.
    if (page === undefined) return Memory.refused(call, 400, "resource_missing")
    return Effect.as(
      Effect.forEach(
        page.data,
        // Paths in a list begin with `data`.
        (session) => lacks(call, session, params, 1),
        { discard: true }
      ),
      { ...page, object: "list", url: "/v1/checkout/sessions" }
    )
  }
}

/** Stripe's API over sessions in memory. */
export const memory = {
  list,
  // "resource_missing"; 404 is expected.
  missing: { status: 404, code: "resource_missing" },
  lacks: (call: Call, session: Stripe.Session, params: Pick<Params, "expand">) =>
    lacks(call, session, params)
} as const
