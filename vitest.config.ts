import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Each file would otherwise import all of `effect` again: seven times slower, measured.
    isolate: false,
    setupFiles: ["test/setup.ts"],
    // Some start processes of their own, and machines can be busy.
    testTimeout: 30_000
  }
})
