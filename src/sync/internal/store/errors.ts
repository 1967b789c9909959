import * as Data from "effect/Data"
import * as Predicate from "effect/Predicate"

/**
 * The database refused a statement or could not be reached. Nothing was written, with one exception: if the
 * connection broke during the commit, the transaction may have been written. `take` then reads the tables.
 *
 * The message says what to do. Neither the message nor `cause` has data of sessions or the database's
 * password.
 *
 * @since 0.2.0
 * @category Errors
 */
export class SyncStoreError extends Data.TaggedError("SyncStoreError")<{
  readonly operation: string
  readonly message: string
  readonly cause: unknown
}> {}

/**
 * Another process has taken the source since. Nothing was written: stop, or take the source again.
 *
 * @since 0.2.0
 * @category Errors
 */
export class Fenced extends Data.TaggedError("Fenced")<{
  readonly source: string
}> {
  override get message(): string {
    return `${this.source}: another process reads this source now; nothing was written`
  }
}

const sqliteCodes: Readonly<Record<number, string>> = {
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  18: "SQLITE_TOOBIG",
  19: "SQLITE_CONSTRAINT",
  26: "SQLITE_NOTADB"
}

const causeOf = (error: unknown): unknown =>
  Predicate.isTagged(error, "SqlError") && Predicate.hasProperty(error, "cause")
    ? error.cause
    : error

/** The driver's code: an SQLSTATE, a name such as `SQLITE_BUSY`, or a code of the system. */
export const codeOf = (error: unknown): string => {
  const cause = causeOf(error)
  // `node:sqlite` has one code for all errors, and the number beside it.
  if (Predicate.hasProperty(cause, "errcode") && Predicate.isNumber(cause.errcode)) {
    return sqliteCodes[cause.errcode & 0xff] ?? "SQLITE_ERROR"
  }
  return Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code) ? cause.code : ""
}

/**
 * Whether a value was refused: SQLSTATE's classes of data, of limits, and of rules, which a user may have
 * added to the tables.
 */
export const isRefusedValue = (error: unknown): boolean =>
  /^(?:22|23|54)[\dA-Z]{3}$|^SQLITE_(?:TOOBIG|MISMATCH|RANGE|CONSTRAINT)/.test(codeOf(error))

const again = "run it again"

const advices: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /^(?:ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|ENOENT)/,
    "the database cannot be reached; see that it runs and that its address is right"
  ],
  [/^(?:08|57P0|EPIPE)/, `the database closed the connection; ${again}`],
  [/^28/, "the database refuses the user or the password; check both"],
  [/^3D000/, "there is no such database; create it"],
  [/^42501/, "the user may not do this; grant CREATE on the schema, and all on its tables"],
  [/^(?:25006|SQLITE_READONLY|SQLITE_PERM)/, "the database is read-only; make it writable"],
  [/^(?:53100|SQLITE_FULL)/, `the disk is full; make room and ${again}`],
  [/^53300/, "the database has too many connections; close some, or allow more"],
  [/^55P03/, "another process holds these rows; see that only one reads this source"],
  [/^(?:25P03|25P04)/, `this process slept in a transaction, which was ended; ${again}`],
  [/^40/, `another transaction came between; ${again}`],
  [/^SQLITE_(?:BUSY|LOCKED)/, "another process holds the file; wait for it, or stop it"],
  [
    /^SQLITE_CANTOPEN/,
    "the file cannot be opened; see that its folder exists and may be written to"
  ],
  [/^SQLITE_NOTADB/, "the file is not a database of SQLite; give another name"],
  [/^SQLITE_CORRUPT/, "the file is damaged; restore a copy, or delete it and sync again"],
  [
    /^(?:42P01|42703|NO_TABLE)/,
    "its tables are not there, or have other columns; let `SyncStore.layerSql` make them"
  ]
]

/** Messages of these classes quote values, and so would tell of sessions. */
const quotes = /^(?:22|23|54)/

const textOf = (cause: unknown): string =>
  Predicate.hasProperty(cause, "message") && Predicate.isString(cause.message) ? cause.message : ""

/** The driver's code and message, without the fields in which drivers repeat values. */
const briefly = (error: unknown) => {
  const code = codeOf(error)
  const message = quotes.test(code) ? "" : textOf(causeOf(error))
  return { code: /^no such (?:table|column)/.test(message) ? "NO_TABLE" : code, message }
}

/** The error of an operation, for a program and for people. */
export const fromSql =
  (operation: string) =>
  (error: unknown): SyncStoreError => {
    const cause = briefly(error)
    const [, advice] = advices.find(([pattern]) => pattern.test(cause.code)) ?? []
    const lost = cause.code === "" && /connect|terminat/i.test(cause.message)
    const said = cause.code === "" ? "" : ` (${cause.code})`
    return new SyncStoreError({
      operation,
      message: `sync store, ${operation}: ${
        advice ??
        (lost
          ? "the connection to the database broke; see that the database runs, and run this again"
          : "the database refused the statement; `cause` has its message")
      }${said}`,
      cause
    })
  }
