// The table of what each provider can say, filter and order by, from the adapters of a build. It
// stands in docs/sessions.md; with --check it only tells whether it does.
import { readFileSync, writeFileSync } from "node:fs"
import {
  FlowgladClient,
  LeanrailsClient,
  MonimeClient,
  PolarClient,
  StripeClient
} from "../dist/index.js"

const file = new URL("../docs/sessions.md", import.meta.url)
const all = [StripeClient, PolarClient, FlowgladClient, MonimeClient, LeanrailsClient].map(
  ({ adapter }) => adapter.capabilities
)
const fields = [...new Set(all.flatMap(({ fields }) => fields))]
const yes = (value) => (value ? "yes" : "")

const rows = [
  ["status is filtered", ({ filtersByStatus }) => (filtersByStatus ? "there" : "here")],
  [
    "time of creation is filtered",
    ({ filtersByCreation }) => (filtersByCreation ? "there" : "here")
  ],
  [
    "order",
    ({ order }) =>
      ({ newest: "newest first", oldest: "oldest first", unknown: "not documented" })[order]
  ],
  ["`status`", ({ statuses }) => statuses.join(", ")],
  ["`expired` is said", ({ expiry }) => ({ told: "yes", late: "late", never: "never" })[expiry]],
  ["`total` is", ({ total }) => ({ exact: "sent", derived: "computed", never: "" })[total]],
  ["a page counts the list", ({ count }) => yes(count)],
  ["largest page", ({ pageMaximum }) => String(pageMaximum)],
  [
    "sessions are kept",
    ({ retention }) =>
      retention._tag === "Some" ? `${retention.value.value.millis / 86_400_000} days` : ""
  ],
  ...fields.map((field) => [`\`${field}\``, (one) => yes(one.fields.includes(field))])
]

const table = [
  "| | Stripe | Polar | Flowglad | Monime | Leanrails |",
  "| --- | --- | --- | --- | --- | --- |",
  ...rows.map(([name, cell]) => `| ${name} | ${all.map(cell).join(" | ")} |`)
].join("\n")

const [open, close] = ["<!-- capabilities -->\n", "\n<!-- /capabilities -->"]
const text = readFileSync(file, "utf8")
const start = text.indexOf(open) + open.length
const wanted = text.slice(0, start) + table + text.slice(text.indexOf(close))
if (process.argv.includes("--check")) {
  if (text !== wanted) {
    console.error(
      "docs/sessions.md: the table of capabilities is not that of the adapters; run `node scripts/capabilities.mjs`"
    )
    process.exitCode = 1
  }
} else writeFileSync(file, wanted)
