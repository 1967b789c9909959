import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import type { Answer } from "./http.js"

/** An answer whose body is encoded, but not yet a response. */
export interface Bytes {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly contentType: string
  readonly bytes: Uint8Array
}

const encoder = new TextEncoder()

/** Encodes the answer; undefined where it has no body. */
export const bytesOf = ({ body, headers, status }: Answer): Bytes | undefined => {
  switch (body._tag) {
    case "Json":
      return {
        status,
        headers,
        contentType: "application/json",
        bytes: encoder.encode(JSON.stringify(body.value))
      }
    case "Text":
      return { status, headers, contentType: body.contentType, bytes: encoder.encode(body.value) }
    case "Empty":
      return undefined
  }
}

export const respond = (
  answer: Answer,
  bytes: Bytes | undefined
): HttpServerResponse.HttpServerResponse =>
  bytes === undefined
    ? HttpServerResponse.empty({ status: answer.status, headers: answer.headers })
    : HttpServerResponse.uint8Array(bytes.bytes, {
        status: bytes.status,
        headers: bytes.headers,
        contentType: bytes.contentType
      })
