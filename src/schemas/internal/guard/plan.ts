import * as AST from "effect/SchemaAST"

/**
 * The checks of a schema, without its annotations. A plan is made from the schema's AST and
 * run as closures or as code.
 */
export type Plan =
  | { readonly _tag: "Anything" }
  | { readonly _tag: "TypeOf"; readonly type: "string" | "number" | "boolean" }
  | { readonly _tag: "Equals"; readonly value: AST.LiteralValue | undefined }
  | { readonly _tag: "Passes"; readonly from: Plan; readonly test: (value: unknown) => boolean }
  | { readonly _tag: "OneOf"; readonly members: ReadonlyArray<Plan> }
  | { readonly _tag: "Each"; readonly item: Plan }
  | {
      readonly _tag: "Fields"
      readonly fields: ReadonlyArray<Field>
      /** The check of every value of the object. */
      readonly values: Plan | undefined
    }
  /** A schema that contains itself. */
  | { readonly _tag: "Later"; readonly plan: () => Plan }
  /** A schema that no plan describes. The guard refuses its values, and the schema itself decides. */
  | { readonly _tag: "Unknown" }

export interface Field {
  readonly name: string
  readonly required: boolean
  readonly plan: Plan
  /** Whether the plan takes `undefined`, so that a key may be there without a value. */
  readonly takesUndefined: boolean
}

const unknown: Plan = { _tag: "Unknown" }

const takesUndefined = (plan: Plan): boolean =>
  plan._tag === "Anything" ||
  (plan._tag === "Equals" && plan.value === undefined) ||
  (plan._tag === "OneOf" && plan.members.some(takesUndefined))

/**
 * Cheap questions first: the order of a union's members and of an object's keys decides nothing. In a
 * union of objects, a literal says at once that a member is the wrong one.
 */
const price = ({ _tag }: Plan): number =>
  _tag === "Equals" ? 0 : _tag === "TypeOf" || _tag === "Anything" ? 1 : 2

const options: AST.ParseOptions = { exact: true }

const fieldsOf = (ast: AST.TypeLiteral, planOf: (ast: AST.AST) => Plan): Plan => {
  // Without a single key it is any value but `null` and `undefined`.
  if (ast.propertySignatures.length === 0 && ast.indexSignatures.length === 0) return unknown
  const [index, ...more] = ast.indexSignatures
  if (more.length > 0 || (index !== undefined && !AST.isStringKeyword(index.parameter))) {
    return unknown
  }
  const fields: Array<Field> = []
  for (const { isOptional, name, type } of ast.propertySignatures) {
    if (typeof name !== "string") return unknown
    const plan = planOf(type)
    fields.push({ name, required: !isOptional, plan, takesUndefined: takesUndefined(plan) })
  }
  fields.sort((a, b) => price(a.plan) - price(b.plan))
  return { _tag: "Fields", fields, values: index === undefined ? undefined : planOf(index.type) }
}

const planOf = (known: Map<AST.AST, Plan>): ((ast: AST.AST) => Plan) => {
  const make = (ast: AST.AST): Plan => {
    switch (ast._tag) {
      case "UnknownKeyword":
      case "AnyKeyword":
        return { _tag: "Anything" }
      case "StringKeyword":
        return { _tag: "TypeOf", type: "string" }
      case "NumberKeyword":
        return { _tag: "TypeOf", type: "number" }
      case "BooleanKeyword":
        return { _tag: "TypeOf", type: "boolean" }
      case "UndefinedKeyword":
        return { _tag: "Equals", value: undefined }
      case "Literal":
        return { _tag: "Equals", value: ast.literal }
      case "Refinement":
        return {
          _tag: "Passes",
          from: plan(ast.from),
          test: (value) => ast.filter(value, options, ast)._tag === "None"
        }
      case "Union": {
        const members = ast.types.map(plan)
        return { _tag: "OneOf", members: members.toSorted((a, b) => price(a) - price(b)) }
      }
      case "TupleType": {
        const [rest, ...more] = ast.rest
        return rest !== undefined && more.length === 0 && ast.elements.length === 0
          ? { _tag: "Each", item: plan(rest.type) }
          : unknown
      }
      case "TypeLiteral":
        return fieldsOf(ast, plan)
      case "Suspend":
        return { _tag: "Later", plan: () => plan(ast.f()) }
      default:
        return unknown
    }
  }
  const plan = (ast: AST.AST): Plan => {
    const before = known.get(ast)
    if (before !== undefined) return before
    const made = make(ast)
    known.set(ast, made)
    return made
  }
  return plan
}

/** The plan of a schema that transforms nothing. */
export const fromAst = (ast: AST.AST): Plan => planOf(new Map())(ast)
