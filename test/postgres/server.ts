/** A server of Postgres for the tests: its own data in a temporary folder, reached by a socket there. */
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import { execFileSync } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import type { Fresh } from "../sync/store/support.js"
import { client } from "./client.js"

/** Debian keeps these programs off the PATH. */
const folders = (): ReadonlyArray<string> => {
  const debian = "/usr/lib/postgresql"
  const versions = existsSync(debian) ? readdirSync(debian).sort().toReversed() : []
  return [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...versions.map((version) => join(debian, version, "bin"))
  ]
}

const program = (name: string): string => {
  const found = folders().find((folder) => existsSync(join(folder, name)))
  if (found === undefined) {
    throw new Error(`no ${name} on the PATH; install a server of Postgres, such as \`postgresql\``)
  }
  return join(found, name)
}

/** Postgres refuses to run as root. */
const owner = (): { readonly uid: number; readonly gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined
  for (const user of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) => Number(execFileSync("id", [flag, user], { stdio: "pipe" }))
      return { uid: id("-u"), gid: id("-g") }
    } catch {
      // This system does not have the user.
    }
  }
  throw new Error("no user that Postgres could run as")
}

export interface Server {
  /** The folder with the socket: what `host` is for the driver. */
  readonly host: string
  /** Makes a database, and gives its name. */
  readonly create: Effect.Effect<string>
  /** Stops at once, as after a crash, and starts again. */
  readonly restart: () => void
  readonly stop: () => void
}

/** Starts a server. It waits until it answers. */
export const start = (): Server => {
  const host = mkdtempSync(join(tmpdir(), "ec-pg-"))
  const user = owner()
  if (user !== undefined) chownSync(host, user.uid, user.gid)
  const data = join(host, "data")
  const run = (name: string, args: ReadonlyArray<string>) =>
    execFileSync(program(name), args, { ...user, cwd: host, stdio: ["ignore", "pipe", "inherit"] })
  run("initdb", ["-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"])
  const settings = `-c listen_addresses='' -c unix_socket_directories=${host} -c fsync=off -c max_connections=60`
  const control = (...args: ReadonlyArray<string>) =>
    run("pg_ctl", ["-D", data, "-w", "-l", join(host, "log"), "-o", settings, ...args])
  control("start")
  let databases = 0
  let isStopped = false
  const stop = () => {
    if (isStopped) return
    isStopped = true
    process.off("exit", stop)
    control("-m", "immediate", "stop")
    rmSync(host, { recursive: true, force: true })
  }
  // A run that ends early leaves no server behind.
  process.on("exit", stop)
  return {
    host,
    create: Effect.suspend(() => {
      const name = `test_${++databases}`
      return Effect.as(
        Effect.provide(
          Effect.flatMap(PgClient.PgClient, (sql) => sql`CREATE DATABASE ${sql(name)}`),
          client(host, "postgres")
        ),
        name
      )
    }).pipe(Effect.orDie),
    restart: () => control("-m", "immediate", "restart"),
    stop
  }
}

/** A new database of the server for each test. */
export const fresh = (server: () => Server): Fresh =>
  Effect.suspend(() => Effect.map(server().create, (name) => client(server().host, name)))
