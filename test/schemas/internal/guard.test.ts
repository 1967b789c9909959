import { inspect } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Sandbox from "../../../src/sandbox/Sandbox.js"
import type { Guard } from "../../../src/schemas/internal/guard/closures.js"
import { checker } from "../../../src/schemas/internal/checker.js"
import { closures } from "../../../src/schemas/internal/guard/closures.js"
import { code } from "../../../src/schemas/internal/guard/code.js"
import { fromAst } from "../../../src/schemas/internal/guard/plan.js"
import { parse, providers, schemasOf } from "../support.js"

type AnySchema = Schema.Schema.AnyNoContext

/** The same guard made in both ways. */
const guardsOf = (schema: AnySchema): Readonly<Record<"closures" | "code", Guard>> => {
  const plan = fromAst(schema.ast)
  return { closures: closures(plan), code: code(plan) }
}

/** Whether a schema takes a value. It throws at an object without text in a discriminant's place. */
const accepts = (schema: AnySchema, value: unknown): boolean => {
  try {
    return Schema.is(schema)(value)
  } catch {
    return false
  }
}

/** A guard may refuse what a schema takes, and the schema is asked then. It may never take more. */
const neverTakesMore = (schema: AnySchema, value: unknown, guards = guardsOf(schema)) => {
  const takes = accepts(schema, value)
  for (const [name, guard] of Object.entries(guards)) {
    if (guard(value) && !takes) assert.fail(`${name} takes ${inspect(value, { depth: 9 })}`)
  }
  return takes
}

class Odd {
  readonly id = "cs_1"
}

/** What stands in a place where a schema expects something else. */
const hostile: ReadonlyArray<unknown> = [
  undefined,
  null,
  "",
  "x".repeat(6000),
  0,
  -0,
  -1,
  0.5,
  2 ** 60,
  Number.NaN,
  Infinity,
  true,
  1n,
  Symbol.iterator,
  [],
  [null],
  {},
  { length: 1, 0: "a" },
  parse('{"__proto__":{"id":"cs_1"},"constructor":1}'),
  Object.create({ id: "cs_1", object: "checkout.session", type: "custom" }),
  Object.create(null),
  parse('{"toString":1}'),
  new Date(0),
  new Map(),
  new Odd(),
  () => "function",
  new String("text"),
  Array.from({ length: 3 })
]

/** The value with one place at any depth taken out or put to something else. */
const mutated = (value: unknown, pick: (length: number) => number, by: unknown): unknown => {
  const keys = Array.isArray(value) || Predicate.isRecord(value) ? Object.keys(value) : []
  const key = keys[pick(keys.length + 1)]
  if (key === undefined) return by
  if (Array.isArray(value)) {
    return value.map((item, at) => (String(at) === key ? mutated(item, pick, by) : item))
  }
  if (!Predicate.isRecord(value)) return by
  const { [key]: held, ...rest } = value
  return pick(6) === 0 ? rest : { ...rest, [key]: mutated(held, pick, by) }
}

const sandbox: Readonly<Record<string, ReadonlyArray<unknown>>> = {
  stripe: Sandbox.sessions("stripe", { sessions: 200 }),
  polar: Sandbox.sessions("polar", { sessions: 200 }),
  flowglad: Sandbox.sessions("flowglad", { sessions: 200 }),
  monime: Sandbox.sessions("monime", { sessions: 200 }),
  leanrails: Sandbox.sessions("leanrails", { sessions: 200 })
}

describe("a guard takes only values that its schema takes", () => {
  for (const provider of providers) {
    it(`${provider.name}: every schema, parameters included`, () => {
      let taken = 0
      let refused = 0
      for (const [, schema] of schemasOf(provider)) {
        const guards = guardsOf(schema)
        for (const value of hostile) neverTakesMore(schema, value, guards)
        fc.assert(
          fc.property(
            Arbitrary.make(schema),
            fc.constantFrom(...hostile),
            fc.infiniteStream(fc.nat(9999)),
            (value, by, numbers) => {
              assert.isTrue(neverTakesMore(schema, value, guards))
              const pick = (length: number) => numbers.next().value % length
              if (neverTakesMore(schema, mutated(value, pick, by), guards)) taken++
              else refused++
            }
          ),
          { numRuns: 15 }
        )
      }
      assert.isAbove(taken, 20)
      assert.isAbove(refused, 20)
    })

    it(`${provider.name}: takes each session of the sandbox by itself`, () => {
      const guards = guardsOf(provider.session)
      for (const session of sandbox[provider.name] ?? []) {
        assert.isTrue(guards.closures(session) && guards.code(session))
        assert.isFalse(
          neverTakesMore(
            provider.session,
            mutated(session, () => 0, 7),
            guards
          )
        )
      }
    })
  }
})

