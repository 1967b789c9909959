import { defineConfig } from "vitest/config"

/** Minutes of faults: run in CI after the tests, and by hand. */
export default defineConfig({
  test: {
    include: ["test/chaos/**/*.chaos.ts"],
    isolate: false,
    setupFiles: ["test/setup.ts"],
    testTimeout: 120_000
  }
})
