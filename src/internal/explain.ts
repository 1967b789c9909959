import * as Arr from "effect/Array"
import type * as ParseResult from "effect/ParseResult"
import * as AST from "effect/SchemaAST"

/** Where a value departs from its schema, and what was expected there; never the value. */
export interface Explanation {
  readonly path: ReadonlyArray<string>
  readonly expected: string
}

const short = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

const many = <A>(items: A | Arr.NonEmptyReadonlyArray<A>): ReadonlyArray<A> => Arr.ensure(items)

// A key of a record (`metadata`) is data, and data may be personal; a struct's keys are ours.
const label = (key: PropertyKey, parent: AST.AST | undefined): string =>
  typeof key === "number" ||
  parent === undefined ||
  !AST.isTypeLiteral(parent) ||
  parent.propertySignatures.some(({ name }) => name === key)
    ? String(key)
    : "*"

const deepest = (all: ReadonlyArray<Explanation>): Explanation =>
  all.reduce((best, next) => (next.path.length > best.path.length ? next : best))

/**
 * The deepest departure. Of a union's members the one that fits furthest is the one that was meant.
 * `ParseResult`'s own formatters quote the value, and a value here may be personal.
 */
export const explain = (issue: ParseResult.ParseIssue, parent?: AST.AST): Explanation => {
  switch (issue._tag) {
    case "Pointer": {
      const inner = explain(issue.issue)
      return {
        ...inner,
        path: [...many(issue.path).map((key) => label(key, parent)), ...inner.path]
      }
    }
    case "Composite":
      return deepest(many(issue.issues).map((inner) => explain(inner, issue.ast)))
    case "Refinement":
      return issue.kind === "From" || issue.issue._tag !== "Type"
        ? explain(issue.issue, parent)
        : { path: [], expected: short(issue.issue.message ?? String(issue.ast)) }
    case "Transformation":
      return explain(issue.issue, parent)
    case "Missing":
      return { path: [], expected: "a value, and it is missing" }
    case "Unexpected":
      return { path: [], expected: "no such key" }
    case "Type":
    case "Forbidden":
      return {
        path: [],
        expected: short(
          (issue._tag === "Type" ? issue.message : undefined) ??
            String("ast" in issue ? issue.ast : "a synchronous schema")
        )
      }
  }
}
