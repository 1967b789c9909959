import * as Http from "../internal/http.js"
import { isJsonObject, type Json, type JsonObject } from "../internal/json.js"
import type { Instance, Provider } from "../internal/provider.js"
import type { FaultKind } from "./kinds.js"

const page = (title: string): string =>
  `<!doctype html>\n<html><head><title>${title}</title></head>` +
  `<body><center><h1>${title}</h1></center><hr><center>proxy</center></body></html>\n`

const html = (status: number, title: string): Http.Answer =>
  Http.text(status, page(title), {}, "text/html; charset=utf-8")

// RFC 2606 reserves the name: a client that follows it cannot give a key to any server.
const ELSEWHERE = "https://elsewhere.example/"

// An HTTP date has whole seconds. It is rounded up, so that the wait is never too short.
const httpDate = (millis: number): string => new Date(Math.ceil(millis / 1000) * 1000).toUTCString()

// A body that does not exist cannot stall.
const withBody = (answer: Http.Answer): Http.Answer | undefined =>
  answer.body._tag === "Empty" ? undefined : answer

/** The answer that replaces the API's own; undefined for a fault that replaces none. */
export const replacement = (
  fault: FaultKind | undefined,
  instance: Instance,
  incoming: Http.Incoming
): Http.Answer | undefined => {
  switch (fault) {
    case "429-seconds":
      return instance.throttled("1", incoming)
    case "429-date":
      return instance.throttled(httpDate(incoming.now + 1000), incoming)
    case "429-bare":
      return instance.throttled(undefined, incoming)
    case "500":
      return instance.unavailable(500, incoming)
    case "502":
      return html(502, "502 Bad Gateway")
    case "503":
      return instance.unavailable(503, incoming)
    case "504":
      return html(504, "504 Gateway Time-out")
    case "html-200":
      return html(200, "We will be back soon")
    case "stalled-401":
      return instance.refused(401, incoming)
    case "stalled-404":
      return instance.refused(404, incoming)
    case "stalled-429":
      return withBody(instance.throttled("1", incoming))
    case "stalled-503":
      return instance.unavailable(503, incoming)
    case "error-200":
      return instance.failed(incoming)
    case "redirect":
      return Http.empty(302, { location: ELSEWHERE })
    default:
      return undefined
  }
}

/** Whether the fault can damage the answer: a refusal cannot stall where none was made. */
export const fits = (fault: FaultKind | undefined, replaced: Http.Answer | undefined): boolean =>
  replaced !== undefined || fault === undefined || !/^stalled-\d/.test(fault)

/** The keys of the sessions in a provider's envelopes. */
type Keys = Pick<Provider<unknown>, "itemsKey" | "sessionKey">

const isPage = (body: JsonObject, { itemsKey }: Keys): boolean => Array.isArray(body[itemsKey])

/** The page with another status in its middle item, or the single session with another status. */
const withStatus = (body: JsonObject, keys: Keys, status: Json): JsonObject | undefined => {
  const { itemsKey, sessionKey } = keys
  const items = body[itemsKey]
  if (Array.isArray(items)) {
    if (items.length === 0) return undefined
    const middle = Math.floor(items.length / 2)
    return {
      ...body,
      [itemsKey]: items.map((item: Json, at): Json =>
        at === middle && isJsonObject(item) ? Object.assign({}, item, { status }) : item
      )
    }
  }
  if (sessionKey === undefined) return { ...body, status }
  const session = body[sessionKey]
  return isJsonObject(session) ? { ...body, [sessionKey]: { ...session, status } } : undefined
}

/** The answer with changed data; undefined where the fault has nothing to change. */
export const spoiled = (
  fault: FaultKind | undefined,
  answer: Http.Answer,
  keys: Keys,
  instance: Instance,
  incoming: Http.Incoming
): Http.Answer | undefined => {
  if (answer.status !== 200 || answer.body._tag !== "Json") return undefined
  const body = answer.body.value
  const changed =
    fault === "stalled-cursor"
      ? // A single session has no cursor.
        isPage(body, keys)
        ? instance.stalled(body, incoming)
        : undefined
      : fault === "bad-item"
        ? withStatus(body, keys, 17)
        : fault === "unknown-enum"
          ? withStatus(body, keys, "in_review")
          : undefined
  return changed === undefined ? undefined : { ...answer, body: { _tag: "Json", value: changed } }
}
