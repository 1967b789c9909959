import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import { spacingOf } from "./pacer.js"

/** A part of a rate that is handed out at once, in milliseconds. */
export interface Slice {
  /** How many attempts it holds. */
  readonly limit: number
  /** How long it lasts. */
  readonly interval: number
  /** How late an attempt may come to its slice: no window of the rate holds too many even so. */
  readonly tolerance: number
}

/** From this spacing on, in milliseconds, timers tell two attempts apart. */
const finest = 40

/** The least length of a slice that holds several attempts, in milliseconds. */
const coarse = 100

/** How much of the rate's interval is left free for attempts that come late. */
const slack = 0.15

/**
 * The rate as even slices, of one attempt where timers can tell two apart; `None` if there is no such
 * rate. A window handed out whole would meet the provider's own, differently aligned, window with up
 * to twice the limit.
 *
 * A window of the rate touches at most one slice more than fits into it, and late attempts add their
 * lateness to its length. So `floor(limit / size)` slices last longer than the interval. Half of the
 * difference is what an attempt may be late; the other half is for the way to the provider, whose
 * delays this process does not see.
 */
export const sliced = (limit: number, interval: Duration.DurationInput): Option.Option<Slice> =>
  Option.map(spacingOf(limit, interval), (spacing) => {
    const size = spacing >= finest ? 1 : Math.ceil(coarse / spacing)
    const slices = Math.max(1, Math.floor(limit / size))
    const whole = Duration.toMillis(interval)
    const length = Math.ceil(Math.max(size * spacing * (1 + slack), (whole * (1 + slack)) / slices))
    return { limit: size, interval: length, tolerance: (slices * length - whole) / 2 }
  })
