/**
 * Whether this runtime lets code be made. A browser is not asked: where a content policy forbids code,
 * it would report the attempt in the console.
 */
export const canMakeCode = (): boolean => {
  if ("document" in globalThis || "WorkerGlobalScope" in globalThis) return false
  try {
    return new Function("return true")() === true
  } catch {
    return false
  }
}
