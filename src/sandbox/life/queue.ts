interface Entry<A> {
  readonly at: number
  readonly index: number
  readonly value: A
}

const before = <A>(one: Entry<A>, other: Entry<A>): boolean =>
  one.at < other.at || (one.at === other.at && one.index < other.index)

/** A binary heap of values by time. At one time, the value with the smallest index comes first. */
export class Queue<A> {
  private readonly heap: Array<Entry<A>> = []

  /** The time of the first value; `Infinity` where there is none. */
  get next(): number {
    return this.heap[0]?.at ?? Infinity
  }

  add(at: number, index: number, value: A): void {
    const { heap } = this
    const entry = { at, index, value }
    let place = heap.length
    while (place > 0) {
      const above = (place - 1) >>> 1
      const parent = heap[above]
      if (parent === undefined || before(parent, entry)) break
      heap[place] = parent
      place = above
    }
    heap[place] = entry
  }

  /** Takes the first value out. */
  take(): A | undefined {
    const { heap } = this
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined) return undefined
    if (heap.length > 0) this.sink(last)
    return first.value
  }

  private sink(entry: Entry<A>): void {
    const { heap } = this
    let place = 0
    for (;;) {
      const left = heap[2 * place + 1]
      const right = heap[2 * place + 2]
      const rightFirst = left !== undefined && right !== undefined && before(right, left)
      const child = rightFirst ? right : left
      if (child === undefined || before(entry, child)) break
      heap[place] = child
      place = 2 * place + (rightFirst ? 2 : 1)
    }
    heap[place] = entry
  }
}
