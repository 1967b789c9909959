import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** Where a command writes. */
export interface Output {
  readonly isTerminal: boolean
  readonly columns: number
  readonly write: (text: string) => Effect.Effect<void>
}

/** The tag of standard output. */
export class Screen extends Context.Tag("effect-checkout/cli/Screen")<Screen, Output>() {}

export const layer: Layer.Layer<Screen> = Layer.sync(Screen, () => {
  const out = process.stdout
  // `effect-checkout list stripe | head` closes the pipe: the reader has enough, nothing failed.
  out.on("error", (error) => {
    if ("code" in error && error.code === "EPIPE") process.exit(0)
  })
  return {
    isTerminal: out.isTTY === true,
    get columns() {
      return out.columns > 0 ? out.columns : 80
    },
    write: (text) =>
      Effect.async<void>((resume) => {
        // Waiting for a full pipe keeps a long list from piling up in memory.
        if (out.write(text)) resume(Effect.void)
        else out.once("drain", () => resume(Effect.void))
      })
  }
})
