/** The request for one keyset page. Positions count from the head of the list. */
export interface Walk {
  readonly size: number
  /** The first position to examine. */
  readonly from: number
  readonly towards: "tail" | "head"
  readonly limit: number
  readonly matches?: ((position: number) => boolean) | undefined
}

/** The positions of one page, in list order. `hasMore` looks in the direction of the walk. */
export interface Walked {
  readonly positions: ReadonlyArray<number>
  readonly hasMore: boolean
}

/** Collects one page. Without a filter it examines no more than `limit` positions. */
export const walk = (options: Walk): Walked => {
  const { from, limit, matches, size } = options
  const step = options.towards === "tail" ? 1 : -1
  const positions: Array<number> = []
  let at = from
  for (; at >= 0 && at < size; at += step) {
    if (matches !== undefined && !matches(at)) continue
    if (positions.length === limit) break
    positions.push(at)
  }
  if (step === -1) positions.reverse()
  return { positions, hasMore: at >= 0 && at < size }
}

/** All sessions from the newest to the oldest; `build` takes an index, which counts from the oldest. */
export const newestFirst = <A>(size: number, build: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: size }, (_, position) => build(size - 1 - position))

/** Finds the position of an id. The index is built when the first cursor arrives. */
export const idIndex = (
  size: number,
  idAt: (position: number) => string
): ((id: string) => number | undefined) => {
  let known: Map<string, number> | undefined
  return (id) => {
    if (known === undefined) {
      known = new Map()
      for (let position = 0; position < size; position++) known.set(idAt(position), position)
    }
    return known.get(id)
  }
}
