/** Runners that end, are killed, hang, or lose their database, in the middle of a first load. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { setTimeout as sleep } from "node:timers/promises"
import type { Server } from "../postgres/server.js"
import { start } from "../postgres/server.js"
import { seeded } from "../sync/store/kills.js"
import type { Fleet, Runner } from "./fleet.js"
import { fleet, until } from "./fleet.js"
import { sources } from "./plan.js"
import type { Truth } from "./truth.js"
import { open } from "./truth.js"

const random = seeded(20)
const data = { sessions: 3000, now: Math.floor(Date.now() / 1000) * 1000 }

let server: Server
let truth: Truth
let ships: Fleet

/** What was measured: milliseconds until others wrote a page of each source that was held. */
const table: Array<readonly [what: string, millis: ReadonlyArray<number>]> = []

const seconds = (millis: number) => (millis / 1000).toFixed(1).padStart(6)

beforeAll(async () => {
  server = start()
  const database = await Effect.runPromise(server.create)
  truth = await open(server.host, database, data)
  ships = await fleet({ host: server.host, database, ...data })
  for (const address of ["one", "two", "three"]) ships.launch("runner", address)
  await ships.move(2)
})

afterAll(async () => {
  await ships.stop()
  await truth.close()
  server.stop()
  const lines = table.map(
    ([what, millis]) =>
      `  ${what.padEnd(28)} ${String(millis.length).padStart(7)} ${seconds(Math.min(...millis))} ${seconds(Math.max(...millis))}`
  )
  console.log(
    ["", `  ${"seconds until others write".padEnd(28)} sources  first   last`, ...lines, ""].join(
      "\n"
    )
  )
})

/** Every session is there once, as often as the load was disturbed. */
const complete = async (what: string) => {
  await until(`all is loaded after ${what}`, truth.isLoaded, 90)
  assert.strictEqual(await truth.verify(), 0, `${what}: sessions that were written twice`)
}

/** All sources begin again, and one of the runners that read some is chosen. */
const inTheMiddle = async (): Promise<Runner> => {
  await truth.empty()
  await ships.move(3)
  await sleep(random(500))
  const readers = ships.runners().filter((runner) => ships.heldBy(runner).length > 0)
  const victim = readers[random(readers.length)]
  if (victim === undefined) throw new Error("nobody reads")
  return victim
}

/** Stops a runner at a moment when it has begun to write a page and not ended. */
const stopInTransaction = async (victim: Runner) => {
  const asleep = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
    AND state = 'idle in transaction' AND state_change < clock_timestamp() - interval '250 milliseconds'`
  await until("a runner is stopped while it writes", async () => {
    victim.child.kill("SIGSTOP")
    await sleep(500)
    if ((await truth.ask(asleep)).length > 0) return true
    victim.child.kill("SIGCONT")
    await sleep(random(100))
    return false
  })
}

/** Sends a signal to a runner, and measures until others write what it read. */
const strike = async (
  signal: NodeJS.Signals,
  victim: Runner,
  most: number,
  name: string = signal
) => {
  const held = ships.heldBy(victim)
  const at = Date.now()
  victim.child.kill(signal)
  const times = await ships.taken(held, victim, at, 40).catch(async (error: unknown) => {
    // What the others said, and where their leases stood, says why. One that hangs must not spoil the next.
    console.error(ships.logs(), await truth.ask("SELECT * FROM checkout_cluster_locks"))
    console.error(await truth.ask("SELECT *, now() FROM checkout_cluster_runners"))
    console.error(await truth.ask("SELECT source, epoch, phase, written_at FROM checkout_sync"))
    victim.child.kill("SIGCONT")
    throw error
  })
  table.push([name, times])
  assert.isAtMost(Math.max(...times), most, `${signal} of ${held.join(", ")}`)
}

describe("a runner", () => {
  for (const turn of [1, 2]) {
    it(`that is killed is replaced within 15 seconds (${turn})`, async () => {
      const victim = await inTheMiddle()
      await strike("SIGKILL", victim, 15_000)
      ships.launch("runner", victim.address)
      await complete("SIGKILL")
    })

    it(`that hangs is replaced within 15 seconds, and writes nothing when it wakes (${turn})`, async () => {
      const victim = await inTheMiddle()
      if (turn === 2) await stopInTransaction(victim)
      await strike("SIGSTOP", victim, 15_000, turn === 2 ? "SIGSTOP while it writes" : "SIGSTOP")
      victim.child.kill("SIGCONT")
      await complete("SIGSTOP")
      await until("the sleeper is a runner again", () => ships.runners().includes(victim))
    })

    it(`that is told to end hands over within 2 seconds (${turn})`, async () => {
      const victim = await inTheMiddle()
      await strike("SIGTERM", victim, 2000)
      assert.deepStrictEqual(await victim.exited, [0, null])
      ships.launch("runner", victim.address)
      await complete("SIGTERM")
    })
  }

  it("goes on by itself when Postgres was killed and came back", async () => {
    await inTheMiddle()
    const at = Date.now()
    server.restart()
    const back = Date.now()
    await ships.move(1)
    const firsts = [...sources.keys()].map(
      (source) => ships.written.find((one) => one.source === source && one.at > back)?.at ?? 0
    )
    table.push(["Postgres restarted", firsts.map((first) => first - at)])
    assert.lengthOf(ships.runners(), 3)
    await complete("a restart of Postgres")
  })

  it("is not taken for another with the same address, and reads only lanes that it has", async () => {
    await inTheMiddle()
    const twin = ships.launch("runner", "one", ["polar", "connected"])
    await complete("a runner with an address that another has")
    const foreign = ships.written.filter(
      ({ by, source }) => by === twin && !/^polar$|^stripe\//.test(source)
    )
    assert.deepStrictEqual(foreign, [])
    await until(
      "both are runners",
      async () => {
        const rows = await truth.ask(
          `SELECT address FROM checkout_cluster_runners WHERE address LIKE 'one:%' AND last_heartbeat > now() - interval '10 seconds'`
        )
        return rows.length === 2
      },
      30
    )
    twin.child.kill("SIGTERM")
    assert.deepStrictEqual(await twin.exited, [0, null])
  })

  it("takes its lanes back from a process that follows them without a lease", async () => {
    await inTheMiddle()
    const alone = ships.launch("alone", "alone")
    await until("the process alone writes", () => ships.heldBy(alone).length > 0)
    await until("the runners write again", () => ships.heldBy(alone).length === 0)
    await complete("a process without a lease")
    assert.match(alone.log.join(""), /another process reads this source now/)
  })
})
