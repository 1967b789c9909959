import * as Schema from "effect/Schema"

/** The providers that this library knows. A new one is added here first. */
export const ProviderName = Schema.Literal("stripe", "polar", "flowglad", "monime", "leanrails")

export type ProviderName = typeof ProviderName.Type
