import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { type Driver, drivers } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { all, cursorOf, drain, expectTag } from "../support/run.js"

/** Answers with status 200 that are no pages, each with the path and the words of its error. */
const noPages: Readonly<
  Record<Driver["provider"], ReadonlyArray<readonly [body: unknown, path: string, says: string]>>
> = {
  stripe: [
    [{ error: { type: "api_error", message: "canary" } }, "error", "not a page"],
    [
      { object: "list", data: [], has_more: false, error: { type: "api_error" } },
      "error",
      "not a page"
    ],
    [{ object: "checkout.session", id: "canary" }, "data", "missing"],
    [{ object: "list", data: {}, has_more: false }, "data", "an array"],
    [{ object: "list", data: [] }, "has_more", "missing"],
    [{ object: "list", data: [], has_more: "false" }, "has_more", "boolean"]
  ],
  polar: [
    [{ error: "invalid_token", error_description: "canary" }, "error", "not a page"],
    [{ error: "ResourceNotFound", detail: "canary" }, "error", "not a page"],
    [
      { error: "RequestValidationError", detail: [{ loc: ["query"], msg: "canary" }] },
      "error",
      "not a page"
    ],
    [{ detail: "canary" }, "items", "missing"],
    [{ items: [] }, "pagination", "missing"],
    [{ items: [], pagination: { total_count: 5 } }, "pagination.max_page", "missing"],
    [{ items: [], pagination: { total_count: 5, max_page: "1" } }, "pagination.max_page", "number"],
    [
      { items: [], pagination: { total_count: 5, max_page: -1 } },
      "pagination.max_page",
      "0 or more"
    ]
  ],
  flowglad: [
    [{ error: "canary", code: "BAD_REQUEST", request_id: "00c0ffee" }, "error", "not a page"],
    [{ error: [{ code: "too_big", path: ["limit"], message: "canary" }] }, "error", "not a page"],
    [{ message: "canary", code: "UNAUTHORIZED", issues: [] }, "data", "missing"],
    [{ checkoutSession: {}, url: "canary" }, "data", "missing"],
    [{ data: [], total: 0 }, "hasMore", "missing"],
    [{ data: [], hasMore: true, nextCursor: 5 }, "nextCursor", "string"]
  ],
  monime: [
    [{}, "", "`result` or `pagination`"],
    [{ message: "canary" }, "", "`result` or `pagination`"],
    // What a deletion answers.
    [{ success: true, messages: [] }, "", "`result` or `pagination`"],
    [{ pagination: null }, "", "`result` or `pagination`"],
    [{ success: false, messages: [], error: { code: 500, reason: "canary" } }, "success", "failed"],
    [{ success: false, result: [], pagination: { count: 0 } }, "success", "failed"],
    [{ messages: [], error: { code: 500, reason: "canary" } }, "error", "not a page"],
    [{ result: [], pagination: { count: 0 }, error: { code: 500 } }, "error", "not a page"],
    [{ result: null, pagination: { count: 50 } }, "result", "`pagination.count`"],
    [{ result: [], pagination: { count: 1, next: "x" } }, "result", "`pagination.count`"],
    [{ pagination: { count: 50 } }, "result", "`pagination.count`"],
    [{ result: [], pagination: { next: 5 } }, "pagination.next", "string"],
    [{ result: [], pagination: "canary" }, "pagination", "an object"]
  ],
  leanrails: [
    [{ error: { type: "api_error", code: "canary", message: "canary" } }, "error", "not a page"],
    [
      { object: "list", data: [], has_more: false, error: { type: "api_error" } },
      "error",
      "not a page"
    ],
    [{ object: "checkout.session", id: "canary" }, "data", "missing"],
    [{ object: "list", data: [] }, "has_more", "missing"],
    [{ object: "list", data: [], has_more: true, next_cursor: 5 }, "next_cursor", "string"]
  ]
}

for (const driver of drivers) {
  describe(`${driver.provider}: an answer with status 200 that is no page`, () => {
    for (const [body, path, says] of noPages[driver.provider]) {
      it.effect(`${JSON.stringify(body)} is Envelope at "${path}", also in mid-list`, () =>
        Effect.gen(function* () {
          const first = [driver.item(1), driver.item(2)]
          const server = Http.script(Http.json(driver.page(first, 1, true)), Http.json(body))
          const client = yield* Effect.provide(driver.make(), server.layer)
          const { error, items } = yield* drain(client.streamSessions())
          assert.deepEqual(items, first)
          const decode = expectTag(error, "CheckoutDecodeError")
          assert.strictEqual(decode.reason, "Envelope")
          assert.strictEqual(decode.path.join("."), path)
          assert.include(decode.expected, says)
          assert.notInclude(decode.message, "canary")

          // Nothing is lost: the error's cursor asks for the same page again.
          const mended = Http.script(Http.json(driver.page([driver.item(3)], 2, false)))
          const again = yield* Effect.provide(driver.make(), mended.layer)
          assert.deepEqual(
            yield* all(again.streamSessions(undefined, { from: cursorOf(decode) })),
            [driver.item(3)]
          )
        })
      )
    }
  })
}
