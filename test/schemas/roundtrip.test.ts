import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { parse, providers, schemasOf } from "./support.js"

for (const provider of providers) {
  describe(`${provider.name}`, () => {
    for (const [name, schema] of schemasOf(provider)) {
      it(`${name} decodes and encodes to the same value`, () => {
        const decode = Schema.decodeUnknownEither(schema)
        const encode = Schema.encodeUnknownEither(schema)
        const is = Schema.is(schema)
        FastCheck.assert(
          FastCheck.property(Arbitrary.make(schema), (value) => {
            const json = JSON.stringify(value)
            // Decoding cannot copy this key. A client hands on the checked value itself.
            FastCheck.pre(!json.includes("__proto__"))
            assert.isTrue(is(value))
            const encoded = Either.getOrThrow(encode(value))
            assert.deepStrictEqual(encoded, value)
            assert.deepStrictEqual(Either.getOrThrow(decode(encoded)), value)
            assert.isTrue(is(parse(json)))
          }),
          { numRuns: 25 }
        )
      })
    }
  })
}
