/** The result of a fixed window for one request. */
export interface Verdict {
  readonly allowed: boolean
  readonly remaining: number
  /** Milliseconds until the window ends. */
  readonly wait: number
}

/** Counts the requests of each key in fixed windows. A window starts at its first request. */
export const fixedWindow = (
  intervalMillis: number
): ((key: string, limit: number, now: number) => Verdict) => {
  const windows = new Map<string, { start: number; count: number }>()
  return (key, limit, now) => {
    let window = windows.get(key)
    if (window === undefined || now >= window.start + intervalMillis) {
      window = { start: now, count: 0 }
      windows.set(key, window)
    }
    window.count += 1
    return {
      allowed: window.count <= limit,
      remaining: Math.max(0, limit - window.count),
      wait: window.start + intervalMillis - now
    }
  }
}
