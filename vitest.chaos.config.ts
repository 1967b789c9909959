import { defineConfig } from "vitest/config"

/** Minutes of faults: run in CI after the tests, and by hand. */
export default defineConfig({
  test: { include: ["test/chaos/**/*.chaos.ts"], isolate: false, testTimeout: 120_000 }
})
