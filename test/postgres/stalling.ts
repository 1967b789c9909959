/** Between a client and Postgres: passes on what the client sends, until it is told to stop. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { mkdtempSync, rmSync } from "node:fs"
import type { Server, Socket } from "node:net"
import { connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

export interface Stalling {
  /** The folder with the socket: what `host` is for the driver. */
  readonly host: string
  /** How many pieces the client has sent. What does not fit into a socket's buffer is several pieces. */
  readonly pieces: () => number
  /** Stops before the piece with this number, as a process does that is stopped there. */
  readonly stopBefore: (piece: number) => void
  /** Whether a piece waits. */
  readonly isStalled: () => boolean
  /** Passes on all that waits. */
  readonly wake: () => void
}

const socketName = ".s.PGSQL.5432"

const listen = (server: Server, path: string) =>
  Effect.async<void>((resume) => {
    server.listen(path, () => resume(Effect.void))
  })

/** Stands before the server whose socket is in the folder `host`. */
export const stalling = (host: string): Effect.Effect<Stalling, never, Scope.Scope> =>
  Effect.gen(function* () {
    const folder = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "ec-stall-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
    )
    const sockets = new Set<Socket>()
    let pieces = 0
    let limit = Infinity
    let waiting: Array<() => void> = []
    const track = (socket: Socket, other: Socket) => {
      sockets.add(socket)
      // A connection that Postgres ended ends here too.
      socket.on("error", () => other.destroy())
      socket.on("close", () => other.destroy())
    }
    const server = createServer((client) => {
      const upstream = connect(join(host, socketName))
      track(client, upstream)
      track(upstream, client)
      upstream.pipe(client)
      client.on("data", (piece) => {
        if (pieces >= limit) waiting.push(() => upstream.write(piece))
        else upstream.write(piece)
        pieces += 1
      })
    })
    yield* listen(server, join(folder, socketName))
    yield* Effect.addFinalizer(() =>
      Effect.sync(() => {
        for (const socket of sockets) socket.destroy()
        server.close()
      })
    )
    return {
      host: folder,
      pieces: () => pieces,
      stopBefore: (piece) => {
        limit = piece
      },
      isStalled: () => waiting.length > 0,
      wake: () => {
        limit = Infinity
        const passed = waiting
        waiting = []
        for (const pass of passed) pass()
      }
    }
  })
