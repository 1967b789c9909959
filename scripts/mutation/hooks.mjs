// `@effect/vitest` gets the collector in place of `vitest`.
const collector = new URL("./vitest.mjs", import.meta.url).href

export const resolve = (specifier, context, next) =>
  specifier === "vitest" ? { url: collector, shortCircuit: true } : next(specifier, context)
