import { defineConfig } from "vitest/config"

/** Needs `redis-server` on the PATH; started and stopped by the tests themselves. */
export default defineConfig({
  test: { include: ["test/redis/**/*.redis.ts"], testTimeout: 60_000 }
})
