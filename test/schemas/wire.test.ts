import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as FastCheck from "effect/FastCheck"
import * as JSONSchema from "effect/JSONSchema"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import * as Monime from "../../src/schemas/Monime.js"
import * as Wire from "../../src/schemas/Wire.js"
import { parse, providers, schemasOf } from "./support.js"

describe("openLiteral", () => {
  const status = Wire.openLiteral("open", "expired")

  it("accepts known and unknown words, and refuses other types", () => {
    for (const word of ["open", "expired", "paused", ""]) assert.isTrue(Schema.is(status)(word))
    for (const other of [1, null, undefined, true, [], {}]) assert.isFalse(Schema.is(status)(other))
  })

  it("has an opposite that accepts unknown words only", () => {
    const isUnknown = Schema.is(Wire.unknownValue("open", "expired"))
    assert.isFalse(isUnknown("open"))
    assert.isTrue(isUnknown("paused"))
  })
})

describe("integer", () => {
  it("accepts whole numbers of any size", () => {
    for (const json of ["0", "-1", "123", "1.0", "1e3", "9007199254740993", "1e21"]) {
      assert.isTrue(Schema.is(Wire.integer)(parse(json)))
    }
  })

  it("refuses fractions and other types", () => {
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, "1", null, 1n]) {
      assert.isFalse(Schema.is(Wire.integer)(value))
    }
  })
})

describe("nullish", () => {
  it("accepts a missing key, null and undefined, and keeps them apart", () => {
    const schema = Schema.Struct({ name: Wire.nullish(Schema.String) })
    for (const value of [{}, { name: null }, { name: undefined }, { name: "x" }]) {
      assert.deepStrictEqual(Schema.decodeUnknownSync(schema)(value), value)
    }
    assert.isFalse(Schema.is(schema)({ name: 1 }))
  })
})

describe("opaque", () => {
  class Money extends Wire.opaque<Money>("test/Money")(
    Schema.Struct({ currency: Schema.String, value: Wire.integer })
  ) {}

  it("checks plain objects and makes no instances", () => {
    const value = { currency: "SLE", value: 100 }
    assert.isTrue(Schema.is(Money)(value))
    assert.isFalse(Schema.is(Money)({ currency: "SLE" }))
    assert.deepStrictEqual(Schema.decodeUnknownSync(Money)(value), value)
    assert.strictEqual(
      Object.getPrototypeOf(Schema.decodeUnknownSync(Money)(value)),
      Object.prototype
    )
    assert.deepStrictEqual(Schema.encodeSync(Money)(value), value)
  })

  it("keeps the fields and the checks of its struct, and adds a name", () => {
    assert.deepStrictEqual(Object.keys(Money.fields), ["currency", "value"])
    assert.strictEqual(String(Money), "test/Money")
    assert.strictEqual(Money.ast._tag, "TypeLiteral")
    assert.isTrue(Schema.is(Schema.Array(Money))([{ currency: "SLE", value: 100 }]))
    assert.property(JSONSchema.make(Money), "$defs")
    assert.isTrue(FastCheck.sample(Arbitrary.make(Money), 20).every(Schema.is(Money)))
  })
})

describe("unknownAmong", () => {
  const Free = Schema.Struct({ type: Schema.Literal("free", "gift") })
  const Paid = Schema.Struct({ type: Wire.nullish(Schema.Literal("paid")) })
  const unknown = Wire.unknownAmong("type", Free, Paid)

  it("refuses the words of the members, also where the key may be missing", () => {
    for (const word of ["free", "gift", "paid"]) assert.isFalse(Schema.is(unknown)(word))
  })

  it("accepts every other string, and refuses other types", () => {
    for (const word of ["auction", "", "FREE"]) assert.isTrue(Schema.is(unknown)(word))
    for (const other of [null, undefined, 1, {}]) assert.isFalse(Schema.is(unknown)(other))
  })

  it("names the words that it refuses", () => {
    assert.include(String(unknown.ast), "a string other than free, gift, paid")
  })
})

describe("every exported schema", () => {
  for (const provider of providers) {
    it(`of ${provider.name} has an identifier of its own`, () => {
      const identifiers = schemasOf(provider).map(([name, schema]) => {
        const identifier = String(
          schema.ast.annotations[Symbol.for("effect/annotation/Identifier")]
        )
        assert.match(identifier, new RegExp(`^effect-checkout/${provider.name}/${name}$`, "i"))
        return identifier
      })
      assert.strictEqual(new Set(identifiers).size, identifiers.length)
    })
  }

  it("has only structs with a name inside, so that editors print names", () => {
    const anonymous: Array<string> = []
    const visit = (ast: AST.AST, path: string): void => {
      switch (ast._tag) {
        case "Refinement":
          return Option.isNone(AST.getIdentifierAnnotation(ast)) ? visit(ast.from, path) : undefined
        case "Union":
          return ast.types.forEach((type) => visit(type, path))
        case "TupleType":
          return ast.rest.forEach(({ type }) => visit(type, `${path}[]`))
        case "TypeLiteral":
          if (
            ast.propertySignatures.length > 0 &&
            Option.isNone(AST.getIdentifierAnnotation(ast))
          ) {
            anonymous.push(path)
          }
          ast.indexSignatures.forEach(({ type }) => visit(type, `${path}.*`))
          return ast.propertySignatures.forEach(({ name, type }) =>
            visit(type, `${path}.${String(name)}`)
          )
        default:
          return undefined
      }
    }
    for (const provider of providers) {
      for (const [name, schema] of schemasOf(provider))
        visit(schema.ast, `${provider.name}.${name}`)
    }
    assert.deepStrictEqual(anonymous, [])
    visit(Schema.Struct({ a: Schema.Struct({ b: Schema.String }) }).ast, "bait")
    assert.deepStrictEqual(anonymous, ["bait", "bait.a"])
  })

  it("has a JSON Schema", () => {
    for (const provider of providers) {
      assert.property(JSONSchema.make(provider.session), "$defs")
    }
  })
})

describe("metadata", () => {
  it("accepts any key, also the special keys of JavaScript", () => {
    const session = parse(
      '{"id":"cs_1","metadata":{"__proto__":"x","constructor":"y","toString":"z","":"e"}}'
    )
    assert.isTrue(Schema.is(Monime.Session)(session))
    assert.isTrue(Schema.is(Wire.map(Schema.String))(parse('{"__proto__":"x"}')))
    assert.isFalse(Schema.is(Wire.map(Schema.String))(parse('{"__proto__":1}')))
  })
})