describe("a value that no plan describes is left to the schema", () => {
  for (const [name, schema, value] of [
    ["a transformation", Schema.NumberFromString, 7],
    ["a declaration", Schema.DateFromSelf, new Date(0)],
    ["a tuple", Schema.Tuple(Schema.String, Schema.Number), ["a", 1]],
    ["a template", Schema.TemplateLiteral("a", Schema.Number), "a1"],
    ["a key that is a symbol", Schema.Struct({ [Symbol.for("k")]: Schema.String }), { id: 1 }],
    ["no key at all", Schema.Struct({}), 7],
    ["an enum", Schema.Enums({ A: "a" }), "a"]
  ] as const) {
    it(`${name}`, () => {
      const guards = guardsOf(schema)
      assert.isFalse(guards.closures(value))
      assert.isFalse(guards.code(value))
    })
  }
})

describe("the names and texts of a schema are no code", () => {
  const texts = [
    "]; throw new Error('code'); //",
    "`${(() => { throw 1 })()}`",
    'a"b\\',
    "\u2028\u2029\n\r",
    "*/ throw 1 /*",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "x y",
    "1",
    "",
    "ünïcode",
    "v.x;throw 1"
  ]

  it("names of keys", () => {
    for (const text of texts) {
      const schema = Schema.Struct({ [text]: Schema.Number, id: Schema.optional(Schema.String) })
      const entry: unknown = parse(`{${JSON.stringify(text)}:7}`)
      const guards = guardsOf(schema)
      assert.isTrue(neverTakesMore(schema, entry, guards), text)
      assert.isFalse(guards.code({}))
      assert.isFalse(guards.closures({}))
      assert.isTrue(guards.closures(entry), text)
      // Only this name reads something else than a key where it stands in code or in brackets.
      assert.isTrue(guards.code(entry), text)
    }
  })

  it("literals", () => {
    const schema = Schema.Literal(...texts, Number.NaN, -0, 7n, true, null)
    const guards = guardsOf(schema)
    for (const value of [...texts, -0, 0, 7n, true, null]) {
      assert.isTrue(guards.code(value) && guards.closures(value), String(value))
    }
    for (const value of ["", "a", Number.NaN, 7, false, undefined].slice(1)) {
      assert.isFalse(guards.code(value) || guards.closures(value), String(value))
    }
  })

  it("values of a map", () => {
    const schema = Schema.Record({ key: Schema.String, value: Schema.Finite })
    const guards = guardsOf(schema)
    for (const text of texts) {
      const held = parse(`{${JSON.stringify(text)}:7}`)
      assert.isTrue(guards.code(held) && guards.closures(held), text)
      const wrong = parse(`{${JSON.stringify(text)}:"7"}`)
      assert.isFalse(guards.code(wrong) || guards.closures(wrong), text)
    }
  })
})

interface Tree {
  readonly children: ReadonlyArray<Tree>
}

it("a schema that contains itself is checked to its depth", () => {
  const Tree: Schema.Schema<Tree> = Schema.Struct({
    children: Schema.Array(Schema.suspend(() => Tree))
  })
  const guards = guardsOf(Tree)
  const deep = (leaf: unknown) => ({ children: [{ children: [{ children: leaf }] }] })
  assert.isTrue(guards.code(deep([])) && guards.closures(deep([])))
  assert.isFalse(guards.code(deep([7])) || guards.closures(deep([7])))
})

it("an object in the place of a discriminant is refused, whatever its keys are", () => {
  const kinds = Schema.Union(
    Schema.Struct({ type: Schema.Literal("a") }),
    Schema.Struct({ type: Schema.Literal("b") })
  )
  for (const mode of ["Generated", "Closures", "Schema"] as const) {
    for (const value of ['{"type":{"toString":1}}', '{"type":{"toString":1,"valueOf":2}}']) {
      assert.isTrue(Either.isLeft(checker(kinds, mode)(parse(value))))
    }
  }
})
