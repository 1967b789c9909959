import type { Rows } from "./rows.js"

/** The request for one keyset page of a list that gives the newest session first. */
export interface Walk {
  readonly rows: Rows
  /** The index of the cursor's session, which may be deleted. Without it, the list's first page. */
  readonly cursor: number | undefined
  readonly towards: "older" | "newer"
  readonly limit: number
  readonly matches?: ((index: number) => boolean) | undefined
}

/** The indices of one page, newest first. `hasMore` looks in the direction of the walk. */
export interface Walked {
  readonly indices: ReadonlyArray<number>
  readonly hasMore: boolean
}

/** Collects one page. Without a filter it examines no more than `limit` sessions. */
export const walk = ({ cursor, limit, matches, rows, towards }: Walk): Walked => {
  const older = towards === "older"
  const step = older ? -1 : 1
  const start = older
    ? (cursor === undefined ? rows.size : rows.placeOf(cursor)) - 1
    : rows.placeOf(cursor === undefined ? 0 : cursor + 1)
  const indices: Array<number> = []
  let place = start
  for (; place >= 0 && place < rows.size; place += step) {
    const index = rows.indexAt(place)
    if (matches !== undefined && !matches(index)) continue
    if (indices.length === limit) break
    indices.push(index)
  }
  if (!older) indices.reverse()
  return { indices, hasMore: place >= 0 && place < rows.size }
}

/** All sessions from the newest to the oldest. */
export const newestFirst = <A>(rows: Rows, build: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: rows.size }, (_, position) => build(rows.indexAt(rows.size - 1 - position)))

/** The index of an id whose session exists: a deleted one is not found. */
export const existing = (
  rows: Rows,
  find: (id: string) => number | undefined,
  id: string
): number | undefined => {
  const index = find(id)
  return index !== undefined && rows.exists(index) ? index : undefined
}

/** Finds the index of an id, also of a deleted session's. Nothing is kept before the first search. */
export const idIndex = (
  rows: Rows,
  idAt: (index: number) => string
): ((id: string) => number | undefined) => {
  const known = new Map<string, number>()
  return (id) => {
    for (let index = known.size; index < rows.issued; index++) known.set(idAt(index), index)
    return known.get(id)
  }
}
