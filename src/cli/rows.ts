import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { CheckoutSession } from "../index.js"
import { fit } from "./screen.js"

/** The columns of a list, in order. */
export const header = ["created", "provider", "status", "total", "id"] as const

// A provider's own tab or line break would make two columns or two lines of one.
const clean = (cell: string): string => cell.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ")

/** A session as one row: when it was created (UTC), provider, status, total in major units, id. */
export const cells = ({
  createdAt,
  id,
  provider,
  status,
  total
}: CheckoutSession.CheckoutSession): ReadonlyArray<string> => [
  Option.match(createdAt, { onNone: () => "", onSome: DateTime.formatIso }),
  provider,
  status,
  Option.match(total, { onNone: () => "", onSome: String }),
  clean(id)
]

const widths = [20, 9, 10, 18]

/** A row as people read it: fixed columns, the id cut where the terminal ends. */
export const line = (row: ReadonlyArray<string>, columns: number): string => {
  const [created = "", provider = "", status = "", total = "", id = ""] = row
  const [first = 0, second = 0, third = 0, fourth = 0] = widths
  const before = [
    // Whole seconds are enough to read.
    created.replace(/\.\d+Z$/, "Z").padEnd(first),
    provider.padEnd(second),
    status.padEnd(third),
    fit(total, fourth).padStart(fourth)
  ].join("  ")
  return fit(`${before}  ${id}`, columns)
}

/** A row as programs read it: tabs between its columns. */
export const tabbed = (row: ReadonlyArray<string>): string => row.join("\t")
