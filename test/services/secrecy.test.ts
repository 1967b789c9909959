import { assert, describe, it } from "@effect/vitest"
import { Data, Effect, Encoding, Layer, Redacted, Schema } from "effect"
import type { CheckoutError } from "../../src/CheckoutError.js"
import * as Retry from "../../src/http/Retry.js"
import type { Secret } from "../../src/http/Secret.js"
import * as Timeouts from "../../src/http/Timeouts.js"
import { Cursor } from "../../src/pagination/Cursor.js"
import type { StreamOptions } from "../../src/services/CheckoutClient.js"
import { type Driver, drivers } from "../support/drivers.js"
import * as Http from "../support/http.js"
import { drain, settle } from "../support/run.js"
import * as Witness from "../support/witness.js"

const personal = ["ada@canary.example", "Ada Canary", "canary_client_secret", "555-canary"]

class Leaky extends Data.TaggedError("Leaky")<{ readonly message: string }> {}

interface Scenario {
  readonly what: string
  readonly expected: `${CheckoutError["_tag"]} ${CheckoutError["reason"]}`
  /** Echoes the whole request, as a careless or hostile server does. */
  readonly reply: (sent: Http.Sent, echo: string) => Http.Reply
  readonly secret?: Secret<unknown>
  readonly params?: object
  readonly options?: StreamOptions
}

const refused =
  (status: number, headers: (sent: Http.Sent) => Record<string, string> = () => ({})) =>
  (sent: Http.Sent, echo: string): Http.Reply => {
    const key = sent.headers["authorization"] ?? ""
    // Without its scheme a key looks like a code: it has no space.
    const bare = key.replace(/.* /, "")
    return Http.json(
      // In each field that some provider's format reads.
      {
        error: { code: bare, type: bare, reason: bare, message: echo },
        code: bare,
        detail: echo,
        request_id: bare
      },
      { status, headers: { "x-echo": encodeURIComponent(echo), ...headers(sent) } }
    )
  }

const scenarios = (driver: Driver): ReadonlyArray<Scenario> => [
  {
    what: "a bad parameter",
    expected: "CheckoutRequestError InvalidParams",
    reply: refused(400),
    params: { limit: driver.secret, email: "ada@canary.example" }
  },
  {
    what: "a secret that fails",
    expected: "CheckoutRequestError Credentials",
    reply: refused(401),
    secret: Effect.fail(new Leaky({ message: driver.secret }))
  },
  {
    what: "a key that no header can carry",
    expected: "CheckoutRequestError Credentials",
    reply: refused(401),
    secret: Redacted.make(`${driver.secret}\n`)
  },
  {
    what: "a refused connection",
    expected: "CheckoutRequestError Transport",
    reply:
      ({ headers }) =>
      (request) =>
        Http.refused()(request).pipe(
          Effect.mapError((error) => {
            Object.assign(error, {
              description: headers["authorization"],
              cause: new Error(headers["authorization"], {
                cause: Object.assign(new Error("x"), { code: headers["authorization"] })
              })
            })
            return error
          })
        )
  },
  {
    what: "a body that breaks off",
    expected: "CheckoutRequestError Transport",
    reply: (_, echo) => Http.broken(echo)
  },
  {
    what: "an attempt that takes too long",
    expected: "CheckoutRequestError Timeout",
    reply: (_, echo) => Http.stalled(echo)
  },
  { what: "a 401", expected: "CheckoutResponseError Unauthorized", reply: refused(401) },
  { what: "a 429", expected: "CheckoutResponseError RateLimited", reply: refused(429) },
  {
    what: "a refusal with request ids",
    expected: "CheckoutResponseError Unexpected",
    reply: refused(418, () => ({
      "request-id": driver.secret,
      "x-request-id": driver.secret,
      "monime-request-id": driver.secret
    }))
  },
  {
    what: "a redirect",
    expected: "CheckoutResponseError Unexpected",
    reply: refused(302, () => ({
      location: `https://user:${driver.secret}@evil.example/${driver.secret}?key=${driver.secret}#ada@canary.example`
    }))
  },
  {
    what: "an HTML body",
    expected: "CheckoutDecodeError NotJson",
    reply: (_, echo) => Http.text(`<html>${echo}`)
  },
  {
    what: "a body that is too long",
    expected: "CheckoutDecodeError TooLarge",
    reply: (_, echo) => Http.text(echo.repeat(1000))
  },
  {
    what: "a bad envelope",
    expected: "CheckoutDecodeError Envelope",
    reply: (_, echo) => Http.json({ [echo]: echo, data: echo, items: echo, result: echo })
  },
  {
    what: "a bad item",
    expected: "CheckoutDecodeError Item",
    reply: ({ headers }, echo) =>
      Http.json(
        driver.page(
          [
            {
              ...driver.item(1),
              [driver.bad.path]: { [echo]: echo },
              customer_email: echo,
              key: headers["authorization"]
            }
          ],
          1,
          false
        )
      )
  },
  {
    what: "an item with a secret for its id",
    expected: "CheckoutDecodeError Item",
    reply: (_, echo) => Http.json(driver.page([{ ...driver.bad.item(1), id: echo }], 1, false))
  },
  {
    what: "an item with secrets for keys",
    expected: "CheckoutDecodeError Item",
    reply: (_, echo) =>
      Http.json(
        driver.page(
          [
            {
              ...driver.item(1),
              metadata: "Ada Canary",
              outputMetadata: { [echo]: {} },
              lineItems: { [echo]: echo, data: echo },
              mode: { [echo]: echo }
            }
          ],
          1,
          false
        )
      )
  },
  {
    what: "a foreign cursor",
    expected: "CheckoutPaginationError CursorForeign",
    reply: refused(400),
    options: {
      from: Schema.decodeSync(Cursor)(
        Encoding.encodeBase64Url(JSON.stringify({ v: 1, p: driver.secret, q: "Ada Canary", a: {} }))
      )
    }
  }
]

