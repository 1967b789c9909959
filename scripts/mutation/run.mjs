// `npm run test:mutation [room…]`: mutation tests of pagination, http and services, room by room.
// `reports/mutation-<room>.json` holds every mutant. Minutes for each room.
import { spawnSync } from "node:child_process"
import { readFileSync, renameSync } from "node:fs"
import { names } from "./rooms.mjs"

const asked = process.argv.slice(2)
const all = { killed: 0, survived: 0 }
const line = (name, { killed, survived }) =>
  console.log(
    `${name}: ${killed} of ${killed + survived} mutants killed, ${((100 * killed) / (killed + survived)).toFixed(1)} %`
  )

for (const room of asked.length > 0 ? asked : names) {
  const { error, status } = spawnSync("stryker", ["run", "--mutate", `src/${room}/**/*.ts`], {
    env: { ...process.env, ROOM: room },
    stdio: "inherit"
  })
  if (error !== undefined) throw error
  if (status !== 0) process.exit(status ?? 1)
  const report = `reports/mutation-${room}.json`
  renameSync("reports/mutation.json", report)
  const { files } = JSON.parse(readFileSync(report, "utf8"))
  const found = { killed: 0, survived: 0 }
  for (const { mutants } of Object.values(files)) {
    for (const { status } of mutants) {
      if (status === "Killed" || status === "Timeout") found.killed++
      if (status === "Survived" || status === "NoCoverage") found.survived++
    }
  }
  line(room, found)
  all.killed += found.killed
  all.survived += found.survived
}
line("all", all)
