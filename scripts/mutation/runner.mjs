// A test runner for Stryker. Vitest would import every module again for each mutant, which takes
// some seconds; here a process imports them once, and a mutant costs only the tests that reach it.
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core"
import { commonTokens, declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin"
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult
} from "@stryker-mutator/api/test-runner"
import { register } from "node:module"
import { pathToFileURL } from "node:url"
import { resolve } from "node:path"
import { collect, tests } from "./vitest.mjs"
import { isFor, testsOf } from "./rooms.mjs"

/** A test that takes longer than this hangs. */
const longest = 20_000

class Runner {
  static inject = [commonTokens.options]

  constructor(options) {
    this.bail = !options.disableBail
    this.state = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {}
    // How many mutants each test has killed, and how long it takes: the best ones go first.
    this.kills = new Map()
    this.times = new Map()
  }

  capabilities() {
    return { reloadEnvironment: false }
  }

  async init() {
    register("tsx/esm", import.meta.url, { data: {} })
    register("./hooks.mjs", import.meta.url)
    const { FastCheck } = await import("effect")
    // The same cases for every mutant, and for a moment only.
    FastCheck.configureGlobal({ seed: 1, interruptAfterTimeLimit: 100 })
    for (const file of testsOf(process.env.ROOM)) {
      collect(file)
      await import(pathToFileURL(resolve(file)).href)
    }
    this.tests = tests.filter(({ title }) => isFor(process.env.ROOM, title))
  }

  async runTest({ file, id, run, title }, state) {
    const began = performance.now()
    const controller = new AbortController()
    const finished = []
    state.currentTestId = id
    let timer
    let failure
    try {
      await Promise.race([
        (async () => run({ onTestFinished: (f) => finished.push(f), signal: controller.signal }))(),
        new Promise((_, reject) => {
          timer = setTimeout(() => reject(new Error(`no end after ${longest} ms`)), longest)
        })
      ])
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      // On a busy machine a property may not come to its first case: that says nothing.
      if (!message.startsWith("Property interrupted after 0 tests")) failure = message
    } finally {
      clearTimeout(timer)
      controller.abort()
      await Promise.allSettled(finished.map((f) => f()))
      state.currentTestId = undefined
    }
    const timeSpentMs = performance.now() - began
    this.times.set(id, timeSpentMs)
    const result = { id, name: title, fileName: resolve(file), timeSpentMs }
    return failure === undefined
      ? { ...result, status: TestStatus.Success }
      : { ...result, status: TestStatus.Failed, failureMessage: failure }
  }

  async run(chosen) {
    const results = []
    for (const test of chosen) {
      const result = await this.runTest(test, this.state)
      results.push(result)
      if (result.status !== TestStatus.Failed) continue
      this.kills.set(test.id, (this.kills.get(test.id) ?? 0) + 1)
      if (this.bail) break
    }
    return { status: DryRunStatus.Complete, tests: results }
  }

  async dryRun() {
    this.state.activeMutant = undefined
    const result = await this.run(this.tests)
    return { ...result, mutantCoverage: this.state.mutantCoverage }
  }

  async mutantRun({ activeMutant, hitLimit, testFilter }) {
    const wanted = testFilter === undefined ? undefined : new Set(testFilter)
    this.state.activeMutant = activeMutant.id
    this.state.hitCount = hitLimit === undefined ? undefined : 0
    this.state.hitLimit = hitLimit
    const kills = ({ id }) => this.kills.get(id) ?? 0
    const time = ({ id }) => this.times.get(id) ?? 50
    const result = await this.run(
      this.tests
        .filter(({ id }) => wanted === undefined || wanted.has(id))
        .sort((a, b) => kills(b) - kills(a) || time(a) - time(b))
    )
    const { hitCount } = this.state
    this.state.activeMutant = undefined
    return toMutantRunResult(determineHitLimitReached(hitCount, hitLimit) ?? result)
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "collected", Runner)]
