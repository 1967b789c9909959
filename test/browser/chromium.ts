/** A headless Chromium, driven over a pipe by its own debugging protocol. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Duplex, Readable, Writable } from "node:stream"

interface Message {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

/** One tab. */
export interface Tab {
  readonly send: (method: string, params?: object) => Promise<Readonly<Record<string, unknown>>>
  /** What a function returns in the page, as JSON. */
  readonly evaluate: <A, Given extends ReadonlyArray<string>>(
    run: (...given: Given) => A | Promise<A>,
    ...given: Given
  ) => Promise<A>
  /** The events of the page until now. */
  readonly events: ReadonlyArray<Message>
  readonly open: (url: string) => Promise<void>
}

export interface Browser {
  readonly tab: () => Promise<Tab>
  readonly close: () => Promise<void>
}

/** Ends the browser and its helpers, which would still write into the profile. */
const ended = async (child: ChildProcess) => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, "exit")
  process.kill(-child.pid, "SIGKILL")
  await exit
}

export const launch = async (): Promise<Browser> => {
  const profile = mkdtempSync(join(tmpdir(), "effect-checkout-chromium-"))
  const child = spawn(
    "chromium",
    [
      "--headless=new",
      // Containers have no user to give the sandbox to; the only page is our own.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--hide-scrollbars",
      // A tab that is not in front may wait for a frame for ever.
      "--disable-backgrounding-occluded-windows",
      "--disable-renderer-backgrounding",
      "--remote-debugging-pipe",
      `--user-data-dir=${profile}`,
      "about:blank"
    ],
    { detached: true, stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] }
  )
  await Promise.race([
    once(child, "spawn"),
    once(child, "error").then(() => {
      throw new Error("no chromium on the PATH: apt-get install chromium")
    })
  ])
  const [, , , toBrowser, fromBrowser] = child.stdio
  if (!(toBrowser instanceof Writable || toBrowser instanceof Duplex)) throw new Error("no pipe")
  if (!(fromBrowser instanceof Readable)) throw new Error("no pipe")

  const waiting = new Map<number, (message: Message) => void>()
  const tabs = new Map<string, Array<Message>>()
  const watchers = new Set<(message: Message) => void>()
  let text = ""
  fromBrowser.setEncoding("utf8").on("data", (chunk) => {
    const parts = (text + String(chunk)).split("\0")
    text = parts.pop() ?? ""
    for (const part of parts) {
      const message: Message = JSON.parse(part)
      if (message.id !== undefined) waiting.get(message.id)?.(message)
      else if (message.sessionId !== undefined) tabs.get(message.sessionId)?.push(message)
      for (const watch of watchers) watch(message)
    }
  })

  let last = 0
  const send = async (method: string, params: object = {}, sessionId?: string) => {
    const id = ++last
    const answer = new Promise<Message>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${method}: no answer`)), 30_000)
      waiting.set(id, (message) => {
        clearTimeout(late)
        resolve(message)
      })
    })
    toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    const { error, result = {} } = await answer
    waiting.delete(id)
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result
  }

  return {
    tab: async () => {
      const { targetId } = await send("Target.createTarget", { url: "about:blank" })
      const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true })
      const session = String(sessionId)
      const events: Array<Message> = []
      tabs.set(session, events)
      const own: Tab["send"] = (method, params) => send(method, params, session)
      for (const domain of ["Page", "Runtime", "Log", "Network"]) await own(`${domain}.enable`)
      return {
        send: own,
        events,
        evaluate: async (run, ...given) => {
          const expression = `Promise.resolve((${String(run)})(...${JSON.stringify(given)})).then(JSON.stringify)`
          const all = { expression, returnByValue: true, awaitPromise: true }
          const { exceptionDetails, result } = await own("Runtime.evaluate", all)
          if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
          const value =
            typeof result === "object" && result !== null && "value" in result ? result.value : ""
          return JSON.parse(String(value))
        },
        open: async (url) => {
          const loaded = new Promise<void>((resolve) => {
            const watch = ({ method, sessionId }: Message) => {
              if (sessionId !== session || method !== "Page.loadEventFired") return
              watchers.delete(watch)
              resolve()
            }
            watchers.add(watch)
          })
          const { errorText } = await own("Page.navigate", { url })
          if (errorText !== undefined) throw new Error(`${url}: ${String(errorText)}`)
          await loaded
        }
      }
    },
    close: async () => {
      await ended(child)
      rmSync(profile, { recursive: true, force: true, maxRetries: 20 })
    }
  }
}
