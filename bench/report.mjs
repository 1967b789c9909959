// One file of results, in sections: each program replaces its own and leaves the others.
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { cpus, totalmem } from "node:os"
import { fileURLToPath } from "node:url"

const results = new URL("RESULTS.md", import.meta.url)
const packages = [
  "effect",
  "@effect/platform",
  "@effect/platform-node",
  "undici",
  "stripe",
  "zod",
  "@polar-sh/sdk",
  "@flowglad/node"
]

const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), "utf8"))
    .version

/** Where and with what the numbers of a section were measured. */
const circumstances = (command) => [
  `- Date: ${new Date().toISOString().slice(0, 10)}`,
  `- Command: \`${command}\``,
  `- Machine: ${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`,
  `- Node ${process.versions.node}; ${packages.map((name) => `${name} ${versionOf(name)}`).join(", ")}`
]

export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** A table whose first row is its head. Numbers stand to the right, so all but the first column. */
export const table = ([head, ...rows]) => {
  const line = (cells) => `| ${cells.join(" | ")} |`
  return [
    line(head),
    line(head.map((_, column) => (column === 0 ? "---" : "---:"))),
    ...rows.map(line)
  ].join("\n")
}

/** Writes a section, in place of the section that had its title. */
export const writeSection = (title, command, body) => {
  const text = existsSync(results) ? readFileSync(results, "utf8") : ""
  const others = text.split(/^(?=## )/m).filter((part) => part.startsWith("## "))
  const section = `## ${title}\n\n${circumstances(command).join("\n")}\n\n${body}\n\n`
  const kept = others.filter((part) => !part.startsWith(`## ${title}\n`))
  const sections = [...kept, section].sort()
  writeFileSync(results, `# Measurements\n\n${sections.join("").trimEnd()}\n`)
  console.log(`\n${body}\n\nwritten to ${fileURLToPath(results)}`)
}
