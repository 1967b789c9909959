import * as Option from "effect/Option"
import type { Place } from "./position.js"
import { mostPlaces } from "./position.js"
import type { Window, Windows } from "./windows.js"
import { placeOf } from "./windows.js"

/** In which order the pages of windows are asked for and handed out. */
export interface Order {
  /** The window whose next page an idle worker asks for; `None` if it has to wait. */
  readonly claim: () => Option.Option<Window>
  /** Whether a page of this window may be handed out now. */
  readonly isNext: (window: Window) => boolean
  /** All that the consumer does not have yet. */
  readonly places: () => ReadonlyArray<Place>
}

/** Orders the requests for windows; `concurrency` is how many of them may be on their way. */
export type Ordering = (windows: Windows, concurrency: number) => Order

const isWaiting = ({ busy, ended }: Window): boolean => !busy && !ended

/** An idle worker takes a part of a window only if it promises so many pages: half of them are two. */
const leastPages = 4

/** How many parts of a window with no known end are asked for before any of them is read. */
const looksBack = 5

/** The part of a window that an idle worker gets: it begins before this second. */
const boundary = ({ from, low, reach }: Window): number | undefined => {
  if (low === undefined || reach === 0) return undefined
  // No session is older than the epoch, so in the end the reach halves the time that is left.
  const bound =
    from === undefined
      ? Math.max(low - reach, Math.floor(low / 2))
      : from + Math.ceil((low - from) / 2)
  return bound > (from ?? 0) && bound <= low ? bound : undefined
}

/** The fewest requests: an idle worker gets the older half of the window in which most is left. */
export const none: Ordering = (windows, concurrency) => {
  const most = 2 * concurrency
  /** How many pages a window has yet, judged by its last page. */
  const promised = ({ density, ended, from, low, read }: Window): number =>
    ended || !read || from === undefined || low === undefined
      ? 0
      : (density * (low - from)) / windows.largestPage()

  const half = (window: Window): Option.Option<Window> => {
    const bound = boundary(window)
    return bound === undefined ? Option.none() : Option.some(windows.divide(window, bound))
  }

  return {
    claim: () => {
      const { all } = windows
      if (windows.held() >= most || all.some(({ failed }) => failed)) return Option.none()
      const waiting = all.find(isWaiting)
      if (waiting !== undefined) return Option.some(waiting)
      // A cursor names every window that the consumer does not have to its end.
      if (all.length >= mostPlaces) return Option.none()
      const last = all.find(({ ended, from }) => from === undefined && !ended)
      const ahead = all.filter(({ ended, read }) => !ended && !read).length
      const further =
        last === undefined || (!last.read && ahead >= looksBack) ? Option.none() : half(last)
      if (Option.isSome(further)) return further
      const best = all.reduce<Window | undefined>(
        (best, window) => (best === undefined || promised(window) > promised(best) ? window : best),
        undefined
      )
      return best !== undefined && promised(best) >= leastPages ? half(best) : Option.none()
    },
    isNext: () => true,
    places: () => windows.all.map(placeOf)
  }
}

/**
 * How many pages a slice of a window promises. Chance makes it longer or shorter by a tenth of a page,
 * and a page more for a few sessions costs a request.
 */
const slicePages = 1.8

/** Whether nothing of a place was handed out yet, so that it can be joined to the one before it. */
const isUntouched = ({ at, had, nameless }: Place["point"]): boolean =>
  Object.keys(at).length === 0 && had.length === 0 && nameless === 0

/**
 * The list's own order: an idle worker asks for the newest page that is not on its way. While a page
 * is, the window ends where a slice of a few pages should end, and its rest is a window of its own.
 *
 * Only the window at the head may always go on. So the consumer never waits for a page that waits for
 * the consumer, and the number of held pages stays bounded.
 */
export const newestFirst: Ordering = (windows, concurrency) => {
  // Pages that are ahead wait for those before them: with less room, workers would wait, too.
  const most = 4 * concurrency
  const rest = (window: Window, density: number): Option.Option<Window> => {
    const { from = -Infinity, low } = window
    if (low === undefined || density === 0) return Option.none()
    const seconds = Math.max(1, Math.ceil((slicePages * windows.largestPage()) / density))
    const bound = low - seconds
    return bound > 0 && bound - from >= seconds / 2
      ? Option.some(windows.divide(window, bound))
      : Option.none()
  }

  return {
    claim: () => {
      const full = windows.held() >= most - 1
      let density = 0
      for (const window of windows.all) {
        // The window that was read last is the best guess for the one behind it.
        if (window.read || density === 0) density = window.density
        else window.density = density
        const isHead = window === windows.all[0]
        if (window.failed || (full && !(isHead && window.held === 0))) break
        if (isWaiting(window)) return Option.some(window)
        const older = window.ended ? Option.none() : rest(window, density)
        if (Option.isSome(older)) return older
      }
      return Option.none()
    },
    isNext: (window) => window === windows.all[0],
    places: () => {
      const places: Array<Place> = []
      for (const { point, range } of windows.all.map(placeOf)) {
        const before = places.at(-1)
        // The sessions that were handed out are the beginning of the list, so one place names many windows.
        if (before !== undefined && before.range.from === range.to && isUntouched(point)) {
          const whole = { from: range.from, to: before.range.to }
          places.splice(-1, 1, { point: before.point, range: whole })
        } else places.push({ point, range })
      }
      return places
    }
  }
}
