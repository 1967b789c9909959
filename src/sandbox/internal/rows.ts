/** The payment status of Stripe and Leanrails. */
export type Payment = "no_payment_required" | "paid" | "unpaid"

/** The changes of a session since it was drawn. */
export interface Change {
  readonly status: string
  /** Epoch milliseconds. */
  readonly at: number
  /** Without it, the payment status is drawn. */
  readonly payment?: Payment | undefined
}

/**
 * The sessions of one account, oldest first. An index belongs to one session for ever: a new session
 * gets the next one, and a deleted session's is not used again. A place counts the sessions that
 * exist now. Until the first deletion, indices and places are equal.
 */
export class Rows {
  /** When the initial data was made, in epoch milliseconds. */
  readonly now: number
  private readonly initial: Float64Array
  private readonly living: boolean
  private readonly later: Array<number> = []
  private readonly changes = new Map<number, Change>()
  private places: Array<number> | undefined
  private changed = 0

  /** The ages of the initial sessions in milliseconds, oldest first. */
  constructor(now: number, ages: Float64Array, living = false) {
    this.now = now
    this.initial = ages
    this.living = living
  }

  /** The number of sessions that exist now. */
  get size(): number {
    return this.places === undefined ? this.issued : this.places.length
  }

  /** The number of sessions that ever existed. */
  get issued(): number {
    return this.initial.length + this.later.length
  }

  /** Counts the changes, so that a cache can be checked. */
  get version(): number {
    return this.changed
  }

  /** Epoch milliseconds. */
  createdAt(index: number): number {
    const age = this.initial[index]
    return age === undefined
      ? (this.later[index - this.initial.length] ?? this.now)
      : this.now - age
  }

  /**
   * The age when the initial data was made; 0 for sessions created since. Sessions that live have 0,
   * too: each begins as a new one, and changes alone decide its status.
   */
  initialAge(index: number): number {
    return this.living ? 0 : (this.initial[index] ?? 0)
  }

  /** Whether both are part of the initial data, with the same creation time. */
  tied(one: number, other: number): boolean {
    const age = this.initial[one]
    return age !== undefined && age === this.initial[other]
  }

  changeOf(index: number): Change | undefined {
    return this.changes.get(index)
  }

  indexAt(place: number): number {
    return this.places === undefined ? place : (this.places[place] ?? -1)
  }

  /** How many existing sessions have a smaller index. */
  placeOf(index: number): number {
    return this.places === undefined ? index : this.search((at) => at >= index)
  }

  /** How many existing sessions were created before this time. */
  placeOfTime(millis: number): number {
    return this.search((index) => this.createdAt(index) >= millis)
  }

  exists(index: number): boolean {
    return this.indexAt(this.placeOf(index)) === index && index < this.issued
  }

  /** The first place whose session passes the test. All sessions after it must pass, too. */
  search(test: (index: number) => boolean): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >>> 1
      if (test(this.indexAt(middle))) high = middle
      else low = middle + 1
    }
    return low
  }

  /** Adds the newest session. Its creation time is later than all others. */
  create(now: number): number {
    const index = this.issued
    this.later.push(index === 0 ? now : Math.max(now, this.createdAt(index - 1) + 1))
    this.places?.push(index)
    this.changed += 1
    return index
  }

  change(index: number, change: Change): void {
    this.changes.set(index, change)
    this.changed += 1
  }

  delete(index: number): void {
    this.places ??= Array.from({ length: this.issued }, (_, at) => at)
    this.places.splice(this.placeOf(index), 1)
    this.changed += 1
  }
}
