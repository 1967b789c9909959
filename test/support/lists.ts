/** Each provider's list of items in memory, with the provider's own rules of paging. */
import { type Driver, type Item, opaque } from "./drivers.js"
import * as Http from "./http.js"

type Query = ReadonlyMap<string, string>
type List = (items: ReadonlyArray<Item>, query: Query) => unknown

const limitOf = (query: Query): number => Number(query.get("limit") ?? 10)

const window = (items: ReadonlyArray<Item>, query: Query) => {
  const limit = limitOf(query)
  const placeOf = (key: string) => items.findIndex(({ id }) => id === query.get(key))
  if (query.has("ending_before")) {
    const end = placeOf("ending_before")
    return { data: items.slice(Math.max(0, end - limit), end), has_more: end > limit }
  }
  const start = placeOf("starting_after") + 1
  return { data: items.slice(start, start + limit), has_more: start + limit < items.length }
}

/** The number at the end of an id. A list in memory is ordered by it, or at least names it. */
const numberOf = (id: string): number => Number(/\d+$/.exec(id)?.[0] ?? 0)

/** A forward cursor as keyset paging has it: the last item, which may be deleted meanwhile. */
const opaqueWindow = (items: ReadonlyArray<Item>, cursor: string | undefined, query: Query) => {
  const last = cursor === undefined ? undefined : atob(cursor).slice(3)
  const found = items.findIndex(({ id }) => id === last)
  const later = items.findIndex(({ id }) => numberOf(id) > numberOf(last ?? ""))
  const start =
    last === undefined ? 0 : found !== -1 ? found + 1 : later === -1 ? items.length : later
  const page = items.slice(start, start + limitOf(query))
  const end = page.at(-1)
  return {
    page,
    next: end !== undefined && start + page.length < items.length ? opaque(end.id) : null
  }
}

/** Stripe's filter by the second of creation. */
const createdIn = (items: ReadonlyArray<Item>, query: Query) => {
  const bound = (name: string, open: number) => Number(query.get(`created[${name}]`) ?? open)
  const [from, to] = [bound("gte", -Infinity), bound("lt", Infinity)]
  return from === -Infinity && to === Infinity
    ? items
    : items.filter((item) => Number(item["created"]) >= from && Number(item["created"]) < to)
}

const lists: Readonly<Record<Driver["provider"], List>> = {
  stripe: (items, query) => ({
    object: "list",
    url: "/",
    ...window(createdIn(items, query), query)
  }),
  leanrails: (items, query) => {
    const { data, has_more } = window(items, query)
    return {
      object: "list",
      data,
      has_more,
      next_cursor: has_more ? (data.at(-1)?.id ?? null) : null
    }
  },
  flowglad: (items, query) => {
    const { next, page } = opaqueWindow(items, query.get("cursor"), query)
    return {
      data: page,
      currentCursor: query.get("cursor") ?? null,
      nextCursor: next,
      hasMore: next !== null,
      total: items.length
    }
  },
  monime: (items, query) => {
    const { next, page } = opaqueWindow(items, query.get("after"), query)
    return { success: true, messages: [], result: page, pagination: { count: page.length, next } }
  },
  polar: (items, query) => {
    const limit = limitOf(query)
    const start = (Number(query.get("page") ?? 1) - 1) * limit
    return {
      items: items.slice(start, start + limit),
      pagination: { total_count: items.length, max_page: Math.ceil(items.length / limit) }
    }
  }
}

/** The provider's answer to a request, while it holds these items. */
export const answer = (driver: Driver, items: ReadonlyArray<Item>, sent: Http.Sent): Http.Reply =>
  Http.json(lists[driver.provider](items, new Map(sent.query)))

/** A server that lists these items. */
export const server = (driver: Driver, items: ReadonlyArray<Item>): Http.Server =>
  Http.serve((sent) => answer(driver, items, sent))
