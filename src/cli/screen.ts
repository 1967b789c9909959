import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { fstatSync, writeSync } from "node:fs"

/** Where a command writes. */
export interface Output {
  readonly isTerminal: boolean
  /** Whether bold text and colours are wanted. */
  readonly isColoured: boolean
  readonly columns: number
  /** Writes to standard output, and dies with `NotWritten`: without it no command has a purpose. */
  readonly write: (text: string) => Effect.Effect<void>
  /** Writes a line to standard error. */
  readonly tell: (line: string) => Effect.Effect<void>
}

/** A text that is cut where the terminal ends. */
export const fit = (text: string, columns: number): string =>
  text.length > columns ? `${text.slice(0, Math.max(0, columns - 1))}…` : text

/** The tag of standard output. */
export class Screen extends Context.Tag("effect-checkout/cli/Screen")<Screen, Output>() {}

/** Standard output took no more. */
export class NotWritten extends Data.TaggedError("NotWritten")<{
  /** The reader has enough, as `head` has after ten lines: nothing failed. */
  readonly readerGone: boolean
  readonly reason: string
}> {
  override get message(): string {
    return `cannot write to standard output: ${this.reason}`
  }
}

const notWritten = (error: Error): NotWritten =>
  new NotWritten({
    readerGone: "code" in error && error.code === "EPIPE",
    reason: error.message
  })

/** https://no-color.org and https://force-color.org; as in Node, the second wins. */
const isColoured = (isTerminal: boolean, env: NodeJS.ProcessEnv): boolean => {
  const { FORCE_COLOR = "", NO_COLOR = "", TERM = "" } = env
  if (FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false"
  return NO_COLOR === "" && TERM !== "dumb" && isTerminal
}

/** Node's own stream for files drops the rest when a full disk takes only a part of a text. */
const writeWhole = (fd: number, text: string): Effect.Effect<void, NotWritten> =>
  Effect.try({
    try: () => {
      const bytes = Buffer.from(text)
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at)
    },
    catch: (error) => notWritten(error instanceof Error ? error : new Error("the write failed"))
  })

const writeTo = (out: NodeJS.WriteStream, text: string): Effect.Effect<void, NotWritten> =>
  Effect.async((resume) => {
    // Waiting until the text is taken keeps a long list from piling up in memory.
    out.write(text, (error) =>
      resume(error instanceof Error ? Effect.fail(notWritten(error)) : Effect.void)
    )
  })

const isFile = (fd: number): boolean => {
  const stat = fstatSync(fd)
  return stat.isFile() || stat.isCharacterDevice()
}

export const layer: Layer.Layer<Screen> = Layer.sync(Screen, () => {
  const { stderr: err, stdout: out } = process
  const isTerminal = out.isTTY === true
  const toFile = !isTerminal && isFile(out.fd)
  // Each write reports its own failure. A stream without a listener would end the process besides.
  out.on("error", () => {})
  err.on("error", () => {})
  // The first failure says why; writes after it would only say that the stream is closed.
  let broken: NotWritten | undefined
  return {
    isTerminal,
    isColoured: isColoured(isTerminal, process.env),
    get columns() {
      return out.columns > 0 ? out.columns : 80
    },
    write: (text) =>
      Effect.suspend(() => {
        if (broken !== undefined) return Effect.die(broken)
        return toFile ? writeWhole(out.fd, text) : writeTo(out, text)
      }).pipe(
        Effect.catchAll((error) => {
          broken ??= error
          return Effect.die(broken)
        })
      ),
    tell: (line) =>
      Effect.async((resume) => {
        // A terminal shows `^C` where the line begins.
        err.write(`${err.isTTY ? "\r\u001b[K" : ""}${line}\n`, () => resume(Effect.void))
      })
  }
})
