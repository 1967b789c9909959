/** Subjects of the laws of paging: the loop alone, over two fake lists, and every client. */
import { Effect, Either, Option, Redacted, Stream } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import { CheckoutDecodeError, CheckoutRequestError } from "../../src/CheckoutError.js"
import type { PageParams, ResumePoint } from "../../src/pagination/internal/position.js"
import { fromCursor, startAt } from "../../src/pagination/internal/position.js"
import * as Shift from "../../src/pagination/internal/shift.js"
import type { Page } from "../../src/pagination/Page.js"
import type { RawPage, Walk } from "../../src/pagination/internal/step.js"
import * as Pages from "../../src/pagination/internal/walk.js"
import type { StreamOptions } from "../../src/services/CheckoutClient.js"
import * as Doubles from "../support/doubles.js"
import type { Held } from "../support/doubles.js"
import { type Driver, drivers, type Item } from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"

export interface Opened {
  readonly items: (limit: number, options?: StreamOptions) => Stream.Stream<unknown, CheckoutError>
  readonly pages: (
    limit: number,
    options?: StreamOptions
  ) => Stream.Stream<Page<unknown>, CheckoutError>
  /** The number of requests so far. */
  readonly requests: () => number
}

export interface Subject {
  readonly name: string
  /** How many cases of a law are tried. One takes ten times longer with a client than with the loop alone. */
  readonly runs: number
  readonly item: (n: number) => Item
  readonly bad: (n: number) => Item
  /** Whether pages are numbered, so that a cursor keeps the page size. */
  readonly numbered: boolean
  readonly open: (held: Held) => Opened
}

const where = { provider: "stripe", operation: "streamSessions" } as const
const query = { fingerprint: "query", parts: {} }
const paging = ["after", "page", "limit"]

const failing: CheckoutError = new CheckoutRequestError({
  ...where,
  reason: "Transport",
  description: "no answer came"
})

const isBad = (item: unknown) => typeof item === "object" && item !== null && "bad" in item

/** The loop over pages that `read` makes. */
export const loop = (
  name: string,
  numbered: boolean,
  read: (items: ReadonlyArray<Item>, at: PageParams, limit: number) => RawPage
): Subject => ({
  name,
  runs: 50,
  numbered,
  item: (n) => ({ id: `i${n}` }),
  bad: (n) => ({ id: `i${n}`, bad: true }),
  open: (held) => {
    let requests = 0
    const walk = (limit: number, { from, onInvalidItem }: StreamOptions = {}) =>
      Effect.gen(function* () {
        const start: ResumePoint =
          from === undefined
            ? startAt(numbered ? { page: 1, limit } : {})
            : yield* fromCursor(where, query, paging, from)
        const walk: Walk<unknown> = {
          ...where,
          query,
          start,
          backwards: false,
          pageAfter: Option.none(),
          arrivals: { _tag: numbered ? "Appended" : "Unknown" },
          idOf: (item) =>
            typeof item === "object" && item !== null && "id" in item
              ? Option.some(String(item.id))
              : Option.none(),
          previous: numbered
            ? Option.some(
                Shift.numbered((at) =>
                  Number(at["page"]) > 1
                    ? Option.some({ ...at, page: Number(at["page"]) - 1 })
                    : Option.none()
                )
              )
            : Option.none(),
          onInvalidItem:
            onInvalidItem && ((error) => Effect.as(onInvalidItem(error), Option.none<unknown>())),
          check: (item, index) =>
            isBad(item)
              ? Either.left(
                  new CheckoutDecodeError({
                    ...where,
                    reason: "Item",
                    index: Option.some(index),
                    expected: "a good one",
                    raw: Redacted.make(item)
                  })
                )
              : Either.right(item),
          fetch: (at) =>
            Effect.suspend(() => {
              const items = held(requests++)
              return items === undefined
                ? Effect.fail(failing)
                : Effect.succeed(read(items, at, limit))
            })
        }
        return walk
      })
    return {
      requests: () => requests,
      items: (limit, options) =>
        Stream.unwrap(
          Effect.map(walk(limit, options), (walk) => Pages.items(walk, options?.prefetch))
        ),
      pages: (limit, options) =>
        Stream.unwrap(
          Effect.map(walk(limit, options), (walk) => Pages.pages(walk, options?.prefetch))
        )
    }
  }
})

const numberOf = (id: string) => Number(/\d+$/.exec(id)?.[0] ?? 0)

const keyset = loop("the loop, by keys", false, (items, at, limit) => {
  const after = at["after"]
  const anchor = items.findIndex(({ id }) => id === after)
  // A cursor whose item was removed meanwhile leads to the first one after it.
  const later = items.findIndex(({ id }) => numberOf(id) > numberOf(String(after)))
  const start =
    after === undefined ? 0 : anchor !== -1 ? anchor + 1 : later === -1 ? items.length : later
  const page = items.slice(start, start + limit)
  const last = page.at(-1)
  return {
    items: page,
    total: Option.none(),
    next:
      last === undefined || start + limit >= items.length
        ? { _tag: "End" }
        : { _tag: "More", at: { after: last.id } }
  }
})

const numbered = loop("the loop, by numbers", true, (items, at) => {
  const [page, limit] = [Number(at["page"]), Number(at["limit"])]
  return {
    items: items.slice((page - 1) * limit, page * limit),
    total: Option.some(items.length),
    next:
      page * limit < items.length
        ? { _tag: "More", at: { page: page + 1, limit } }
        : { _tag: "End" }
  }
})

const client = (driver: Driver): Subject => ({
  name: driver.provider,
  runs: 5,
  numbered: driver.provider === "polar",
  item: driver.item,
  bad: driver.bad.item,
  open: (held) => {
    const server = Http.serve((sent, request) => {
      const items = held(request)
      return items === undefined
        ? Http.json({}, { status: 403 })
        : Lists.answer(driver, items, sent)
    })
    const made = Effect.provide(driver.make(), server.layer)
    return {
      requests: () => server.requests.length,
      items: (limit, options) =>
        Stream.unwrap(Effect.map(made, (client) => client.streamSessions({ limit }, options))),
      pages: (limit, options) =>
        Stream.unwrap(Effect.map(made, (client) => client.streamPages({ limit }, options)))
    }
  }
})

const double =
  (name: string, open: (driver: Driver, held: Held) => Doubles.Double) =>
  (driver: Driver): Subject => ({
    name: `${driver.provider}, ${name}`,
    // The same walk as the client's: only where its pages come from is new.
    runs: 3,
    numbered: driver.provider === "polar",
    item: Doubles.itemOf(driver, driver.item),
    bad: Doubles.itemOf(driver, driver.provider === "stripe" ? wrongly(driver) : driver.bad.item),
    open: (held) => {
      const { client, requests } = open(driver, held)
      return {
        requests,
        items: (limit, options) =>
          Stream.unwrap(Effect.map(client, (client) => client.streamSessions({ limit }, options))),
        pages: (limit, options) =>
          Stream.unwrap(Effect.map(client, (client) => client.streamPages({ limit }, options)))
      }
    }
  })

/** Stripe's bad item has no time of creation, and these lists are ordered by it. */
const wrongly =
  (driver: Driver) =>
  (n: number): Item => ({ ...driver.item(n), livemode: "canary" })

export const subjects: ReadonlyArray<Subject> = [
  keyset,
  numbered,
  ...drivers.map(client),
  ...drivers.map(double("layerTest", Doubles.memory)),
  ...drivers.map(double("own sessions in the sandbox", Doubles.sandbox))
]
