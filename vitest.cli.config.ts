import { defineConfig } from "vitest/config"

/** What takes longer than all the rest: the command line as processes, and the compiler over the documentation
 * and the types. */
export default defineConfig({
  test: {
    include: ["test/cli/**/*.test.ts", "test/docs.test.ts", "test/types/names.test.ts"],
    isolate: false,
    minWorkers: 2,
    maxWorkers: 2,
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000
  }
})
