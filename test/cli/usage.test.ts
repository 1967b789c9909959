import { assert, describe, it } from "@effect/vitest"
import { program } from "./program.js"

const { run } = program()

const wrong: ReadonlyArray<readonly [command: string, line: string]> = [
  [
    "list stripe --limit 0",
    "--limit: expected a whole number above 0, got 0; see effect-checkout list --help"
  ],
  [
    "list stripe --limit x",
    "--limit: expected a whole number above 0, got x; see effect-checkout list --help"
  ],
  ["list stripe --limit", "--limit: expected a value; see effect-checkout list --help"],
  ["list stripe --status --json", "--status: expected a value; see effect-checkout list --help"],
  ["list stripe --limit 1 --limit=2", "--limit: given twice; see effect-checkout list --help"],
  [
    "list stripe --limt 3",
    "--limt: no such option, did you mean --limit?; see effect-checkout list --help"
  ],
  ["list --gremlins stripe", "--gremlins: no such option; see effect-checkout list --help"],
  ["list --json=maybe stripe", "--json: takes no value; see effect-checkout list --help"],
  [
    "list stripe --from a.b",
    "--from: expected the text that an unfinished list printed after --from, got a.b; see effect-checkout list --help"
  ],
  [
    "list stripe --base-url localhost",
    "--base-url: expected an address such as http://127.0.0.1:4571, got localhost; see effect-checkout list --help"
  ],
  [
    "list paypal",
    "expected a provider: stripe, polar, flowglad, monime or leanrails, got paypal; see effect-checkout list --help"
  ],
  ["demo stripe", "stripe: one argument too many; see effect-checkout demo --help"],
  [
    "list stripe paypal",
    "expected a provider: stripe, polar, flowglad, monime or leanrails, got paypal; see effect-checkout list --help"
  ],
  [
    "list --status paid",
    "--status: expected open, processing, complete, expired, failed, canceled, unknown, or several of them separated by commas, got paid; see effect-checkout list --help"
  ],
  [
    "list --since soon",
    "--since: expected a time such as 2026-06-01T12:00:00Z, or an age such as 90m, 24h, 7d or 4w, got soon; see effect-checkout list --help"
  ],
  [
    "lst stripe",
    "expected a command: demo, list, retrieve, export, summary, report, sync or sandbox, got lst; see effect-checkout --help"
  ],
  ["--gremlins", "--gremlins: no such option; see effect-checkout --help"],
  [
    "--log-level loud list stripe",
    "--log-level: expected all, trace, debug, info, warning, error, fatal or none, got loud; see effect-checkout list --help"
  ],
  [
    "demo --days -1",
    "--days: expected a number of 0 or more, got -1; see effect-checkout demo --help"
  ],
  [
    "sandbox --port 65536",
    "--port: expected a whole number from 0 to 65535, got 65536; see effect-checkout sandbox --help"
  ],
  [
    "sandbox --now soon",
    "--now: expected a date or a time, such as 2026-06-01T12:00:00Z, got soon; see effect-checkout sandbox --help"
  ],
  [
    "sandbox --faults foo@1",
    "--faults: no such fault: foo in foo@1; see effect-checkout sandbox --help"
  ],
  [
    "sandbox --faults paypal/500@1",
    "--faults: no such provider: paypal in paypal/500@1, expected stripe, polar, flowglad, monime or leanrails; see effect-checkout sandbox --help"
  ],
  [
    "sandbox --faults 500@0",
    "--faults: expected the number of a request after @, from 1, got 500@0; see effect-checkout sandbox --help"
  ],
  [
    "sandbox --faults 0.05,gremlins",
    "--faults: no such fault: gremlins; see effect-checkout sandbox --help"
  ],
  [
    "sandbox --faults 500",
    "--faults: 500: expected a rate as well (0.05,500), or a request (500@3); see effect-checkout sandbox --help"
  ]
]

describe("a wrong command line", () => {
  it(
    "is answered with one line that names the wrong word and the next step, and with exit code 2",
    { timeout: 120_000 },
    async () => {
      const rest = [...wrong]
      const worker = async () => {
        for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
          const [command, line] = next
          const { code, stderr, stdout } = await run(command.split(" "))
          assert.strictEqual(stderr, `${line}\n`, command)
          assert.strictEqual(stdout, "", command)
          assert.strictEqual(code, 2, command)
        }
      }
      await Promise.all([worker(), worker(), worker()])
    }
  )
})
