import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import { spacingOf } from "./pacer.js"

/** A part of a rate that is handed out at once. */
export interface Slice {
  readonly limit: number
  readonly interval: Duration.Duration
}

const finest = 40
const coarse = 100

/**
 * The rate as even slices, of one request where timers can tell them apart, and longer by a factor;
 * `None` if there is no such rate. A window handed out whole would meet the provider's own,
 * differently aligned, window with up to twice the limit.
 */
export const sliced = (
  limit: number,
  interval: Duration.DurationInput,
  slack: number
): Option.Option<Slice> =>
  Option.map(spacingOf(limit, interval), (spacing) => {
    const size = spacing >= finest ? 1 : Math.ceil(coarse / spacing)
    return {
      limit: size,
      interval: Duration.millis(Math.ceil(size * spacing * slack))
    }
  })
