export const DAY_SECONDS = 86_400

export const DAY_MILLIS = DAY_SECONDS * 1000

/** A session younger than this is open. */
export const FRESH_MILLIS = 120_000

/** Unix seconds, rounded down. */
export const unixSeconds = (millis: number): number => Math.floor(millis / 1000)

/** RFC 3339 in UTC, whole seconds. */
export const isoSeconds = (millis: number): string =>
  `${new Date(millis).toISOString().slice(0, 19)}Z`

/** RFC 3339 in UTC with microseconds, or without a fraction when they are zero. */
export const isoMicros = (millis: number, micros = 0): string => {
  const fraction = (millis - unixSeconds(millis) * 1000) * 1000 + micros
  const whole = new Date(millis).toISOString().slice(0, 19)
  return fraction === 0 ? `${whole}Z` : `${whole}.${String(fraction).padStart(6, "0")}Z`
}
