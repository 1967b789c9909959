import type * as PlatformError from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { CheckoutError, Cursor } from "../../index.js"
import { Run } from "./run.js"

const Count = Schema.NonNegativeInt

/** Where one provider's list stands. */
const Place = Schema.Struct({
  provider: CheckoutError.ProviderName,
  /** `failed`: the provider failed there, and the others were read on. */
  state: Schema.Literal("unread", "failed", "done"),
  cursor: Schema.NullOr(Cursor.Cursor),
  /** How many of its sessions were read. */
  read: Count,
  /** Lines that were read and not written, because the next page may have some that belong before. */
  held: Schema.Struct({
    millis: Schema.NullOr(Schema.Number),
    lines: Schema.Array(Schema.Tuple(Schema.String, Schema.String))
  })
})

export type Place = typeof Place.Type

/** How far an export has come. A later process needs nothing else to go on with it. */
export const Checkpoint = Schema.Struct({
  version: Schema.Literal(1),
  run: Run,
  /** The length of the file. Bytes after it belong to a page that was not finished. */
  bytes: Count,
  sessions: Count,
  pages: Count,
  /** Sessions without an id, which are left out. */
  unread: Count,
  /** Sessions that a bound left out because they have no time of creation. */
  undated: Count,
  places: Schema.Array(Place)
})

export type Checkpoint = typeof Checkpoint.Type

export const begin = (run: Run): Checkpoint => ({
  version: 1,
  run,
  bytes: 0,
  sessions: 0,
  pages: 0,
  unread: 0,
  undated: 0,
  places: run.providers.map((provider) => ({
    provider,
    state: "unread",
    cursor: null,
    read: 0,
    held: { millis: null, lines: [] }
  }))
})

export const isComplete = ({ places }: Checkpoint): boolean =>
  places.every(({ state }) => state === "done")

/** The checkpoint with another place of one provider. */
export const withPlace = (checkpoint: Checkpoint, place: Place): Checkpoint => ({
  ...checkpoint,
  places: checkpoint.places.map((other) => (other.provider === place.provider ? place : other))
})

/** The file beside the export. */
export const nameOf = (out: string): string => `${out}.checkpoint`

/** A file cannot be read or written. */
export class FileRefused extends Data.TaggedError("FileRefused")<{ readonly message: string }> {}

/** The system's message on one line, without the names of our own modules. */
export const refused =
  (what: string, then = "") =>
  (error: PlatformError.PlatformError): FileRefused =>
    new FileRefused({ message: `${what}: ${error.description ?? error.message}${then}` })

/** Reads a file; `None` if the file is missing. */
export const ifThere = <A, R>(
  effect: Effect.Effect<A, PlatformError.PlatformError, R>
): Effect.Effect<Option.Option<A>, PlatformError.PlatformError, R> =>
  Effect.catchIf(
    Effect.asSome(effect),
    (error) => error._tag === "SystemError" && error.reason === "NotFound",
    () => Effect.succeedNone
  )

const Json = Schema.parseJson(Checkpoint)
const decode = Schema.decodeUnknownOption(Json)
const encode = Schema.encode(Json)

/** The checkpoint of a file, if there is one. */
export const read = (
  out: string
): Effect.Effect<Option.Option<Checkpoint>, FileRefused, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const name = nameOf(out)
    const text = yield* Effect.mapError(
      ifThere(fs.readFileString(name)),
      refused(`cannot read ${name}`)
    )
    if (Option.isNone(text)) return Option.none()
    const checkpoint = decode(text.value)
    if (Option.isSome(checkpoint)) return checkpoint
    return yield* new FileRefused({
      message: `${name} is damaged, or of another version: begin again with --overwrite`
    })
  })

/** Writes a whole text, and waits until its bytes are on the disk. */
const writeWhole = (fs: FileSystem.FileSystem, name: string, text: string) =>
  Effect.scoped(
    Effect.gen(function* () {
      const file = yield* fs.open(name, { flag: "w" })
      yield* file.writeAll(new TextEncoder().encode(text))
      yield* file.sync
    })
  )

/**
 * Writes a checkpoint in place of the last one. If the process is killed or the machine stops meanwhile, one
 * of the two is there as a whole.
 */
export const write = (
  out: string,
  checkpoint: Checkpoint
): Effect.Effect<void, PlatformError.PlatformError, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const name = nameOf(out)
    const text = yield* Effect.orDie(encode(checkpoint))
    yield* writeWhole(fs, `${name}.tmp`, `${text}\n`)
    yield* fs.rename(`${name}.tmp`, name)
    // The new name is on the disk once its directory is. Not every system can do this.
    yield* Effect.scoped(
      Effect.flatMap(fs.open(path.dirname(path.resolve(name)), { flag: "r" }), ({ sync }) => sync)
    ).pipe(Effect.ignore)
  })
