import * as Arr from "effect/Array"
import * as Option from "effect/Option"
import type * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as AST from "effect/SchemaAST"

/** Where a value breaks its schema, and what the schema expects there. Never the value itself. */
export interface Explanation {
  readonly path: ReadonlyArray<string>
  readonly expected: string
}

const short = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

const many = <A>(items: A | Arr.NonEmptyReadonlyArray<A>): ReadonlyArray<A> => Arr.ensure(items)

// A record's key (`metadata`) is data and may be personal. A struct's key is part of the schema.
const label = (key: PropertyKey, parent: AST.AST | undefined): string =>
  typeof key === "number" ||
  parent === undefined ||
  !AST.isTypeLiteral(parent) ||
  parent.propertySignatures.some(({ name }) => name === key)
    ? String(key)
    : "*"

// The message shows a misspelt parameter. A key that cannot be a parameter's name may be data.
const misspelt = (key: PropertyKey): string =>
  /^[\w.[\]-]{1,100}$/.test(String(key)) ? String(key) : "*"

const deepest = (all: ReadonlyArray<Explanation>): Explanation =>
  all.reduce((best, next) => (next.path.length > best.path.length ? next : best))

// The path says which object or array: its schema's name or structure says nothing more.
const nameOf = (ast: AST.AST): string =>
  AST.isTypeLiteral(ast) ? "an object" : AST.isTupleType(ast) ? "an array" : String(ast)

const leaf = (ast: AST.AST, message: string | undefined): Explanation => ({
  path: [],
  expected: short((message ?? nameOf(ast)).replace(/^expected /, ""))
})

// A message that overrides all others was written for this value, a description for any.
const told = (issue: ParseResult.Composite): Option.Option<Explanation> =>
  AST.getMessageAnnotation(issue.ast).pipe(
    Option.map((message) => message(issue)),
    Option.flatMap((said) =>
      Predicate.hasProperty(said, "override") && said.override && Predicate.isString(said.message)
        ? Option.some(said.message)
        : Option.none()
    ),
    Option.orElse(() => AST.getDescriptionAnnotation(issue.ast)),
    // A description says more than the structure of its schema.
    Option.map((text) => leaf(issue.ast, text))
  )

/**
 * Explains the deepest failure. In a union, the member that fails deepest fits the value best.
 * `ParseResult`'s own formatters quote the value, and a value here may be personal.
 */
export const explain = (issue: ParseResult.ParseIssue, parent?: AST.AST): Explanation => {
  switch (issue._tag) {
    case "Pointer": {
      const inner = explain(issue.issue)
      // Only parameters are refused for unknown keys.
      const unexpected = issue.issue._tag === "Unexpected"
      const path = many(issue.path).map((key) => (unexpected ? misspelt(key) : label(key, parent)))
      return { ...inner, path: [...path, ...inner.path] }
    }
    case "Composite":
      return Option.getOrElse(told(issue), () =>
        deepest(many(issue.issues).map((inner) => explain(inner, issue.ast)))
      )
    case "Refinement":
      return issue.issue._tag === "Type" && issue.kind === "Predicate"
        ? leaf(issue.ast, issue.issue.message)
        : explain(issue.issue, parent)
    case "Transformation":
      return explain(issue.issue, parent)
    case "Missing":
      return { path: [], expected: "a value, and it is missing" }
    case "Unexpected":
      return { path: [], expected: "no parameter of this name" }
    case "Type":
      return leaf(issue.ast, issue.message)
    case "Forbidden":
      return { path: [], expected: "a schema without effects" }
  }
}
