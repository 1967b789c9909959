/** The documented statuses of a Stripe session. The list filters by the same words. */
export const statuses = ["complete", "expired", "open"] as const
