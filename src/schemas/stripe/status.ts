/** The documented statuses of a Stripe session, which are also the ones that its list filters by. */
export const statuses = ["complete", "expired", "open"] as const
