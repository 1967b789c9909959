/** The columns of a session that its provider's answer decides, in the order of the table. */
export const told = [
  ["provider", "text"],
  ["status", "text"],
  ["provider_status", "text"],
  ["payment", "text"],
  ["total_minor", "bigint"],
  ["total_scale", "integer"],
  ["total_currency", "text"],
  ["created_at", "timestamptz"],
  ["expires_at", "timestamptz"],
  ["updated_at", "timestamptz"],
  ["url", "text"],
  ["customer_id", "text"],
  ["customer_external_id", "text"],
  ["customer_email", "text"],
  ["customer_name", "text"],
  ["reference", "text"],
  ["livemode", "boolean"],
  ["drift", "text"],
  ["exact", "boolean"]
] as const

export type Told = (typeof told)[number][0]

/** The columns of a row that differ from session to session. */
export const own = [
  ["id", "text"],
  ...told,
  ["settled", "boolean"],
  ["digest", "text"],
  ["raw", "jsonb"]
] as const

/** The columns that all sessions of one request share. */
export const shared = [
  ["source", "text"],
  ["observed_at", "timestamptz"],
  ["first_seen_at", "timestamptz"],
  ["changed_at", "timestamptz"],
  ["sweep", "integer"]
] as const

/** The columns that another observation replaces. */
export const replaced: ReadonlyArray<string> = [...own, ...shared, ["gone_at"] as const]
  .map(([name]) => name)
  .filter((name) => !["id", "source", "first_seen_at"].includes(name))
