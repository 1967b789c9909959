import * as Duration from "effect/Duration"
import * as Option from "effect/Option"

// The messages of the errors. None of them shows a credential, or anything that the provider sent
// besides its own error code and request id.

interface Called {
  readonly provider: string
  readonly operation: string
}

interface Tried {
  readonly attempts: number
  readonly elapsed: Duration.Duration
}

const when = <A>(option: Option.Option<A>, text: (value: A) => string): string =>
  Option.match(option, { onNone: () => "", onSome: text })

const caller = ({ operation, provider }: Called) => `${provider}.${operation}`

const history = ({ attempts, elapsed }: Tried) =>
  attempts > 1 ? `; tried ${attempts} times in ${Duration.format(elapsed)}` : ""

const meanings = {
  Unauthorized:
    "the credentials were refused; check the key and that it belongs to this environment",
  Forbidden: "the key may not read checkout sessions; give it that permission",
  NotFound: "not found",
  Invalid: "a parameter was refused; the provider's `body` says which",
  Conflict: "in conflict with another request",
  RateLimited: "too many requests",
  Unavailable: "the provider has a problem",
  Unexpected: "an answer that is not documented"
} as const

export const ofRequest = (error: Called & Tried & { readonly description: string }): string =>
  `${caller(error)}: ${error.description}${history(error)}`

export const ofResponse = (
  error: Called &
    Tried & {
      readonly reason: keyof typeof meanings
      readonly status: number
      readonly code: Option.Option<string>
      readonly requestId: Option.Option<string>
      readonly retryAfter: Option.Option<Duration.Duration>
      readonly location: Option.Option<string>
    }
): string => {
  const code = when(error.code, (code) => ` ${code}`)
  const to = when(error.location, (to) => `; a redirect to ${to}, which is not followed`)
  const wait = when(error.retryAfter, (asked) => `; asks to wait ${Duration.format(asked)}`)
  const id = when(error.requestId, (id) => ` [request ${id}]`)
  return `${caller(error)}: ${meanings[error.reason]} (HTTP ${error.status}${code})${to}${wait}${history(error)}${id}`
}

export const ofDecode = (
  error: Called &
    Tried & {
      readonly index: Option.Option<number>
      readonly itemId: Option.Option<string>
      readonly path: ReadonlyArray<string>
      readonly expected: string
    }
): string => {
  const what = Option.match(error.index, {
    onNone: () => "the body",
    onSome: (index) => `item ${index}`
  })
  const id = when(error.itemId, (id) => ` (${id})`)
  const path = error.path.length === 0 ? "" : ` at ${error.path.join(".")}`
  return `${caller(error)}: ${what}${id} is not as documented${path}: expected ${error.expected}${history(error)}`
}

export const ofPagination = (error: Called & { readonly description: string }): string =>
  `${caller(error)}: ${error.description}`
