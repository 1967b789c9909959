import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { codeOf, fromSql, SyncStoreError } from "../store/errors.js"

/** A value of a type that SQLite has. */
export type Value = string | number | bigint | Uint8Array | null

export type Row = Readonly<Record<string, unknown>>

/** A prepared statement: gives its rows, none if it has none. */
export type Statement = (values: ReadonlyArray<Value>) => ReadonlyArray<Row>

/** A database in a file, whose functions return when they are done. They throw what their driver throws. */
export interface Engine {
  readonly name: "bun:sqlite" | "node:sqlite" | "libsql"
  readonly prepare: (sql: string) => Statement
  readonly close: () => void
}

const unsupported = (name: string) => new TypeError(`no ${name}: this version is not supported`)

/** A part of a driver, not checked yet. */
const part = (object: unknown, name: string) => {
  const found: unknown = Predicate.isObject(object) ? Reflect.get(object, name) : undefined
  if (!Predicate.isFunction(found)) throw unsupported(name)
  return found
}

const method = (object: unknown, name: string) => {
  const found = part(object, name)
  return (...args: ReadonlyArray<unknown>): unknown => Reflect.apply(found, object, args)
}

const construct = (module: unknown, name: string, args: ReadonlyArray<unknown>): unknown =>
  Reflect.construct(part(module, name), args)

const rowsOf = (rows: unknown): ReadonlyArray<Row> =>
  Array.isArray(rows) ? rows.filter(Predicate.isRecord) : []

interface Driver {
  readonly name: Engine["name"]
  /** Whether this runtime may have this engine. */
  readonly isHere: () => boolean
  readonly open: (module: unknown, filename: string) => Engine
}

const isBun = (): boolean => "Bun" in globalThis

/** Engines whose statements take their values one by one. */
const plain =
  (name: Engine["name"], constructor: string) =>
  (module: unknown, filename: string): Engine => {
    const database = construct(module, constructor, [filename])
    return {
      name,
      prepare: (sql) => {
        const all = method(method(database, "prepare")(sql), "all")
        return (values) => rowsOf(all(...values))
      },
      close: method(database, "close")
    }
  }

const drivers: ReadonlyArray<Driver> = [
  { name: "bun:sqlite", isHere: isBun, open: plain("bun:sqlite", "Database") },
  {
    name: "node:sqlite",
    isHere: () => !isBun(),
    open: plain("node:sqlite", "DatabaseSync")
  },
  {
    name: "libsql",
    isHere: () => true,
    open: (module, filename) => {
      const database = construct(module, "default", [filename])
      return {
        name: "libsql",
        prepare: (sql) => {
          const statement = method(database, "prepare")(sql)
          const isReader =
            Predicate.isObject(statement) && Reflect.get(statement, "reader") === true
          const execute = method(statement, isReader ? "all" : "run")
          return (values) => rowsOf(execute(values))
        },
        close: method(database, "close")
      }
    }
  }
]

// The name is not written into `import`, so that a bundler of a program does not ask for all of them.
const load = (name: string): Effect.Effect<Option.Option<unknown>> =>
  Effect.promise(async () => {
    try {
      const module: unknown = await import(name)
      return Option.some(module)
    } catch {
      return Option.none()
    }
  })

const missing = new SyncStoreError({
  operation: "open",
  message:
    "sync store, open: this runtime has no SQLite; install it with `npm install libsql@0.5.29`, or use Node 22.13 or later",
  cause: undefined
})

/** Opens a file with the first engine that the runtime has. */
export const open = (
  filename: string,
  names: ReadonlyArray<Engine["name"]> = drivers.map(({ name }) => name)
): Effect.Effect<Engine, SyncStoreError> =>
  Effect.gen(function* () {
    for (const driver of drivers) {
      if (!names.includes(driver.name) || !driver.isHere()) continue
      const module = yield* load(driver.name)
      if (Option.isNone(module)) continue
      return yield* Effect.try({
        try: () => driver.open(module.value, filename),
        catch: (error) => opening(error)
      })
    }
    return yield* missing
  })

/** Drivers throw errors without a code for a file that they cannot open. */
const opening = (error: unknown): SyncStoreError =>
  fromSql("open")(codeOf(error).startsWith("SQLITE_") ? error : { code: "SQLITE_CANTOPEN" })
