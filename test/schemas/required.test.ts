import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import { promised } from "./promised.js"
import { type Provider, providers, refusal, parse, sessions, text } from "./support.js"

const compiled = new WeakMap<AST.AST, (value: unknown) => boolean>()

/** Whether a value is of a type, whose check is compiled once. */
const fits = (ast: AST.AST) => {
  const check = compiled.get(ast) ?? Schema.is(Schema.make(ast))
  compiled.set(ast, check)
  return check
}

const nameOf = (ast: AST.AST): string =>
  Option.getOrElse(AST.getIdentifierAnnotation(ast), () => "?").replace(/^.*\//, "")

/** All models that a schema is built from, by name. */
const modelsOf = (
  ast: AST.AST,
  name: string,
  models = new Map<string, AST.TypeLiteral>()
): Map<string, AST.TypeLiteral> => {
  switch (ast._tag) {
    case "Refinement":
      modelsOf(ast.from, name, models)
      break
    case "Suspend":
      modelsOf(ast.f(), name, models)
      break
    case "TupleType":
      for (const { type } of ast.rest) modelsOf(type, nameOf(type), models)
      break
    case "Union":
      for (const type of ast.types) modelsOf(type, nameOf(type), models)
      break
    case "TypeLiteral":
      if (models.has(name)) break
      if (ast.propertySignatures.length > 0) models.set(name, ast)
      for (const { type } of ast.indexSignatures) modelsOf(type, nameOf(type), models)
      for (const { type } of ast.propertySignatures) modelsOf(type, nameOf(type), models)
      break
    default:
  }
  return models
}

const allModels = ({ list, session }: Provider) =>
  modelsOf(list.ast, nameOf(list.ast), modelsOf(session.ast, nameOf(session.ast)))

const promisedBy = ({ name }: Provider): ReadonlyArray<string> =>
  (promised[name] ?? []).flatMap(({ fields, model }) => fields.map((field) => `${model}.${field}`))

/** A field of an object inside a session, and functions that change it there. */
interface Place {
  readonly field: string
  readonly without: () => unknown
  readonly withNull: () => unknown
}

/** All documented fields that a value has, at any depth. `put` puts an object into its session. */
const placesOf = (
  ast: AST.AST,
  value: unknown,
  put: (value: unknown) => unknown
): ReadonlyArray<Place> => {
  switch (ast._tag) {
    case "Refinement":
      return placesOf(ast.from, value, put)
    case "Suspend":
      return placesOf(ast.f(), value, put)
    case "TupleType":
      return Array.isArray(value)
        ? value.flatMap((item, index) =>
            ast.rest.flatMap(({ type }) =>
              placesOf(type, item, (item) => put(value.with(index, item)))
            )
          )
        : []
    case "Union": {
      const member = ast.types.find((type) => fits(type)(value))
      return member === undefined ? [] : placesOf(member, value, put)
    }
    case "TypeLiteral": {
      if (!Predicate.isRecord(value)) return []
      return Object.entries(value).flatMap(([key, inner]) => {
        const property = ast.propertySignatures.find(({ name }) => name === key)
        const type = property?.type ?? ast.indexSignatures[0]?.type
        const deeper =
          type === undefined
            ? []
            : placesOf(type, inner, (inner) => put({ ...value, [key]: inner }))
        if (property === undefined) return deeper
        const { [key]: _, ...rest } = value
        const place: Place = {
          field: `${nameOf(ast)}.${key}`,
          without: () => put(rest),
          withNull: () => put({ ...value, [key]: null })
        }
        return [place].concat(deeper)
      })
    }
    default:
      return []
  }
}

/** Without its discriminant, such an object is one of another kind, whose discriminant may be missing. */
const elsewhere = /^(LegacyRecurringProductPrice\w+\.legacy|LineItemUnknown\.type)$/

/** Monime's example counts its items, so without them it contradicts itself. */
const counted = "monime.result"

for (const provider of providers) {
  describe(`${provider.name}`, () => {
    it("requires exactly the fields that every version of its documents promises", () => {
      const required = [...allModels(provider)].flatMap(([model, ast]) =>
        ast.propertySignatures.flatMap(({ isOptional, name }) =>
          isOptional ? [] : [`${model}.${String(name)}`]
        )
      )
      assert.deepStrictEqual(required.toSorted(), promisedBy(provider).toSorted())
    })

    it("accepts null wherever a field may be missing", () => {
      const refused = [...allModels(provider)].flatMap(([model, ast]) =>
        ast.propertySignatures.flatMap(({ isOptional, name, type }) =>
          !isOptional || fits(type)(null) ? [] : [`${model}.${String(name)}`]
        )
      )
      assert.deepStrictEqual(refused, [])
    })

    it("refuses a session for an absent or null field only if the field is promised", () => {
      const known = new Set(promisedBy(provider))
      const seen = new Set<string>()
      const wrong = new Set<string>()
      for (const fixture of provider.fixtures) {
        for (const session of sessions(provider, fixture)) {
          for (const { field, withNull, without } of placesOf(
            provider.session.ast,
            session,
            (session) => session
          )) {
            seen.add(field)
            if (elsewhere.test(field)) continue
            if ((refusal(provider.session, without()) !== undefined) !== known.has(field))
              wrong.add(`${field} is absent`)
            if ((refusal(provider.session, withNull()) !== undefined) !== known.has(field))
              wrong.add(`${field} is null`)
          }
        }
      }
      assert.deepStrictEqual([...wrong], [])
      const inPages = new Set(["SessionList", "Pagination"])
      for (const field of known) {
        if (!inPages.has(field.replace(/\..*/, ""))) assert.isTrue(seen.has(field), field)
      }
      assert.isAbove(seen.size, 20)
    })

    it("refuses a page for an absent or null key only if the key is promised", () => {
      const known = new Set(promisedBy(provider))
      const page = parse(text(provider, "today"))
      const places = placesOf(provider.list.ast, page, (page) => page)
      assert.isAbove(places.length, 2)
      for (const { field, withNull, without } of places) {
        if (`${provider.name}.${field.replace(/^.*\./, "")}` === counted) continue
        assert.strictEqual(refusal(provider.list, without()) !== undefined, known.has(field), field)
        assert.strictEqual(
          refusal(provider.list, withNull()) !== undefined,
          known.has(field),
          field
        )
      }
    })
  })
}
