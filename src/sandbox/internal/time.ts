/** The creation time of each provider's oldest session: 2026-06-01T00:00:00Z. */
export const BASE_SECONDS = 1_780_272_000

const STEP_SECONDS = 37

/** Every tenth session shares its creation time with the one before it. */
export const tick = (index: number): number => index - Math.floor((index + 1) / 10)

/** Whether the session has the same creation time as the one before it. */
export const isTie = (index: number): boolean => index % 10 === 9

export const createdSeconds = (index: number): number => BASE_SECONDS + STEP_SECONDS * tick(index)

export const DAY_SECONDS = 86_400

/** RFC 3339 in UTC, whole seconds. */
export const isoSeconds = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`

/** RFC 3339 in UTC with microseconds, or without a fraction when they are zero. */
export const isoMicros = (seconds: number, micros: number): string => {
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19)
  return micros === 0 ? `${whole}Z` : `${whole}.${String(micros).padStart(6, "0")}Z`
}
