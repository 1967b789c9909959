import { openLiteral } from "../Wire.js"

/** The unit in which Polar counts billing periods and trials. */
export const Interval = openLiteral("day", "week", "month", "year")
