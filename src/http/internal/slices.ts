import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import type { Rate } from "../RateLimit.js"

/** A part of a rate that is handed out at once. */
export interface Slice {
  readonly limit: number
  readonly interval: Duration.Duration
}

const finest = 40
const coarse = 100

/** What a rate that is none is told. */
export const noRate = "the rate limit is none: it needs a limit above 0 and a finite interval"

/**
 * The rate as even slices, of one request where timers can tell them apart, and longer by a factor;
 * `None` if it is no rate. A window handed out whole would meet the provider's own, differently
 * aligned, window with up to twice the limit.
 */
export const sliced = ({ interval, limit }: Rate, slack: number): Option.Option<Slice> => {
  const spacing = Duration.toMillis(interval) / limit
  if (!(spacing > 0 && Number.isFinite(spacing))) return Option.none()
  const size = spacing >= finest ? 1 : Math.ceil(coarse / spacing)
  return Option.some({
    limit: size,
    interval: Duration.millis(Math.ceil(size * spacing * slack))
  })
}
