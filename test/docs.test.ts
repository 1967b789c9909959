import { assert, describe, it } from "@effect/vitest"
import { readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { Predicate, Schema } from "effect"
import { codeBlocks } from "../scripts/code-blocks.mjs"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`)
]

const { exports } = Schema.decodeUnknownSync(
  Schema.parseJson(
    Schema.Struct({ exports: Schema.Record({ key: Schema.String, value: Schema.Unknown }) })
  )
)(ts.sys.readFile(join(root, "package.json")))

/** Each public module, and where its source is. */
const paths = Object.fromEntries(
  Object.entries(exports).flatMap(([name, target]) =>
    Predicate.hasProperty(target, "types")
      ? [
          [
            name.replace(/^\./, "effect-checkout"),
            [join(root, String(target.types).replace("./dist", "src").replace(".d.ts", ".ts"))]
          ]
        ]
      : []
  )
)

const compile = (files: ReadonlyMap<string, string>): ReadonlyArray<string> => {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    moduleDetection: ts.ModuleDetectionKind.Force,
    paths
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, getSourceFile, readFile } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.readFile = (name) => files.get(name) ?? readFile(name)
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(name)
    return text === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return [...files.keys()].flatMap((name) => {
    const source = program.getSourceFile(name)
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source)
    ].map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`)
  })
}

describe("documentation", () => {
  it("every code block compiles, and a block with a mistake does not", { timeout: 60_000 }, () => {
    const blocks = pages.flatMap((page) => codeBlocks(join(root, page)))
    assert.isAbove(blocks.length, 15)
    const bait = join(root, "docs/bait.ts")
    const files = new Map(blocks.map(({ code, name }) => [join(root, "docs", name), code]))
    const complaints = compile(
      new Map([
        ...files,
        [
          bait,
          `import { StripeClient } from "effect-checkout"\nStripeClient.layer({ baseURL: "" })`
        ]
      ])
    )
    assert.deepStrictEqual(
      complaints.filter((complaint) => !complaint.startsWith(bait)),
      []
    )
    assert.isAtLeast(complaints.length, 1)
  })

  it("every link between the pages has a target", () => {
    for (const page of pages) {
      const text = ts.sys.readFile(join(root, page)) ?? ""
      for (const [, target = ""] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        if (/^https?:/.test(target)) continue
        assert.isTrue(ts.sys.fileExists(join(root, dirname(page), target)), `${page} → ${target}`)
      }
    }
  })
})
