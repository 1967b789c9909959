import * as Option from "effect/Option"
import type { Place, Range, ResumePoint } from "./position.js"
import { mostPlaces, startAt } from "./position.js"
import type { RawPage } from "./step.js"

/** The second in which an item was created. Items of a list are sent newest first. */
export type KeyOf = (item: unknown) => Option.Option<number>

/**
 * A part of the list that one worker walks, newest first. Its far end is unknown while `from` is
 * `undefined`: there is one such window at most, the oldest.
 */
export interface Window {
  from: number | undefined
  readonly to: number | undefined
  /** Where the consumer stands. */
  point: ResumePoint
  /** Whether a worker has it, or had it. */
  taken: boolean
  /** Whether its last page was read. */
  ended: boolean
  /** Where its next page begins, in time; `undefined` before its first page, or if its sessions tell no time. */
  low: number | undefined
  /** Sessions in a second, on its last page. */
  density: number
  /** How far back the next window begins if the far end is unknown. */
  reach: number
}

/** An idle worker takes a part of a window only if it promises so many pages: half of them are two. */
const leastPages = 4

/** How far the first look back reaches, in pages like the one before. */
const firstReach = 3

/**
 * The windows of a walk: whole seconds, half-open, so that no session is in two of them or in none.
 * All of it happens between two requests, never across one, so that windows change as a whole.
 */
export interface Windows {
  /** A window for an idle worker: one that waits, or a part of one that another worker walks. */
  readonly claim: () => Option.Option<Window>
  /** Whether a window may still be divided. */
  readonly running: () => boolean
  /**
   * A page of a window, without the sessions that belong to another window by now; `asked` is the
   * bound that the request said.
   */
  readonly arrived: (window: Window, page: RawPage, asked: number | undefined) => RawPage
  /** Moves the consumer on in a window, or past its end. */
  readonly handedOut: (window: Window, next: Option.Option<ResumePoint>) => void
  /** All that the consumer does not have yet. */
  readonly places: () => ReadonlyArray<Place>
}

/** The part of a window that an idle worker gets: it begins before this second. */
const boundary = ({ from, low, reach }: Window): number | undefined => {
  if (low === undefined) return undefined
  // No session is older than time itself, so the reach halves what is left in the end.
  const bound =
    from === undefined
      ? Math.max(low - reach, Math.floor(low / 2))
      : from + Math.ceil((low - from) / 2)
  return bound > (from ?? 0) && bound <= low ? bound : undefined
}

const open = (from: number | undefined, to: number | undefined, point: ResumePoint): Window => ({
  from,
  to,
  point,
  taken: false,
  ended: false,
  low: undefined,
  density: 0,
  reach: 0
})

export const make = (places: ReadonlyArray<Place>, keyOf: KeyOf): Windows => {
  const windows = new Set(places.map(({ point, range }) => open(range.from, range.to, point)))
  let largestPage = 1

  /** How many pages a window has yet, judged by its last page. */
  const promised = ({ density, ended, from, low }: Window): number =>
    ended || from === undefined || low === undefined ? 0 : (density * (low - from)) / largestPage

  /** The older part of a window. The owner keeps the newer one. */
  const divide = (window: Window): Option.Option<Window> => {
    const bound = boundary(window)
    if (bound === undefined) return Option.none()
    const older = open(window.from, bound, startAt({}))
    older.taken = true
    older.reach = window.reach * 2
    window.from = bound
    windows.add(older)
    return Option.some(older)
  }

  const claim = (): Option.Option<Window> => {
    const all = [...windows]
    const waiting = all.find(({ taken }) => !taken)
    if (waiting !== undefined) {
      waiting.taken = true
      return Option.some(waiting)
    }
    // A cursor names every window that the consumer does not have to its end.
    if (windows.size >= mostPlaces) return Option.none()
    const last = all.find(({ ended, from }) => from === undefined && !ended)
    const further = last === undefined ? Option.none() : divide(last)
    if (Option.isSome(further)) return further
    const best = all.reduce<Window | undefined>(
      (best, window) => (best === undefined || promised(window) > promised(best) ? window : best),
      undefined
    )
    return best !== undefined && promised(best) >= leastPages ? divide(best) : Option.none()
  }

  const arrived = (window: Window, page: RawPage, asked: number | undefined): RawPage => {
    const { from } = window
    const keys = page.items.map(keyOf)
    const known = keys.filter(Option.isSome).map(({ value }) => value)
    const oldest = known.reduce((one, other) => Math.min(one, other), Infinity)
    if (oldest < Infinity) {
      const newest = window.low ?? (known[0] ?? oldest) + 1
      const seconds = Math.max(1, newest - oldest)
      window.density = page.items.length / seconds
      window.reach = Math.max(window.reach, seconds * firstReach)
      window.low = Math.min(oldest, window.low ?? oldest)
    }
    // A session without a time is older than those before it, by an unknown number of seconds. An older
    // part of the window could have it, too.
    if (Option.isNone(keys.at(-1) ?? Option.some(0))) window.low = undefined
    largestPage = Math.max(largestPage, page.items.length)
    // Only a window that became smaller meanwhile has sessions of another one. The list is newest
    // first: after a page whose end is too old, all are.
    const isOlder = (key: number) => from !== undefined && from !== asked && key < from
    const last = known.at(-1)
    const over = last !== undefined && isOlder(last)
    window.ended = over || page.next._tag !== "More"
    return over
      ? {
          ...page,
          items: page.items.filter((_, n) => !Option.exists(keys[n] ?? Option.none(), isOlder)),
          next: { _tag: "End" }
        }
      : page
  }

  return {
    claim,
    arrived,
    running: () => [...windows].some(({ ended }) => !ended),
    handedOut: (window, next) => {
      if (Option.isSome(next)) window.point = next.value
      else windows.delete(window)
    },
    places: () => [...windows].map(({ from, point, to }) => ({ range: { from, to }, point }))
  }
}

/** Whether two ranges are the same. */
export const sameRange = (one: Range, other: Range): boolean =>
  one.from === other.from && one.to === other.to
