import type { PageParams } from "./position.js"

/**
 * Brent's cycle detection: one remembered page, moved on at powers of two. It finds a list that runs
 * into a circle of any length, and needs no memory of the pages before.
 */
export interface CycleDetector {
  /** The remembered page. */
  readonly landmark: string
  /** The pages since then. */
  readonly steps: number
  /** After so many pages, the next one is remembered instead. */
  readonly power: number
}

/** Two pages are the same if the same parameters lead there, in any order. */
export const keyOf = (at: PageParams): string =>
  JSON.stringify(Object.entries(at).sort(([a], [b]) => (a < b ? -1 : 1)))

/** A detector that has seen one page. */
export const make = (at: PageParams): CycleDetector => ({
  landmark: keyOf(at),
  steps: 0,
  power: 1
})

/** The detector after one more page. */
export const next = (detector: CycleDetector, at: PageParams): CycleDetector =>
  detector.steps + 1 === detector.power
    ? { landmark: keyOf(at), steps: 0, power: detector.power * 2 }
    : { ...detector, steps: detector.steps + 1 }

/** Whether the list comes back: to the page that it is on, or to the remembered one. */
export const closes = (detector: CycleDetector, current: PageParams, at: PageParams): boolean => {
  const key = keyOf(at)
  return key === keyOf(current) || key === detector.landmark
}
