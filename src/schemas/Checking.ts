/**
 * How answers are checked. All modes accept and refuse the same answers. They differ in speed, and in the
 * rights that they need of the runtime.
 *
 * @since 0.2.0
 */
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import { canMakeCode } from "./internal/guard/runtime.js"

/**
 * - `Generated`: each schema becomes code once, as a parser generator would make it.
 * - `Closures`: each schema becomes functions that call each other. It takes three to ten times as
 *   long and needs no right to make code.
 * - `Schema`: `effect`'s own decoder checks everything, some fifty times as slow as generated code.
 *
 * @since 0.2.0
 * @category Models
 */
export type Mode = "Generated" | "Closures" | "Schema"

/**
 * The mode in force, read once when a client is made. By default it is `Generated` where the runtime
 * lets code be made, and `Closures` in browsers, on edge runtimes and wherever code may not be made.
 *
 * @since 0.2.0
 * @category References
 */
export class Checking extends Context.Reference<Checking>()("effect-checkout/Checking", {
  defaultValue: (): Mode => (canMakeCode() ? "Generated" : "Closures")
}) {}

/**
 * Checks with generated code. Where the runtime forbids code, it checks with closures.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerGenerated: Layer.Layer<Checking> = Layer.succeed(Checking, "Generated")

/**
 * Checks with closures, for programs that want no code to be made.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerClosures: Layer.Layer<Checking> = Layer.succeed(Checking, "Closures")

/**
 * Checks with `effect`'s decoder alone.
 *
 * @since 0.2.0
 * @category Layers
 */
export const layerSchema: Layer.Layer<Checking> = Layer.succeed(Checking, "Schema")
