const format = new Intl.NumberFormat("en-US")

export const number = (value: number): string => format.format(value)

/** `1 session`, `2 sessions` */
export const count = (value: number, noun: string): string =>
  `${number(value)} ${noun}${value === 1 ? "" : "s"}`

/** The name of a provider or a status, at the begin of a line. */
export const title = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
