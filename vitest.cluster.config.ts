import { defineConfig } from "vitest/config"

/**
 * Several processes over one Postgres, which the tests start and stop. Its programs must be there.
 * `CLUSTER_KILLS` is how many processes are killed in the soak, which is left out without it.
 */
export default defineConfig({
  test: {
    include: ["test/cluster/**/*.cluster.ts"],
    setupFiles: ["test/setup.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000
  }
})
