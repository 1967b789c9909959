import { assert, describe, it } from "@effect/vitest"
import * as Predicate from "effect/Predicate"
import { providers, refusal, sessions } from "./support.js"

type Path = ReadonlyArray<string | number>

/** Every value inside, at any depth, with its path. */
const nodes = (value: unknown, path: Path = []): Array<readonly [Path, unknown]> => {
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => nodes(item, [...path, index]))
    : Predicate.isRecord(value)
      ? Object.entries(value).flatMap(([key, item]) => nodes(item, [...path, key]))
      : []
  return path.length === 0 ? inner : [[path, value], ...inner]
}

const replace = (value: unknown, [key, ...rest]: Path, by: unknown): unknown => {
  if (key === undefined) return by
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === key ? replace(item, rest, by) : item))
  }
  return Predicate.isRecord(value) ? { ...value, [key]: replace(value[key], rest, by) } : value
}

/** A value of another kind, and a value of another primitive type. */
const wrong = (value: unknown): ReadonlyArray<unknown> => {
  if (Array.isArray(value)) return ["[]", {}]
  switch (typeof value) {
    case "string":
      return [[], 7]
    case "number":
      return [[], String(value), ...(Number.isInteger(value) ? [0.5] : [])]
    case "boolean":
      return [[], String(value)]
    default:
      return [[], 7]
  }
}

/** Values that the provider does not document: any value is accepted. */
const open: { readonly [name: string]: RegExp } = {
  stripe:
    /^(customer|invoice|payment_intent|subscription)\.(email|total|amount|customer|items)\b|\.(rate\.percentage|product\.name)$|^line_items\.(object|url)$/,
  monime: /\bmetadata\..+$/,
  leanrails: /^metadata\./
}

/** Values with more than one documented primitive type. They refuse arrays and objects. */
const mixed: { readonly [name: string]: RegExp } = {
  stripe: /\.end_date$/,
  polar: /metadata\.\w+$|^custom_field_data\.|\.(ge|le|units|custom_multiplier)$/,
  flowglad: /^(createdAt|updatedAt|expires)$|^outputMetadata\./
}

const matches = (pattern: RegExp | undefined, path: string) => pattern?.test(path) === true

for (const provider of providers) {
  describe(`${provider.name}`, () => {
    it("refuses a wrong type in every documented field, and names the field", () => {
      let tried = 0
      const passed: Array<string> = []
      const misplaced: Array<string> = []
      for (const session of sessions(provider, "today")) {
        for (const [path, value] of nodes(session)) {
          const at = path.join(".")
          if (matches(open[provider.name], at)) continue
          for (const by of wrong(value)) {
            if (matches(mixed[provider.name], at) && !Array.isArray(by)) continue
            tried++
            const refused = refusal(provider.session, replace(session, path, by))
            if (refused === undefined) passed.push(`${at} = ${JSON.stringify(by)}`)
            else if (!refused.paths.includes(at)) misplaced.push(`${at}: ${refused.paths.join()}`)
          }
        }
      }
      assert.deepStrictEqual(passed, [])
      assert.deepStrictEqual(misplaced, [])
      assert.isAbove(tried, 50)
    })

    it("refuses a value that is not an object", () => {
      for (const value of [null, undefined, "session", 1, true, []]) {
        assert.isDefined(refusal(provider.session, value))
        assert.isDefined(refusal(provider.list, value))
      }
    })
  })
}
