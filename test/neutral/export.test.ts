import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Struct from "effect/Struct"
import { CheckoutDecodeError } from "../../src/CheckoutError.js"
import * as CheckoutSession from "../../src/neutral/CheckoutSession.js"
import * as Export from "../../src/neutral/Export.js"
import * as Drifted from "../../src/neutral/sessions/drifted.js"
import { fixture, neutral } from "./support.js"

const Line = Schema.parseJson(CheckoutSession.CheckoutSession)
const read = Schema.decodeUnknownSync(Line)

const secret = "polar_c_very_secret"

/** What a provider sends, with secrets wherever it documents them. */
const withSecrets = (provider: CheckoutSession.CheckoutSession["provider"]) => ({
  ...fixture(provider),
  ...(provider === "stripe" || provider === "leanrails" ? { client_secret: secret } : {}),
  ...(provider === "polar"
    ? {
        client_secret: secret,
        url: `https://buy.polar.sh/${secret}`,
        success_url: `https://polar.sh/checkout/${secret}/confirmation`,
        payment_processor_metadata: { intent_client_secret: "seti_secret" }
      }
    : {})
})

const record = (value: unknown): { readonly [key: string]: unknown } => {
  if (!Predicate.isRecord(value)) throw new Error("no object")
  return value
}

const parsed = (line: string) => record(JSON.parse(line))

/** The places where two objects differ. */
const differing = (
  one: { readonly [key: string]: unknown },
  other: { readonly [key: string]: unknown }
): ReadonlyArray<string> => {
  assert.deepStrictEqual(Object.keys(one), Object.keys(other))
  return Object.keys(one).filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
}

const masked = {
  stripe: [[], ["client_secret"]],
  polar: [
    ["url", "successUrl"],
    ["client_secret", "payment_processor_metadata", "success_url", "url"]
  ],
  flowglad: [[], []],
  monime: [[], []],
  leanrails: [[], ["client_secret"]]
} as const

for (const provider of neutral) {
  const drifted = (raw: { readonly [key: string]: unknown }) =>
    Option.getOrThrow(
      Drifted.fromError(
        provider.read,
        new CheckoutDecodeError({
          provider: provider.name,
          operation: "streamPages",
          reason: "Item",
          index: Option.some(0),
          path: ["status"],
          expected: "a string",
          raw: Redacted.make(raw)
        })
      )
    )

  describe(`a session of ${provider.name} as a line of JSON`, () => {
    it("comes back as it was, with its secrets", () => {
      FastCheck.assert(
        FastCheck.property(Arbitrary.make(provider.schema), (generated) => {
          const json = JSON.stringify(generated)
          // JSON writes -0 as 0.
          FastCheck.pre(!Object.is(JSON.parse(json), -0))
          const session = provider.fromUnknown(JSON.parse(json))
          const line = Export.toJsonLine(session, { secrets: true })
          assert.notInclude(line, "\n")
          assert.deepStrictEqual(read(line), session)
          // Without them it is a session all the same.
          assert.strictEqual(read(Export.toJsonLine(session)).id, session.id)
        }),
        { numRuns: 50 }
      )
    })

    for (const [kind, session] of [
      ["as documented", provider.fromUnknown(withSecrets(provider.name))],
      ["drifted", drifted({ ...withSecrets(provider.name), status: 7 })]
    ] as const) {
      it(`hides its secrets and nothing else, ${kind}`, () => {
        const line = Export.toJsonLine(session)
        assert.notMatch(line, /secret(?!")/)
        const hidden = parsed(line)
        const whole = parsed(Export.toJsonLine(session, { secrets: true }))
        const [outside, inside] = masked[provider.name]
        assert.deepStrictEqual(differing(hidden, whole), [
          ...outside,
          ...(inside.length > 0 ? ["native"] : [])
        ])
        const native = differing(record(hidden["native"]), record(whole["native"]))
        assert.deepStrictEqual([...native].sort(), [...inside])
        assert.strictEqual(read(line).constructor, session.constructor)
        // Nothing was written into the session itself.
        assert.deepStrictEqual(parsed(Export.toJsonLine(session, { secrets: true })), whole)
        assert.deepStrictEqual(
          parsed(Export.toJsonLine(session, { native: false })),
          Struct.omit(hidden, "native")
        )
      })
    }

    it("hides a secret of another type than documented", () => {
      for (const value of [{ token: secret }, [secret], 7]) {
        const raw = { ...withSecrets(provider.name), client_secret: value, success_url: null }
        assert.notInclude(Export.toJsonLine(drifted({ ...raw, url: null })), secret)
      }
    })
  })
}

describe("a text of a session", () => {
  it("loses the session's secret, and stays as it is where there is none", () => {
    const polar = neutral.find(({ name }) => name === "polar")?.fromUnknown(withSecrets("polar"))
    const monime = neutral.find(({ name }) => name === "monime")?.fromUnknown(fixture("monime"))
    assert(polar !== undefined && monime !== undefined)
    assert.strictEqual(
      Export.hideSecrets(polar, `a/${secret}/b/${secret}`),
      "a/<hidden>/b/<hidden>"
    )
    assert.strictEqual(Export.hideSecrets(monime, secret), secret)
  })
})

describe("ndjson", () => {
  it.effect("is one line with an end for each session", () =>
    Effect.gen(function* () {
      const sessions = neutral.map(({ fromUnknown, name }) => fromUnknown(fixture(name)))
      const lines = yield* Stream.runCollect(
        Stream.fromIterable(sessions).pipe(Export.ndjson({ secrets: true }))
      )
      const text = [...lines].join("")
      assert.isTrue(text.endsWith("\n"))
      assert.deepStrictEqual(
        text
          .trimEnd()
          .split("\n")
          .map((line) => read(line)),
        sessions
      )
    })
  )
})
