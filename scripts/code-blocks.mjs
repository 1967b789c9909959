import { readFileSync } from "node:fs"

/** The TypeScript blocks of a Markdown file, each with a file name that says where it stands. */
export const codeBlocks = (path) => {
  const text = readFileSync(path, "utf8")
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ 1: code, index }) => {
    const line = text.slice(0, index).split("\n").length + 1
    const name = path.split("/").at(-1).replace(/\.md$/, "").toLowerCase()
    return { name: `${name}-line-${line}.ts`, code }
  })
}
