/** A plain JSON value, as it crosses the wire. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject

/** A plain JSON object. */
export interface JsonObject {
  readonly [key: string]: Json
}

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)
