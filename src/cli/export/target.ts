import * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Checkpoint from "./checkpoint.js"

/** The services that write the files of an export. */
export type Files = FileSystem.FileSystem | Path.Path

/** A file that grows by whole pages. */
export interface Target {
  /** How far the export has come. */
  readonly at: () => Checkpoint.Checkpoint
  /** Appends a text and moves the checkpoint behind it: both happen, or neither does. */
  readonly append: (
    text: string,
    next: Checkpoint.Checkpoint
  ) => Effect.Effect<void, Checkpoint.FileRefused>
}

/** The length of a file that can be exported to; 0 if it is missing. */
const sizeOf = (fs: FileSystem.FileSystem, out: string) =>
  Effect.gen(function* () {
    const found = yield* Effect.mapError(
      Checkpoint.ifThere(fs.stat(out)),
      Checkpoint.refused(`cannot read ${out}`)
    )
    if (Option.isNone(found)) return 0
    if (found.value.type === "File") return Number(found.value.size)
    return yield* new Checkpoint.FileRefused({
      message: `${out} is not a file: give another --out`
    })
  })

/** The checkpoint of an earlier export; `None` if this export begins anew. */
export const earlier = (
  out: string,
  { overwrite, resume }: { readonly overwrite: boolean; readonly resume: boolean }
): Effect.Effect<
  Option.Option<Checkpoint.Checkpoint>,
  Checkpoint.FileRefused,
  FileSystem.FileSystem
> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const length = yield* sizeOf(fs, out)
    const refuse = (message: string) => new Checkpoint.FileRefused({ message })
    if (overwrite) return Option.none()
    if (!resume) {
      if (length === 0) return Option.none()
      return yield* refuse(
        `${out} exists: go on with --resume, replace it with --overwrite, or give another --out`
      )
    }
    const checkpoint = yield* Checkpoint.read(out)
    if (Option.isNone(checkpoint)) {
      if (length === 0) return Option.none()
      return yield* refuse(
        `${out} has no checkpoint (${Checkpoint.nameOf(out)}), so --resume cannot go on: replace it with --overwrite, or give another --out`
      )
    }
    if (length < checkpoint.value.bytes) {
      return yield* refuse(
        `${out} has ${length} of the ${checkpoint.value.bytes} bytes that were written to it: restore the file, or begin again with --overwrite`
      )
    }
    return checkpoint
  })

/** Opens the file where a checkpoint ends, and cuts off a page that an earlier process did not finish. */
export const open = (
  out: string,
  start: Checkpoint.Checkpoint
): Effect.Effect<Target, Checkpoint.FileRefused, Files | Scope.Scope> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const context = yield* Effect.context<Files>()
    const later = "; remove the cause and run this again with --resume"
    const save = (checkpoint: Checkpoint.Checkpoint, then: string) =>
      Effect.provide(Checkpoint.write(out, checkpoint), context).pipe(
        Effect.mapError(Checkpoint.refused(`cannot write ${Checkpoint.nameOf(out)}`, then))
      )
    // The checkpoint is written before the file. So a file without one belongs to another program.
    yield* save(start, "")
    const file = yield* fs
      .open(out, { flag: start.bytes === 0 ? "w" : "r+" })
      .pipe(Effect.mapError(Checkpoint.refused(`cannot write ${out}`)))
    const cannot = Checkpoint.refused(`cannot write ${out}`, later)
    let current = start
    yield* file.truncate(start.bytes).pipe(Effect.mapError(cannot))
    yield* file.seek(start.bytes, "start")
    return {
      at: () => current,
      append: (text, next) =>
        Effect.gen(function* () {
          const bytes = new TextEncoder().encode(text)
          if (bytes.length > 0) {
            const { size } = yield* Effect.mapError(file.stat, cannot)
            if (Number(size) !== current.bytes) {
              return yield* new Checkpoint.FileRefused({
                message: `${out} was changed by another program while it was written: begin again with --overwrite`
              })
            }
            yield* Effect.mapError(Effect.zipRight(file.writeAll(bytes), file.sync), cannot)
          }
          const after = { ...next, bytes: current.bytes + bytes.length }
          yield* save(after, later)
          current = after
        })
    }
  })
