import { type Figures, percent } from "../figures.js"
import { html, type Markup, none } from "./html.js"
import * as Sections from "./sections.js"
import { style } from "./style.js"
import { count, number, title } from "./words.js"

const range = ({ newest, oldest }: Figures): string =>
  oldest === null || newest === null ? "" : `, created ${day(oldest)} to ${day(newest)}`

const day = (time: string): string => time.replace(/T.*/, "")

const minute = (time: string): string =>
  time.replace("T", " ").replace(/(:\d\d)(?::\d\d(?:\.\d+)?)?Z$/, "$1 UTC")

/** Loud, because a reader may take a part for the whole. */
const warning = ({ incomplete, unread }: Figures): Markup => {
  const lines = [
    ...(incomplete.length > 0
      ? [
          `Not read to the end: ${incomplete
            .map(({ provider, reason }) => `${title(provider)} (${reason})`)
            .join(", ")}. Every figure with these sessions in it is too low.`
        ]
      : []),
    ...(unread > 0 ? [`${count(unread, "session")} without an id left out.`] : [])
  ]
  return lines.length === 0
    ? none
    : html`<div class="warning" role="alert">
        ${lines.map((line) => html`<p><strong>${line}</strong></p>`)}
      </div> `
}

const key = (name: string, value: string, small: string): Markup =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}<small>${small}</small></dd>
  </div> `

const keys = (figures: Figures): Markup => {
  const { abandoned, conversion, paid, paidWithoutTotal, sessions, statuses } = figures
  return html`<dl class="key">
    ${key("Sessions", number(sessions), `${number(statuses.complete)} complete`)}${key(
      "Conversion",
      percent(conversion),
      "complete of all finished"
    )}${key(
      "Paid",
      number(paid),
      paidWithoutTotal > 0 ? `${number(paidWithoutTotal)} without a total` : "all with a total"
    )}${key("Abandoned", number(abandoned.sessions), "expired or canceled")}
  </dl> `
}

const filters = ({ query }: Figures): string => {
  const { createdAfter, createdBefore, status } = query
  const parts = [
    ...(status === null ? [] : [`status ${status.join(", ")}`]),
    ...(createdAfter === null ? [] : [`created at ${minute(createdAfter)} or later`]),
    ...(createdBefore === null ? [] : [`created before ${minute(createdBefore)}`])
  ]
  return parts.length === 0 ? "none: all sessions" : parts.join("; ")
}

const facts = (figures: Figures): Markup => {
  const rows = [
    ["Read", minute(figures.readAt)],
    ["From", figures.source === "sandbox" ? "a sandbox: these sessions are made up" : "accounts"],
    ["Providers", Object.keys(figures.providers).map(title).join(", ")],
    ["Filters", filters(figures)],
    ["Days in", figures.zone]
  ] as const
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd> `
    )}
  </dl> `
}

/** The whole page. `marker` begins the tag that names its generator. */
export const page = (figures: Figures, generator: string, marker: string): string => {
  const providers = Object.keys(figures.providers)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${marker}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Checkout sessions, ${day(figures.readAt)}</title>
<style>${style}</style>
</head>
<body>
${
  html`<main>
      <header>
        <h1>Checkout sessions</h1>
        <p class="lead">
          ${count(figures.sessions, "session")} of
          ${count(providers.length, "provider")}${range(figures)}
        </p>
      </header>
      ${warning(figures)}${keys(figures)}${facts(figures)}${Sections.all(figures)}
    </main>
    <footer>
      Made by ${generator}. The days are those of ${figures.zone}; the statuses are those of
      ${minute(figures.readAt)}. Amounts of different currencies are never added.
    </footer>`.text
}
</body>
</html>
`
}
