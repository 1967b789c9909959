/** A provider with scripted answers, given to the client as its `HttpClient`. */
import {
  HttpClient,
  HttpClientError,
  type HttpClientRequest,
  HttpClientResponse
} from "@effect/platform"
import { Clock, Duration, Effect, Layer } from "effect"

/** A request as the provider would receive it. */
export interface Sent {
  readonly method: string
  readonly url: URL
  /** The decoded query, in the order of the URL. */
  readonly query: ReadonlyArray<readonly [string, string]>
  readonly headers: Readonly<Record<string, string>>
  /** Aborted when no fiber waits for the answer any more. */
  readonly signal: AbortSignal
  /** The time of the request, by the test's clock. */
  readonly at: number
}

export type Reply = (
  request: HttpClientRequest.HttpClientRequest
) => Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>

export interface Init {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

const answer =
  (body: () => BodyInit | null, { headers = {}, status = 200 }: Init = {}): Reply =>
  (request) =>
    Effect.sync(() =>
      HttpClientResponse.fromWeb(request, new Response(body(), { status, headers }))
    )

/** An answer with this body. */
export const text = (body: string, init?: Init): Reply => answer(() => body, init)

export const json = (body: unknown, init: Init = {}): Reply =>
  text(JSON.stringify(body), {
    ...init,
    headers: { "content-type": "application/json", ...init.headers }
  })

/** An answer without a body, which differs from a body of length 0. */
export const bodiless = (init?: Init): Reply => answer(() => null, init)

const encoder = new TextEncoder()

/** A body that begins with `part`. Then `then` breaks it off, or leaves it open for ever. */
const unfinished = (
  part: string,
  then: (controller: ReadableStreamDefaultController<Uint8Array>) => void,
  init?: Init
): Reply =>
  answer(
    () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(encoder.encode(part))
        },
        pull: (controller) => then(controller)
      }),
    init
  )

/** A connection that is reset in the middle of the body. */
export const broken = (part: string, init?: Init): Reply =>
  unfinished(
    part,
    (controller) =>
      controller.error(
        new TypeError("terminated", {
          cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" })
        })
      ),
    init
  )

/** A body that begins and never ends. */
export const stalled = (part: string, init?: Init): Reply =>
  // `pull` is not called again before its promise resolves.
  answer(
    () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(encoder.encode(part))
        }
      }),
    init
  )

/** A body without end. `read` receives the number of bytes of each chunk that is read. */
export const endless = (read: (bytes: number) => void, init?: Init): Reply =>
  answer(() => {
    const chunk = encoder.encode(" ".repeat(64 * 1024))
    return new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          read(chunk.length)
          controller.enqueue(chunk)
        }
      },
      { highWaterMark: 0 }
    )
  }, init)

/** Headers that never arrive. */
export const never: Reply = () => Effect.never

/** A connection that fails, with the reason where `fetch` puts it. */
export const refused =
  (code = "ECONNREFUSED"): Reply =>
  (request) =>
    Effect.fail(
      new HttpClientError.RequestError({
        request,
        reason: "Transport",
        cause: new TypeError("fetch failed", {
          cause: Object.assign(new Error(`connect ${code} 127.0.0.1:1`), { code })
        })
      })
    )

/** The answer, after a delay. */
export const after =
  (delay: Duration.DurationInput, reply: Reply): Reply =>
  (request) =>
    Effect.delay(reply(request), delay)

export interface Server {
  readonly client: HttpClient.HttpClient
  readonly layer: Layer.Layer<HttpClient.HttpClient>
  /** Every request so far. */
  readonly requests: ReadonlyArray<Sent>
  /** The request of this index, from 0. It must exist. */
  readonly request: (index: number) => Sent
}

/** A server that computes each reply from the request and its index, from 0. */
export const serve = (reply: (sent: Sent, index: number) => Reply): Server => {
  const requests: Array<Sent> = []
  const client = HttpClient.make((request, url, signal) =>
    Effect.flatMap(Clock.currentTimeMillis, (at) => {
      const { headers, method } = request
      const sent: Sent = { method, url, query: [...url.searchParams], headers, signal, at }
      requests.push(sent)
      return reply(sent, requests.length - 1)(request)
    })
  )
  const request = (index: number): Sent => {
    const sent = requests[index]
    if (sent === undefined) throw new Error(`only ${requests.length} requests were made`)
    return sent
  }
  return { client, layer: Layer.succeed(HttpClient.HttpClient, client), requests, request }
}

const unexpected: Reply = ({ url }) =>
  Effect.die(new Error(`the script has no reply left for ${url}`))

/** A server with one reply for each request, in order. One request too many is a defect. */
export const script = (...replies: ReadonlyArray<Reply>): Server =>
  serve((_, index) => replies[index] ?? unexpected)
