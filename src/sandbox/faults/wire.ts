import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import type { Bytes } from "../internal/respond.js"
import type { FaultKind } from "./kinds.js"

/** A request that gets no answer at all. */
export class NoAnswer extends Data.TaggedError("NoAnswer")<{
  readonly reason: "refused" | "reset"
}> {}

/** A body that ended too early. In process there is no socket to cut, so the body fails instead. */
export class Cut extends Data.TaggedError("Cut")<{ readonly message: string }> {}

/** The connection of a request, as far as a fault acts on it. */
export interface Connection {
  /** Breaks the connection now. */
  readonly reset: () => void
  /** Breaks the connection once everything written so far is sent. */
  readonly cutOff: () => void
}

/** Finds the socket of a real server's request by its shape. In process there is none. */
export const connectionOf = (source: unknown): Connection | undefined => {
  if (!Predicate.hasProperty(source, "socket")) return undefined
  const socket = source.socket
  if (
    !Predicate.hasProperty(socket, "resetAndDestroy") ||
    !Predicate.hasProperty(socket, "destroySoon")
  ) {
    return undefined
  }
  const { destroySoon, resetAndDestroy } = socket
  return Predicate.isFunction(resetAndDestroy) && Predicate.isFunction(destroySoon)
    ? {
        reset: () => void Reflect.apply(resetAndDestroy, socket, []),
        cutOff: () => void Reflect.apply(destroySoon, socket, [])
      }
    : undefined
}

// Not `Effect.never`: its timer would keep the process alive after the client has disconnected.
export const silence: Effect.Effect<never> = Effect.interruptible(Effect.async<never>(() => {}))

const breakOff = (connection: Connection | undefined): Effect.Effect<never, Cut> =>
  connection === undefined
    ? Effect.fail(new Cut({ message: "other side closed" }))
    : Effect.zipRight(Effect.sync(connection.cutOff), silence)

const half = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, Math.ceil(bytes.length / 2))

const gzip = (bytes: Uint8Array): Effect.Effect<Uint8Array> =>
  Effect.promise(async () => {
    const body = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream("gzip"))
    return new Uint8Array(await new Response(body).arrayBuffer())
  })

const streamed = (
  { contentType, headers, status }: Bytes,
  sent: Uint8Array,
  announced: number,
  end: Effect.Effect<never, Cut>
): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.stream(Stream.concat(Stream.make(sent), Stream.fromEffect(end)), {
    status,
    headers,
    contentType,
    contentLength: announced
  })

const whole = (
  { contentType, headers, status }: Bytes,
  sent: Uint8Array,
  more: Readonly<Record<string, string>> = {}
): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.uint8Array(sent, { status, headers: { ...headers, ...more }, contentType })

/** The response that a fault on the wire makes; undefined for a fault of another kind. */
export const damaged = (
  fault: FaultKind | undefined,
  answer: Bytes,
  connection: Connection | undefined
): Effect.Effect<HttpServerResponse.HttpServerResponse> | undefined => {
  const { bytes } = answer
  switch (fault) {
    case "reset-mid-body":
      return Effect.succeed(streamed(answer, half(bytes), bytes.length, breakOff(connection)))
    case "stalled-body":
    case "stalled-401":
    case "stalled-404":
    case "stalled-429":
    case "stalled-503":
      return Effect.succeed(streamed(answer, half(bytes), bytes.length, silence))
    case "wrong-content-length":
      return Effect.succeed(streamed(answer, bytes, bytes.length + 512, breakOff(connection)))
    case "truncated-json":
      return Effect.succeed(whole(answer, half(bytes)))
    case "broken-gzip":
      // In process nothing unpacks the body, so the client sees the result of unpacking.
      return connection === undefined
        ? Effect.succeed(
            streamed(
              { ...answer, headers: { ...answer.headers, "content-encoding": "gzip" } },
              half(bytes),
              half(bytes).length,
              Effect.fail(new Cut({ message: "unexpected end of file" }))
            )
          )
        : Effect.map(gzip(bytes), (packed) =>
            whole(answer, half(packed), { "content-encoding": "gzip" })
          )
    default:
      return undefined
  }
}
