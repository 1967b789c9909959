/** Many kills at random moments of many first loads: `CLUSTER_KILLS=200`. Left out without it. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { setTimeout as sleep } from "node:timers/promises"
import type { Server } from "../postgres/server.js"
import { start } from "../postgres/server.js"
import { seeded } from "../sync/store/kills.js"
import type { Fleet } from "./fleet.js"
import { fleet, until } from "./fleet.js"
import { sources } from "./plan.js"
import type { Truth } from "./truth.js"
import { open } from "./truth.js"

const kills = Number(process.env["CLUSTER_KILLS"] ?? 0)
const random = seeded(Number(process.env["CLUSTER_SEED"] ?? 1))
const data = { sessions: 5000, now: Math.floor(Date.now() / 1000) * 1000 }

/**
 * A source that nobody has written for so long is given time. If its successors are killed as well, a takeover
 * follows another; if it is still not written when nobody is killed, it is stuck.
 */
const patience = 25_000

let server: Server
let truth: Truth
let ships: Fleet

/** For how long nobody has written a source: now, and at most so far. */
const silence = () => {
  let now = 0
  let most = 0
  for (const source of sources.keys()) {
    const times = ships.written.filter((one) => one.source === source).map(({ at }) => at)
    now = Math.max(now, Date.now() - (times.at(-1) ?? 0))
    for (const [index, at] of [...times, Date.now()].entries()) {
      most = Math.max(most, at - (times[index - 1] ?? at))
    }
  }
  return { now, most }
}

describe.skipIf(kills === 0)("runners that are killed again and again", () => {
  beforeAll(async () => {
    server = start()
    const database = await Effect.runPromise(server.create)
    truth = await open(server.host, database, data)
    ships = await fleet({ host: server.host, database, ...data })
    for (const address of ["one", "two", "three"]) ships.launch("runner", address)
    await ships.move(1)
  })

  afterAll(async () => {
    await ships.stop()
    await truth.close()
    server.stop()
  })

  it(`lose nothing, write nothing twice, and never stop (${kills} kills)`, async () => {
    const done = { SIGKILL: 0, SIGSTOP: 0, SIGTERM: 0 }
    let loads = 0
    let again = 0
    while (done.SIGKILL < kills) {
      await sleep(1500 + random(9500))
      if (silence().now > patience) await ships.move(1)
      const runners = ships.runners()
      const victim = runners[random(runners.length)]
      assert.isDefined(victim)
      const dice = random(10)
      const signal = dice === 0 ? "SIGSTOP" : dice === 1 ? "SIGTERM" : "SIGKILL"
      done[signal] += 1
      victim.child.kill(signal)
      if (signal === "SIGSTOP") {
        await sleep(random(20_000))
        victim.child.kill("SIGCONT")
      } else {
        await victim.exited
        await sleep(random(1500))
        ships.launch("runner", victim.address)
      }
      if (await truth.isLoaded()) {
        again += await truth.verify()
        loads += 1
        await truth.empty()
      }
      if (done.SIGKILL % 10 === 0) {
        console.log(
          `${JSON.stringify(done)}: ${loads} loads of ${data.sessions * sources.size}, ${again} written twice, longest silence ${(silence().most / 1000).toFixed(1)} s`
        )
      }
    }
    await until("the last load ends", truth.isLoaded, 120)
    again += await truth.verify()
    console.log(
      `${JSON.stringify(done)}: ${loads + 1} loads of ${data.sessions * sources.size}, ${again} written twice, longest silence ${(silence().most / 1000).toFixed(1)} s`
    )
  }, 3_600_000)
})
