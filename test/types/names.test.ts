/** What an editor shows for a field of a session: a name, and not the fields of an unnamed object. */
import { assert, describe, it } from "@effect/vitest"
import { fileURLToPath } from "node:url"
import ts from "typescript"

const src = fileURLToPath(new URL("../../src/", import.meta.url))
const file = `${src}editor.ts`

const declarations = [
  ...["Stripe", "Polar", "Flowglad", "Monime", "Leanrails"].flatMap((name) => [
    `import type * as ${name} from "./schemas/${name}.js"`,
    `declare const of${name}: ${name}.Session`
  ]),
  'import type * as Neutral from "./neutral/CheckoutSession.js"',
  "declare const ofNeutral: Neutral.CheckoutSession",
  "declare const ofBait: { readonly price: { readonly value: 1 } | null }"
].join("\n")

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true
}
const host = ts.createCompilerHost(options)
const { getSourceFile } = host
host.getSourceFile = (name, version) =>
  name === file ? ts.createSourceFile(name, declarations, version) : getSourceFile(name, version)
const program = ts.createProgram([file], options, host)
const checker = program.getTypeChecker()

const isReference = (type: ts.Type): type is ts.TypeReference => "target" in type

/** The members of a union, the items of a list, the value of an `Option`, or the type alone. */
const partsOf = (type: ts.Type): ReadonlyArray<ts.Type> =>
  type.isUnion() ? type.types : [type, ...(isReference(type) ? checker.getTypeArguments(type) : [])]

const isOurs = (type: ts.Type): boolean =>
  type.symbol?.declarations?.some((one) => one.getSourceFile().fileName.startsWith(src)) ?? false

/** What an editor shows for each field of a type, and of every type of this library that it leads to. */
const fieldsOf = (name: string): ReadonlyArray<string> => {
  const source = program.getSourceFile(file)
  const seen = new Set<ts.Type>()
  const visit = (type: ts.Type, path: string): ReadonlyArray<string> => {
    if (seen.has(type)) return []
    seen.add(type)
    // An error is a field of a session that is not as documented, and has methods.
    const fields = (isOurs(type) ? checker.getPropertiesOfType(type) : []).filter(
      ({ flags }) => (flags & ts.SymbolFlags.Method) === 0
    )
    return [
      ...partsOf(type).flatMap((part) => visit(part, path)),
      ...fields.flatMap((field) => {
        const shown = checker.getTypeOfSymbol(field)
        const at = `${path}.${field.name}`
        return [`${at}: ${checker.typeToString(shown, source)}`].concat(visit(shown, at))
      })
    ]
  }
  return (source?.statements ?? [])
    .flatMap((one) => (ts.isVariableStatement(one) ? one.declarationList.declarations : []))
    .filter((declaration) => declaration.name.getText() === name)
    .flatMap((declaration) => visit(checker.getTypeAtLocation(declaration), name))
}

describe("the types of a session's fields", () => {
  it.each(["Stripe", "Polar", "Flowglad", "Monime", "Leanrails", "Neutral"])(
    "%s: each has a name",
    (name) => {
      const fields = fieldsOf(`of${name}`)
      assert.isAbove(fields.length, 30)
      assert.deepStrictEqual(
        fields.filter((field) => field.includes("{")),
        []
      )
    }
  )

  it("an object without a name is found", () => {
    assert.deepStrictEqual(
      fieldsOf("ofBait").filter((field) => field.includes("{")),
      ["ofBait.price: { readonly value: 1; } | null"]
    )
  })
})
