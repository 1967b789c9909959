import * as Option from "effect/Option"
import type { Place, Range, ResumePoint } from "./position.js"
import { startAt } from "./position.js"
import type { RawPage, State } from "./step.js"
import { begin } from "./step.js"

/** The second in which an item was created. Items of a list are sent newest first. */
export type KeyOf = (item: unknown) => Option.Option<number>

/**
 * A part of the list, newest first, of which one page is on its way at most. Its far end is unknown
 * while `from` is `undefined`: there is one such window at most, the oldest.
 */
export interface Window {
  from: number | undefined
  readonly to: number | undefined
  /** Where the consumer stands. */
  point: ResumePoint
  /** Where its next page begins. */
  state: State
  /** Whether a page of it is on its way. */
  busy: boolean
  /** How many of its pages are on their way or wait for the consumer. */
  held: number
  /** Whether a page of it was read. */
  read: boolean
  /** Whether its last page was read. */
  ended: boolean
  /** Whether it ended because a page of it failed. */
  failed: boolean
  /** Where its next page begins, in time; `undefined` if that is not known. */
  low: number | undefined
  /** Sessions in a second: on its last page, or on one before it. */
  density: number
  /** How far back the next window begins if the far end is unknown. */
  reach: number
}

/** How far the first look back reaches, in pages like the one before. */
const firstReach = 3

/**
 * The windows of a walk: whole seconds, half-open, so that no session is in two of them or in none.
 * All of it happens between two requests, never across one, so that windows change as a whole.
 */
export interface Windows {
  /** All that the consumer does not have to their end, newest first. */
  readonly all: ReadonlyArray<Window>
  /** The most items that a page had. */
  readonly largestPage: () => number
  /** How many pages are on their way or wait for the consumer. */
  readonly held: () => number
  /** Divides a window at a second: this is the older part, the window becomes the newer one. */
  readonly divide: (window: Window, bound: number) => Window
  /**
   * A page of a window, without the sessions that belong to another window by now; `asked` is the
   * bound that the request said.
   */
  readonly arrived: (window: Window, page: RawPage, asked: number | undefined) => RawPage
  /** Moves the consumer on in a window, or past its end. */
  readonly handedOut: (window: Window, next: Option.Option<ResumePoint>) => void
}

const open = ({ point, range: { from, to } }: Place): Window => ({
  from,
  to,
  point,
  state: begin(point),
  busy: false,
  held: 0,
  read: false,
  ended: false,
  failed: false,
  // A point inside of a window is older than its newer end, by an unknown number of seconds.
  low: Object.keys(point.at).length === 0 ? to : undefined,
  density: 0,
  reach: 0
})

export const make = (places: ReadonlyArray<Place>, keyOf: KeyOf): Windows => {
  const all = places
    .map(open)
    .sort(({ to: one = Infinity }, { to: other = Infinity }) => (one === other ? 0 : other - one))
  let largestPage = 1

  const divide = (window: Window, bound: number): Window => {
    const { density, from, reach } = window
    const older: Window = {
      ...open({ range: { from, to: bound }, point: startAt({}) }),
      density,
      reach: reach * 2
    }
    window.from = bound
    all.splice(all.indexOf(window) + 1, 0, older)
    return older
  }

  /**
   * Ends the older parts of a window that hold nothing: a request asked as far back as `asked`, and
   * `oldest` is the last session that there is.
   */
  const emptied = (window: Window, asked: number, oldest: number): void => {
    let newer = window
    for (const part of all.slice(all.indexOf(window) + 1)) {
      const { busy, from, read, to = Infinity } = part
      const isEmpty = to > asked && to <= oldest
      if (isEmpty && !busy && !read && newer.from === to) {
        newer.from = from
        all.splice(all.indexOf(part), 1)
        continue
      }
      // A page that is on its way has the last word, but it need not be divided.
      if (isEmpty && busy) part.ended = true
      newer = part
    }
  }

  const arrived = (window: Window, page: RawPage, asked: number | undefined): RawPage => {
    const { density: prior, from } = window
    const keys = page.items.map(keyOf)
    const known = keys.filter(Option.isSome).map(({ value }) => value)
    const oldest = known.reduce((one, other) => Math.min(one, other), Infinity)
    window.read = true
    largestPage = Math.max(largestPage, page.items.length)
    const start = window.low
    if (oldest < Infinity) {
      const newest = known[0] ?? oldest
      const seconds = Math.max(1, (start ?? newest + 1) - oldest)
      // Sessions come in bursts: the time before the first one says nothing of the time after the last.
      window.density =
        known.length > 1 ? (known.length - 1) / Math.max(1, newest - oldest) : 1 / seconds
      window.reach = Math.max(window.reach, seconds * firstReach)
      window.low = Math.min(oldest, start ?? oldest)
    }
    if (known.length < largestPage / 2 && start !== undefined && asked !== undefined && prior > 0) {
      // A few sessions, or none, say little: the expected number of the window counts as a page.
      window.density = (known.length + largestPage) / (start - asked + largestPage / prior)
    }
    // A session without a time is older than those before it, by an unknown number of seconds. An older
    // part of the window could have it, too.
    if (Option.isNone(keys.at(-1) ?? Option.some(0))) window.low = undefined
    // Only a window that became smaller meanwhile has sessions of another one. The list is newest
    // first: after a page whose end is too old, all are.
    const isOlder = (key: number) => from !== undefined && from !== asked && key < from
    const last = known.at(-1)
    const over = last !== undefined && isOlder(last)
    window.ended = over || page.next._tag !== "More"
    if (page.next._tag === "End") emptied(window, asked ?? -Infinity, oldest)
    return over
      ? {
          ...page,
          items: page.items.filter((_, n) => !Option.exists(keys[n] ?? Option.none(), isOlder)),
          next: { _tag: "End" }
        }
      : page
  }

  return {
    all,
    largestPage: () => largestPage,
    held: () => all.reduce((sum, { held }) => sum + held, 0),
    divide,
    arrived,
    handedOut: (window, next) => {
      window.held--
      if (Option.isSome(next)) window.point = next.value
      else all.splice(all.indexOf(window), 1)
    }
  }
}

/** The part of a window that the consumer does not have yet. */
export const placeOf = ({ from, point, to }: Window): Place => ({ range: { from, to }, point })

/** Whether two ranges are the same. */
export const sameRange = (one: Range, other: Range): boolean =>
  one.from === other.from && one.to === other.to
