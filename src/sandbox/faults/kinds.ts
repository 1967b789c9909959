/**
 * The names of all faults.
 *
 * - `429-seconds`, `429-date`, `429-bare`: throttled, with `Retry-After` of one second, as a number,
 *   as an HTTP date (by `Clock`, rounded up to a whole second), or without the header
 * - `500`, `503`: a failure in the provider's own form; `502`, `504`: a proxy's HTML
 * - `refused`: no connection; over real HTTP the socket closes before any answer
 * - `reset-before-headers`, `reset-mid-body`: the connection breaks
 * - `stalled-body`: half of the body, then nothing more
 * - `truncated-json`: half of the body, with a `Content-Length` of that half
 * - `html-200`: an HTML page with status 200
 * - `wrong-content-length`: the connection ends before all announced bytes are sent
 * - `broken-gzip`: a compressed body that ends too early
 * - `redirect`: 302 to a host that does not exist
 * - `stalled-401`, `stalled-404`, `stalled-429`, `stalled-503`: a refusal, half of its body, then
 *   nothing more. `Retry-After` is 1 for 429. Not `stalled-429` at Polar, whose 429 has no body
 * - `error-200`: status 200 with the body of the provider's error
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
  "stalled-401",
  "stalled-404",
  "stalled-429",
  "stalled-503",
  "error-200",
  "stalled-cursor",
  "bad-item",
  "unknown-enum"
] as const

/**
 * The name of one fault.
 *
 * @since 0.1.0
 * @category Faults
 */
export type FaultKind = (typeof faultKinds)[number]

/**
 * The faults that change the data of an answer. A retry does not always undo them.
 *
 * - `stalled-cursor`: a page that promises more, without a new cursor and without its own items. Not
 *   at Polar, whose page numbers cannot stall
 * - `bad-item`: the status of the middle item, or of the one session that was asked for, is a number
 * - `unknown-enum`: that status is a word that no provider documents
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
 * The faults that leave the data intact: a later request for the same page gets all of it.
 *
 * @since 0.1.0
 * @category Faults
 */
export const wireFaultKinds: ReadonlyArray<FaultKind> = faultKinds.filter(
  (kind) => !dataFaultKinds.includes(kind)
)

const notRetried: ReadonlySet<FaultKind> = new Set([
  "redirect",
  "stalled-401",
  "stalled-404",
  "error-200"
])

/**
 * The wire faults that the clients retry by default: a program that meets them by chance still reads
 * everything. Not `redirect`, `stalled-401`, `stalled-404` and `error-200`.
 *
 * @since 0.2.0
 * @category Faults
 */
export const retriedFaultKinds: ReadonlyArray<FaultKind> = wireFaultKinds.filter(
  (kind) => !notRetried.has(kind)
)
