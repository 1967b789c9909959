import type * as PlatformError from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** A file that cannot be written, or must not be replaced. */
class NotReplaced extends Data.TaggedError("NotReplaced")<{ readonly message: string }> {}

const refused = (name: string, why: string) => new NotReplaced({ message: `--out ${name}: ${why}` })

const reasonOf = (error: PlatformError.PlatformError): string => {
  if (error._tag === "BadArgument") return error.message
  switch (error.reason) {
    case "NotFound":
      return "there is no such folder; create it or choose another file"
    case "PermissionDenied":
      return "this folder or file may not be written; choose another one"
    default:
      return `${error.description ?? error.reason}; choose another file`
  }
}

/** How many bytes of an older file are read to recognize it. */
const begin = 4096

/**
 * A file that is written whole or not at all. It is refused at once if it cannot be written, or if a file
 * with this name exists that is not `isOwn`.
 */
export const open = (
  name: string,
  { force, isOwn }: { readonly force: boolean; readonly isOwn: (begin: string) => boolean }
) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const named = <A, R>(effect: Effect.Effect<A, PlatformError.PlatformError, R>) =>
      Effect.mapError(effect, (error) => refused(name, reasonOf(error)))

    // A link stays a link: the file behind it is replaced.
    const target = yield* Effect.orElseSucceed(files.realPath(name), () => path.resolve(name))
    const older = yield* Effect.option(files.stat(target))
    if (Option.isSome(older)) {
      if (older.value.type !== "File") {
        return yield* refused(name, "this is not a file; choose another name")
      }
      const text = yield* named(
        files.open(target).pipe(
          Effect.flatMap((file) => file.readAlloc(begin)),
          Effect.map(
            Option.match({ onNone: () => "", onSome: (bytes) => new TextDecoder().decode(bytes) })
          ),
          Effect.scoped
        )
      )
      if (!force && text !== "" && !isOwn(text)) {
        return yield* refused(
          name,
          "this file is not a report; choose another name, or give --force to replace it"
        )
      }
    }
    const temp = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`)
    yield* Effect.acquireRelease(named(files.writeFileString(temp, "")), () =>
      Effect.ignore(files.remove(temp, { force: true }))
    )
    return {
      write: (text: string) =>
        named(Effect.zipRight(files.writeFileString(temp, text), files.rename(temp, target)))
    }
  })
