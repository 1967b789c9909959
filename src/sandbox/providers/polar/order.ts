import * as Prng from "../../internal/prng.js"
import * as Checkout from "./checkout.js"
import type { Params } from "./params.js"

// "Z" sorts after ".", which would misplace a time without a fraction. So "Z" is dropped.
const compare = (a: string, b: string): number => {
  const left = a.replace("Z", "")
  const right = b.replace("Z", "")
  return left < right ? -1 : left > right ? 1 : 0
}

const compareBy =
  (sorting: Params["sorting"]) =>
  (left: Checkout.Skeleton, right: Checkout.Skeleton): number => {
    for (const sort of sorting) {
      const [a, b] = sort.startsWith("-") ? [right, left] : [left, right]
      const order = sort.endsWith("created_at")
        ? compare(a.createdAt, b.createdAt)
        : sort.endsWith("expires_at")
          ? compare(a.expiresAt, b.expiresAt)
          : compare(a.status, b.status)
      if (order !== 0) return order
    }
    return 0
  }

/** A sorted query: the number of rows, and the index of the row at each position. */
export interface Order {
  readonly total: number
  readonly at: (position: number) => number
}

/** Sorts the rows of a query. Tied rows keep the default order, newest first. */
export const ordered = (source: Checkout.Source, params: Params): Order => {
  const { rows } = source
  if (params.matches === undefined && params.sorting.join() === "-created_at") {
    const total = rows.size
    return { total, at: (position) => rows.indexAt(total - 1 - position) }
  }
  if (
    params.matches === undefined &&
    params.sorting.join() === "created_at" &&
    source.own === undefined
  ) {
    // The places are in this order already, but for tied rows. Data that lives changes between most
    // requests, and sorting all of it each time is slow.
    return {
      total: rows.size,
      at: (position) => {
        const time = rows.createdAt(rows.indexAt(position))
        const from = rows.placeOfTime(time)
        const to = rows.placeOfTime(time + 1)
        return rows.indexAt(from + (to - 1 - position))
      }
    }
  }
  const found: Array<Checkout.Skeleton> = []
  for (let place = rows.size - 1; place >= 0; place--) {
    const checkout = Checkout.skeleton(source, rows.indexAt(place))
    if (params.matches === undefined || params.matches(checkout)) found.push(checkout)
  }
  found.sort(compareBy(params.sorting))
  const indices = found.map(({ index }) => index)
  return { total: indices.length, at: (position) => indices[position] ?? -1 }
}

/** The rows at some positions, as one request sees them: tied rows are in random order. */
export const shuffled = (
  source: Checkout.Source,
  params: Params,
  { at, total }: Order,
  window: { readonly from: number; readonly to: number },
  prng: Prng.Prng
): ReadonlyArray<number> => {
  const by = compareBy(params.sorting)
  const tied = (one: number, other: number): boolean =>
    by(Checkout.skeleton(source, at(one)), Checkout.skeleton(source, at(other))) === 0
  // A tie can cross the edges of the page.
  let start = window.from
  while (start > 0 && start < total && tied(start - 1, start)) start--
  const result: Array<number> = []
  for (let group = start; group < window.to;) {
    let next = group + 1
    while (next < total && tied(group, next)) next++
    const members = Array.from({ length: next - group }, (_, offset) => at(group + offset))
    while (members.length > 0) result.push(...members.splice(prng.int(members.length), 1))
    group = next
  }
  return result.slice(window.from - start, window.to - start)
}
