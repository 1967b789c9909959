// Stands in for `vitest` while mutants are tested: it collects tests, and the runner calls them.
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"

const chai = createRequire(createRequire(import.meta.url).resolve("vitest/package.json")).resolve(
  "chai"
)
export const { assert } = await import(pathToFileURL(chai).href)

/** The tests of all files that were imported, each with its file and its full name. */
export const tests = []
const path = []
let current = ""

/** Names the file whose tests are collected from now on. */
export const collect = (file) => {
  current = file
}

const add = (name, options, body) => {
  const run = typeof options === "function" ? options : body
  const title = [...path, name].join(" > ")
  tests.push({ id: `${current}#${title}`, title, file: current, run })
}
const nothing = () => {}

export const it = Object.assign((...args) => add(...args), {
  skip: nothing,
  only: add,
  skipIf: (condition) => (condition ? nothing : add),
  runIf: (condition) => (condition ? add : nothing),
  scoped: add
})

const group = (name, body) => {
  path.push(name)
  body()
  path.pop()
}

export const describe = Object.assign((...args) => group(...args), {
  skip: nothing,
  skipIf: (condition) => (condition ? nothing : group),
  runIf: (condition) => (condition ? group : nothing)
})

export const expect = { addEqualityTesters: nothing }
export const beforeAll = nothing
export const afterAll = nothing
