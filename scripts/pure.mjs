// Marks what a module makes when it is loaded as free of side effects, so that a bundler can leave out
// what a program does not use: schemas, layers, error classes.
import ts from "typescript"

const mark = "/* @__PURE__ */ "

/** The module with a mark before each call that is made at the module's top. */
export const pure = (code) => {
  const file = ts.createSourceFile(
    "module.js",
    code,
    ts.ScriptTarget.ES2022,
    true,
    ts.ScriptKind.JS
  )
  const places = new Set()
  const visit = (node) => {
    // What stands in a function runs later, or never.
    if (ts.isFunctionLike(node) || ts.isBlock(node)) return
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) places.add(node.getStart(file))
    ts.forEachChild(node, visit)
  }
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) visit(statement)
    if (ts.isClassDeclaration(statement))
      for (const clause of statement.heritageClauses ?? []) visit(clause)
  }
  return [...places]
    .sort((a, b) => b - a)
    .reduce((text, place) => text.slice(0, place) + mark + text.slice(place), code)
}
