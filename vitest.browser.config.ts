import { defineConfig } from "vitest/config"

/** Needs Debian's `chromium` on the PATH; started and stopped by the tests themselves. */
export default defineConfig({
  test: { include: ["test/browser/**/*.browser.ts"], testTimeout: 120_000, hookTimeout: 120_000 }
})
