import { defineConfig } from "vitest/config"

/** Starts the command line some two hundred times: half a second each, and real signals and pipes. */
export default defineConfig({
  test: {
    include: ["test/cli/**/*.test.ts"],
    isolate: false,
    minWorkers: 2,
    maxWorkers: 2,
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000
  }
})