for (const driver of drivers) {
  // The key in plain text, and as Basic encodes it.
  const canaries = [driver.secret, btoa(driver.secret).replace(/=+$/, "").slice(0, -1), ...personal]

  describe(`${driver.provider}: secrets and personal data`, () => {
    for (const { expected, options, params = {}, reply, secret, what } of scenarios(driver)) {
      it.effect(`${what}: no secret or personal data in errors, logs, spans or metrics`, () =>
        Effect.gen(function* () {
          const witness = Witness.make()
          const server = Http.serve((sent) =>
            reply(sent, `${JSON.stringify(sent.headers)} ${personal.join()}`)
          )
          const make = driver.make({ maxBodyBytes: 10_000 }, secret ?? Redacted.make(driver.secret))
          const error = yield* Effect.gen(function* () {
            const client = yield* make
            yield* Effect.logTrace("client", client)
            const { error } = yield* drain(client.streamSessions(params, options))
            yield* Effect.logFatal("failed", error)
            yield* Effect.ignoreLogged(Effect.fail(error))
            yield* Effect.forkDaemon(Effect.fail(error))
            return error
          }).pipe(
            Effect.withSpan("program"),
            Effect.provide(witness.layer),
            Effect.provide(
              Layer.mergeAll(server.layer, Retry.layerNone, Timeouts.layer({ attempt: "1 second" }))
            ),
            (effect) => (expected.endsWith("Timeout") ? settle(effect, "1 second") : effect)
          )
          assert.strictEqual(`${error?._tag} ${error?.reason}`, expected)
          assert.isAbove(witness.lines.length, 0)
          assert.isAbove(witness.spans.length, 1)
          const said = [
            ...Witness.voices(error),
            ...witness.lines,
            ...Witness.spanVoices(witness.spans),
            ...(yield* Witness.metricVoices)
          ]
          for (const voice of said) {
            for (const canary of canaries) assert.isFalse(voice.includes(canary), voice)
          }
        })
      )
    }
  })
}
