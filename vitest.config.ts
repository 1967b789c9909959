import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The command line runs as processes, which takes longer than all the rest: `npm run test:cli`.
    // So does the compiler, which reads the documentation's code and the types of the sessions.
    exclude: ["test/cli/**", "test/docs.test.ts", "test/types/names.test.ts"],
    // Each file would otherwise import all of `effect` again: seven times slower, measured.
    isolate: false,
    // By default one core is left idle, which on two of them is half the machine.
    minWorkers: 2,
    maxWorkers: 2,
    setupFiles: ["test/setup.ts"],
    // Some start processes of their own, and machines can be busy.
    testTimeout: 30_000
  }
})
