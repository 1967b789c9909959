/** The name of a simulated provider. */
export type ProviderName = "stripe" | "polar" | "flowglad" | "monime" | "leanrails"
