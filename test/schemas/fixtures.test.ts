import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { parse, providers, refusal, sessions, text } from "./support.js"

interface Shown {
  readonly ast: AST.TypeLiteral
  readonly records: Array<{ readonly [key: string]: unknown }>
}

/** The objects that the values hold for every struct, at any place in the session. */
const collect = (
  ast: AST.AST,
  values: ReadonlyArray<unknown>,
  path: string,
  shown: Map<string, Shown>
): Map<string, Shown> => {
  switch (ast._tag) {
    case "Refinement":
      return collect(ast.from, values, path, shown)
    case "Suspend":
      return values.length === 0 ? shown : collect(ast.f(), values, path, shown)
    case "TupleType":
      for (const item of ast.rest) {
        collect(item.type, values.filter(Array.isArray).flat(), `${path}[]`, shown)
      }
      return shown
    case "Union":
      for (const member of ast.types) {
        const accepts = Schema.is(Schema.make<unknown, unknown, never>(member))
        collect(member, values.filter(accepts), path, shown)
      }
      return shown
    case "TypeLiteral": {
      const name = Option.getOrElse(AST.getIdentifierAnnotation(ast), () => path)
      const records = values.filter(Predicate.isRecord)
      const entry = shown.get(name) ?? { ast, records: [] }
      entry.records.push(...records)
      shown.set(name, entry)
      const named = new Set(ast.propertySignatures.map((property) => String(property.name)))
      for (const property of ast.propertySignatures) {
        const key = String(property.name)
        const found = records.map((record) => record[key]).filter(Predicate.isNotNullable)
        collect(property.type, found, `${name}.${key}`, shown)
      }
      for (const index of ast.indexSignatures) {
        const rest = records.flatMap((record) =>
          Object.keys(record).flatMap((key) => (named.has(key) ? [] : [record[key]]))
        )
        collect(index.type, rest, `${name}.*`, shown)
      }
      return shown
    }
    default:
      return shown
  }
}

/** The documented fields that no value has. A field without a fixture is not tested. */
const unshown = (ast: AST.AST, values: ReadonlyArray<unknown>, path: string) =>
  [...collect(ast, values, path, new Map())].flatMap(([name, { ast, records }]) =>
    ast.propertySignatures.flatMap(({ name: key }) =>
      records.some((record) => Predicate.isNotNullable(record[String(key)]))
        ? []
        : [`${name}.${String(key)}`]
    )
  )

for (const provider of providers) {
  describe(`${provider.name}`, () => {
    for (const fixture of provider.fixtures) {
      it(`accepts ${fixture}.json as it is`, () => {
        const page = parse(text(provider, fixture))
        assert.strictEqual(refusal(provider.list, page), undefined)
        const items = sessions(provider, fixture)
        assert.isAbove(items.length, 0)
        for (const item of items)
          assert.strictEqual(refusal(provider.session, item)?.message, undefined)
      })

      it(`decodes and encodes the sessions of ${fixture}.json without a change`, () => {
        const encode = Schema.encodeUnknownEither(provider.session)
        const decode = Schema.decodeUnknownEither(provider.session)
        for (const item of sessions(provider, fixture)) {
          const before = JSON.stringify(item)
          Schema.is(provider.session)(item)
          assert.strictEqual(JSON.stringify(item), before)
          // Decoding drops unknown keys and changes nothing else; encoding gives the same back.
          const decoded = Either.getOrThrow(decode(item, { onExcessProperty: "preserve" }))
          assert.deepStrictEqual(decoded, item)
          assert.deepStrictEqual(
            Either.getOrThrow(encode(decoded, { onExcessProperty: "preserve" })),
            item
          )
        }
      })
    }

    it("has a fixture with a value for every documented field", () => {
      const all = provider.fixtures.flatMap((fixture) => sessions(provider, fixture))
      assert.deepStrictEqual(unshown(provider.session.ast, all, provider.name), [])
    })
  })
}
