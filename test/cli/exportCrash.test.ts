import { assert, describe, it } from "@effect/vitest"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Checkpoint from "../../src/cli/export/checkpoint.js"
import * as Read from "../../src/cli/export/read.js"
import type * as Run from "../../src/cli/export/run.js"
import * as Target from "../../src/cli/export/target.js"
import { Screen } from "../../src/cli/screen.js"
import { CheckoutSession, CheckoutSessions, Sandbox } from "../../src/index.js"

/** A file system that stops for ever at one of its writes, of which it does a half. */
const stoppingAt = (fs: FileSystem.FileSystem, last: number): FileSystem.FileSystem => {
  let done = 0
  const stop = Effect.die("stopped")
  const step = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.suspend(() => (++done > last ? stop : effect))
  const stopping = (file: FileSystem.File): FileSystem.File => ({
    [FileSystem.FileTypeId]: FileSystem.FileTypeId,
    fd: file.fd,
    stat: file.stat,
    seek: (offset, from) => file.seek(offset, from),
    read: (buffer) => file.read(buffer),
    readAlloc: (size) => file.readAlloc(size),
    write: (buffer) => file.write(buffer),
    sync: step(file.sync),
    truncate: (length) => step(file.truncate(length)),
    writeAll: (buffer) =>
      Effect.suspend(() =>
        ++done > last
          ? Effect.zipRight(file.writeAll(buffer.subarray(0, buffer.length / 2)), stop)
          : file.writeAll(buffer)
      )
  })
  return {
    ...fs,
    open: (name, options) => Effect.map(step(fs.open(name, options)), stopping),
    rename: (from, to) => step(fs.rename(from, to))
  }
}

// Two of Polar's have the same moment on both sides of a page's end.
const sessions = Array.from({ length: 5 }, (_, at) => [
  CheckoutSession.fromNative({
    provider: "stripe",
    native: Sandbox.session("stripe", { id: `cs_${at}`, created: 1_780_000_000 - at })
  }),
  CheckoutSession.fromNative({
    provider: "polar",
    native: Sandbox.session("polar", {
      id: `id_${at}`,
      created_at: `2026-06-01T00:00:0${5 - Math.ceil(at / 2)}Z`
    })
  })
]).flat()

const runOf = (format: Run.Format): Run.Run => ({
  format,
  providers: ["stripe", "polar", "monime"],
  status: null,
  since: null,
  until: null,
  source: { _tag: "Live", baseUrl: null }
})

const exporting = (out: string, format: Run.Format) =>
  Effect.gen(function* () {
    const before = yield* Target.earlier(out, { overwrite: false, resume: true })
    const start = Option.getOrElse(before, () => Checkpoint.begin(runOf(format)))
    const target = yield* Target.open(out, start)
    yield* Read.all(target, { failed: [], unread: 0 })
    assert.isTrue(Checkpoint.isComplete(target.at()))
    return target.at()
  }).pipe(Effect.scoped)

const layer = Layer.mergeAll(
  NodeFileSystem.layer,
  NodePath.layer,
  CheckoutSessions.layerTest(sessions, { pageSize: 2 }),
  Layer.succeed(Screen, {
    isTerminal: false,
    isColoured: false,
    columns: 80,
    write: () => Effect.void,
    tell: () => Effect.void
  })
)

describe("an export that stops at any of its writes", () => {
  for (const format of ["ndjson", "csv"] as const) {
    it.scoped(`goes on to the same file, as ${format}`, () =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        const directory = yield* fs.makeTempDirectoryScoped()
        const whole = `${directory}/whole`
        const { sessions: count } = yield* exporting(whole, format)
        assert.strictEqual(count, sessions.length)
        const expected = yield* fs.readFileString(whole)
        let last = 0
        for (;;) {
          const out = `${directory}/out${last}`
          const first = yield* Effect.exit(
            Effect.provideService(
              exporting(out, format),
              FileSystem.FileSystem,
              stoppingAt(fs, last)
            )
          )
          const end = yield* exporting(out, format)
          assert.strictEqual(yield* fs.readFileString(out), expected, `after ${last} writes`)
          assert.strictEqual(end.sessions, sessions.length)
          assert.strictEqual(end.bytes, new TextEncoder().encode(expected).length)
          if (Exit.isSuccess(first)) break
          last++
        }
        assert.isAbove(last, 50)
      }).pipe(Effect.provide(layer))
    )
  }
})
