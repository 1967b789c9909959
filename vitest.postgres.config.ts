import { defineConfig } from "vitest/config"

/** Needs the programs of Postgres; the tests start a server of their own, and stop it. */
export default defineConfig({
  test: {
    include: ["test/postgres/**/*.postgres.ts"],
    setupFiles: ["test/setup.ts"],
    // Forty processes are started and killed, one after the other.
    testTimeout: 300_000,
    hookTimeout: 60_000
  }
})
