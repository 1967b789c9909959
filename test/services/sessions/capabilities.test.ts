import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { CheckoutSession } from "../../../src/neutral/CheckoutSession.js"
import type { OptionalField } from "../../../src/services/Adapter.js"
import { createdOf, sandbox, service } from "./support.js"

const options = { sessions: 1000, now: DateTime.unsafeMake("2026-06-01T00:00:00Z") }

/** The fields that are there in a session. */
const fieldsOf = (session: CheckoutSession): ReadonlyArray<OptionalField> => {
  const { customer } = session
  const there: Readonly<Record<OptionalField, Option.Option<unknown>>> = {
    providerPaymentStatus: session.providerPaymentStatus,
    total: session.total,
    createdAt: session.createdAt,
    expiresAt: session.expiresAt,
    updatedAt: session.updatedAt,
    url: session.url,
    successUrl: session.successUrl,
    cancelUrl: session.cancelUrl,
    reference: session.reference,
    livemode: session.livemode,
    metadata: session.metadata,
    lineItems: session.lineItems,
    "customer.id": customer.id,
    "customer.externalId": customer.externalId,
    "customer.email": customer.email,
    "customer.name": customer.name
  }
  return names(there).filter((field) => Option.isSome(there[field]))
}

const names = <Key extends string>(record: Readonly<Record<Key, unknown>>): ReadonlyArray<Key> =>
  Object.keys(record).filter((key): key is Key => key in record)

describe("the capabilities of an adapter are those of its provider", () => {
  it.live("statuses, fields, order, count and page size", () =>
    Effect.gen(function* () {
      const { capabilities, streamPages } = yield* service
      assert.lengthOf(capabilities, 5)
      for (const declared of capabilities) {
        const { provider } = declared
        const pages = [
          ...(yield* Stream.runCollect(streamPages({ providers: [declared.provider] })))
        ]
        const all = pages.flatMap(({ items }) => items)
        const seen = new Set<string>(all.map(({ status }) => status))
        seen.delete("unknown")
        assert.sameMembers([...seen], [...declared.statuses], provider)
        assert.sameMembers([...new Set(all.flatMap(fieldsOf))], [...declared.fields], provider)
        const times = all.map(createdOf)
        const isIn = (sorted: ReadonlyArray<number>) =>
          sorted.every((time, index) => time === times[index])
        if (declared.order === "newest") assert.isTrue(isIn(times.toSorted((a, b) => b - a)))
        if (declared.order === "oldest") assert.isTrue(isIn(times.toSorted((a, b) => a - b)))
        assert.strictEqual(
          pages.every(({ total }) => Option.isSome(total)),
          declared.count
        )
        assert.strictEqual(
          Math.max(...pages.map(({ items }) => items.length)),
          declared.pageMaximum
        )
        assert.strictEqual(
          all.some(({ total }) => Option.isSome(total)),
          declared.total !== "never"
        )
        const late = all.filter(
          ({ expiresAt, status }) =>
            status === "open" && Option.exists(expiresAt, DateTime.lessThan(options.now))
        )
        if (declared.expiry === "told") assert.lengthOf(late, 0, provider)
        if (declared.expiry === "never") assert.isAbove(late.length, 0, provider)
      }
    }).pipe(Effect.provide(sandbox(options)))
  )
})
