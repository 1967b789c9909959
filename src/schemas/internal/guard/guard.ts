import type * as AST from "effect/SchemaAST"
import type { Mode } from "../../Checking.js"
import type { Guard } from "./closures.js"
import { closures } from "./closures.js"
import { code } from "./code.js"
import { fromAst } from "./plan.js"

/** Refuses everything, so that the schema decides. */
const never: Guard = () => false

const make = (ast: AST.AST, mode: Mode): Guard => {
  if (mode === "Schema") return never
  const plan = fromAst(ast)
  if (mode === "Closures") return closures(plan)
  try {
    return code(plan)
  } catch {
    // The runtime forbids code, though the program asked for it.
    return closures(plan)
  }
}

const made: Readonly<Record<Mode, WeakMap<AST.AST, Guard>>> = {
  Generated: new WeakMap(),
  Closures: new WeakMap(),
  Schema: new WeakMap()
}

/** The guard of a schema that transforms nothing, made at its first use and once for all clients. */
export const guardOf = (ast: AST.AST, mode: Mode): Guard => {
  const before = made[mode].get(ast)
  if (before !== undefined) return before
  const guard = make(ast, mode)
  made[mode].set(ast, guard)
  return guard
}
