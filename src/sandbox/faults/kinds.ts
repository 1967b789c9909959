/**
 * Everything that can be made to go wrong.
 *
 * - `429-seconds`, `429-date`, `429-bare`: throttled, with `Retry-After` in seconds, as an HTTP date
 *   (by `Clock`), or without it
 * - `500`, `503`: a failure in the provider's own words; `502`, `504`: a proxy's HTML
 * - `refused`: no connection; over real HTTP the socket is closed before anything is answered
 * - `reset-before-headers`, `reset-mid-body`: the connection is cut
 * - `stalled-body`: half of the body, then silence
 * - `truncated-json`: half of the body, with a `Content-Length` that says so
 * - `html-200`: a page for people, with status 200
 * - `wrong-content-length`: more is announced than is sent before the connection ends
 * - `broken-gzip`: compressed, and the compressed bytes break off
 * - `redirect`: 302 to a host that does not exist
 * - `stalled-cursor`, `bad-item`, `unknown-enum`: see `dataFaultKinds`
 *
 * @since 0.1.0
 * @category Faults
 */
export const faultKinds = [
  "429-seconds",
  "429-date",
  "429-bare",
  "500",
  "502",
  "503",
  "504",
  "refused",
  "reset-before-headers",
  "reset-mid-body",
  "stalled-body",
  "truncated-json",
  "html-200",
  "wrong-content-length",
  "broken-gzip",
  "redirect",
  "stalled-cursor",
  "bad-item",
  "unknown-enum"
] as const

/**
 * One thing that can be made to go wrong.
 *
 * @since 0.1.0
 * @category Faults
 */
export type FaultKind = (typeof faultKinds)[number]

/**
 * The faults that change which data arrives, and that asking again need not heal: `stalled-cursor`
 * (a page that promises more and leads nowhere; its own items are gone; not at Polar, whose page
 * numbers cannot stall), `bad-item` (the status of
 * the middle item is a number) and `unknown-enum` (it is a word that no provider documents).
 *
 * @since 0.1.0
 * @category Faults
 */
export const dataFaultKinds: ReadonlyArray<FaultKind> = [
  "stalled-cursor",
  "bad-item",
  "unknown-enum"
]

/**
 * The faults behind which the data is whole: asking again, once they are over, gives it all.
 *
 * @since 0.1.0
 * @category Faults
 */
export const wireFaultKinds: ReadonlyArray<FaultKind> = faultKinds.filter(
  (kind) => !dataFaultKinds.includes(kind)
)
