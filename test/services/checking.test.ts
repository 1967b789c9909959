import { assert, describe, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { buildSync } from "esbuild"
import { Context, Effect, Layer } from "effect"
import * as Checking from "../../src/schemas/Checking.js"
import * as Drivers from "../support/drivers.js"
import * as Http from "../support/http.js"
import * as Lists from "../support/lists.js"
import { all, drain, expectTag } from "../support/run.js"

const layers = {
  Generated: Checking.layerGenerated,
  Closures: Checking.layerClosures,
  Schema: Checking.layerSchema
}

const connect = (driver: Drivers.Driver, server: Http.Server, layer: Layer.Layer<never>) =>
  Effect.provide(driver.loose, Layer.merge(server.layer, layer))

describe("every mode accepts and refuses the same", () => {
  for (const driver of Drivers.drivers) {
    for (const [mode, layer] of Object.entries(layers)) {
      it.effect(`${driver.provider}, ${mode}`, () =>
        Effect.gen(function* () {
          const items = Array.from({ length: 7 }, (_, n) => driver.item(n))
          const good = yield* connect(driver, Lists.server(driver, items), layer)
          assert.deepEqual(yield* all(good.streamSessions({ limit: 3 })), items)

          const bad = items.with(4, driver.bad.item(4))
          const client = yield* connect(driver, Lists.server(driver, bad), layer)
          const { error, items: before } = yield* drain(client.streamSessions({ limit: 3 }))
          assert.deepEqual(before, items.slice(0, 4))
          const decode = expectTag(error, "CheckoutDecodeError")
          assert.strictEqual(decode.path.join("."), driver.bad.path)
        })
      )
    }
  }
})

describe("the default mode", () => {
  it("is generated code where the runtime lets code be made", () => {
    assert.strictEqual(Context.get(Context.empty(), Checking.Checking), "Generated")
  })

  it("is closures, without a word, where it does not", () => {
    const root = fileURLToPath(new URL("../../src/schemas/internal/guard", import.meta.url))
    const script = `
      import { canMakeCode } from "./runtime.ts"
      import { guardOf } from "./guard.ts"
      import * as Schema from "effect/Schema"
      const { ast } = Schema.Struct({ id: Schema.String })
      const takes = (mode) => [guardOf(ast, mode)({ id: "a" }), guardOf(ast, mode)({ id: 1 })]
      console.log(JSON.stringify([canMakeCode(), takes("Generated"), takes("Closures")]))
    `
    // One file without imports starts in a tenth of the time that a loader of TypeScript takes.
    const { outputFiles } = buildSync({
      stdin: { contents: script, resolveDir: root },
      bundle: true,
      format: "esm",
      platform: "node",
      write: false
    })
    const run = (...flags: ReadonlyArray<string>) =>
      execFileSync(process.execPath, [...flags, "--input-type=module", "-"], {
        encoding: "utf8",
        input: outputFiles[0]?.text ?? "",
        stdio: ["pipe", "pipe", "inherit"]
      }).trim()
    const both = "[true,false],[true,false]]"
    assert.strictEqual(run(), `[true,${both}`)
    assert.strictEqual(run("--disallow-code-generation-from-strings"), `[false,${both}`)
  })
})
