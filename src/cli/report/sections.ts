import {
  type Amount,
  type Figures,
  type Totals,
  dated,
  money,
  percent,
  statuses,
  sum,
  withoutPayment
} from "../figures.js"
import { html, legend, Markup, none, table } from "./html.js"
import { periodsOf, present } from "./periods.js"
import * as Plots from "./plots.js"
import { count, number, title } from "./words.js"

type Row = readonly [name: string, totals: Totals]

const rowsOf = ({ providers }: Figures): ReadonlyArray<Row> =>
  Object.entries(providers).map(([name, totals]) => [title(name), totals])

const picture = (chart: Plots.Chart): Markup => new Markup(Plots.picture(chart))

const note = (...lines: ReadonlyArray<string>): Markup =>
  lines.length === 0 ? none : html`<p class="note">${lines.join(" ")}</p> `

const finished = ({ statuses: { canceled, complete, expired, failed } }: Totals): number =>
  complete + expired + canceled + failed

const byDay = (figures: Figures): Markup => {
  const { earlier, periods, unit } = periodsOf(figures.days)
  const kinds = present(periods.map(({ counts }) => counts))
  const without = figures.sessions - dated(figures.days)
  const parts = periods.flatMap(({ counts, name }) =>
    kinds.map((kind) => ({ name, kind, value: counts[kind] }))
  )
  const names = periods.map(({ name }) => name)
  const label = `Sessions by ${unit} and status, ${names[0] ?? ""} to ${names.at(-1) ?? ""}`
  const chart = Plots.columns(label, names, kinds, parts)
  return html`<section>
    <h2>Sessions by ${unit}</h2>
    ${note(
      `When sessions were created, in ${figures.zone}${unit === "week" ? ", by the Monday of the week" : ""}, and what became of them.`,
      ...(without > 0
        ? [`${count(without, "session")} without a time of creation: on no day.`]
        : []),
      ...(figures.undated > 0
        ? [`${count(figures.undated, "session")} left out by the filters: no time of creation.`]
        : []),
      ...(earlier > 0 ? [`${count(earlier, "session")} older than what is drawn.`] : [])
    )}${
      periods.length === 0
        ? none
        : html`${legend(kinds.map((kind) => [kind, title(kind)] as const))}${picture(chart)}
            <details open>
              <summary>Figures by ${unit}</summary>
              ${table(
                label,
                [title(unit), "All", ...kinds.map(title)],
                periods.map(({ counts, name }) =>
                  [name, number(sum(counts))].concat(kinds.map((kind) => number(counts[kind])))
                )
              )}
            </details>`
    }
  </section> `
}

const currenciesOf = (lists: ReadonlyArray<ReadonlyArray<Amount>>): ReadonlyArray<string> =>
  [...new Set(lists.flat().map(({ currency }) => currency))].sort()

/** Currencies down, providers across. */
const amounts = (
  caption: string,
  figures: Figures,
  of: (totals: Totals) => ReadonlyArray<Amount>
): Markup => {
  const rows = rowsOf(figures)
  const all: Row = ["All", figures]
  const text = (totals: Totals, currency: string) => {
    const amount = of(totals).find((one) => one.currency === currency)
    return amount === undefined ? "" : money(amount).replace(/ .*/, "")
  }
  return table(
    caption,
    ["Currency", ...rows.map(([name]) => name), "All"],
    currenciesOf([of(figures)]).map((currency) =>
      [currency].concat([...rows, all].map(([, totals]) => text(totals, currency)))
    )
  )
}

/** A page with a picture for each of a hundred currencies would be no picture. */
const mostCurrencies = 12

const gross = (figures: Figures): Markup => {
  const rows = rowsOf(figures)
  const currencies = currenciesOf([figures.gross])
  const cards = currencies.slice(0, mostCurrencies).map((currency) => {
    const parts = rows.flatMap(([name, totals]) =>
      totals.gross
        .filter((amount) => amount.currency === currency)
        .map((amount) => ({
          name,
          kind: "gross",
          // Only drawn: the text has all digits.
          value: Number(amount.amount),
          text: money(amount).replace(/ .*/, "")
        }))
    )
    const label = `Gross in ${currency} by provider: ${parts.map(({ name, text }) => `${name} ${text}`).join(", ")}`
    return html`<div>
      <h3>${currency}</h3>
      ${new Markup(Plots.card(Plots.bars(label, parts, { kind: "complete" })))}
    </div> `
  })
  const silent = withoutPayment(figures).map(title)
  return html`<section>
    <h2>Gross by currency and provider</h2>
    ${note(
      "The totals of all paid sessions. Each currency has a scale of its own.",
      ...(figures.paidWithoutTotal > 0
        ? [
            `${number(figures.paidWithoutTotal)} of ${count(figures.paid, "paid session")} do not say their total and are not in it.`
          ]
        : []),
      ...(silent.length > 0 ? [`No session of ${silent.join(", ")} says that it was paid.`] : []),
      ...(currencies.length > mostCurrencies
        ? ["The table has more currencies than are drawn."]
        : [])
    )}${
      cards.length === 0
        ? html`<p>Nothing was paid.</p>`
        : html`<div class="cards">${cards}</div>
            ${amounts("Gross by currency and provider", figures, ({ gross }) => gross)}`
    }${table(
      "Paid sessions by provider",
      ["Provider", "Paid", "With a total", "Without a total"],
      rows.map(([name, { paid, paidWithoutTotal }]) => [
        name,
        number(paid),
        number(paid - paidWithoutTotal),
        number(paidWithoutTotal)
      ]),
      [
        "All",
        number(figures.paid),
        number(figures.paid - figures.paidWithoutTotal),
        number(figures.paidWithoutTotal)
      ]
    )}
  </section> `
}

const conversion = (figures: Figures): Markup => {
  const rows: ReadonlyArray<Row> = [...rowsOf(figures), ["All", figures]]
  const cells = ([name, totals]: Row) => [
    name,
    percent(totals.conversion),
    number(totals.statuses.complete),
    number(finished(totals)),
    number(totals.statuses.open),
    number(totals.statuses.processing),
    number(totals.statuses.unknown)
  ]
  const chart = Plots.bars(
    `Conversion by provider: ${rows.map(([name, totals]) => `${name} ${percent(totals.conversion)}`).join(", ")}`,
    rows.map(([name, totals]) => ({
      name,
      kind: "complete",
      value: totals.conversion ?? 0,
      text: percent(totals.conversion)
    })),
    { kind: "complete", most: 1 }
  )
  return html`<section>
    <h2>Conversion</h2>
    ${note("Complete sessions as a share of the finished ones: complete, expired, canceled and failed.")}${picture(chart)}${table(
      "Conversion by provider",
      ["Provider", "Conversion", "Complete", "Finished", "Open", "Processing", "Unknown"],
      rowsOf(figures).map(cells),
      cells(["All", figures])
    )}
  </section> `
}

const abandoned = (figures: Figures): Markup => {
  const rows = rowsOf(figures)
  const partsOf = ({ abandoned: { overdue }, statuses: { canceled, expired } }: Totals) =>
    [
      ["expired", expired - overdue],
      ["overdue", overdue],
      ["canceled", canceled]
    ] as const
  const names: ReadonlyArray<readonly [string, string]> = [
    ["expired", "Expired"],
    ["overdue", "Past the deadline, still open at the provider"],
    ["canceled", "Canceled"]
  ]
  const chart = Plots.stacked(
    `Abandoned sessions by provider: ${rows.map(([name, totals]) => `${name} ${number(totals.abandoned.sessions)}`).join(", ")}`,
    names.map(([kind]) => kind),
    rows.flatMap(([name, totals]) =>
      partsOf(totals).map(([kind, value]) => ({ name, kind, value }))
    ),
    false
  )
  const cells = ([name, totals]: Row) => [
    name,
    number(totals.abandoned.sessions),
    ...partsOf(totals).map(([, value]) => number(value)),
    number(totals.abandoned.withoutTotal)
  ]
  return html`<section>
    <h2>Abandoned</h2>
    ${note("Sessions that ended without a purchase, and what their buyers would have paid.")}${
      figures.abandoned.sessions === 0 ? none : html`${legend(names)}${picture(chart)}`
    }${table(
      "Abandoned sessions by provider",
      ["Provider", "Abandoned", "Expired", "Past deadline", "Canceled", "Without a total"],
      rows.map(cells),
      cells(["All", figures])
    )}${
      figures.abandoned.amounts.length === 0
        ? none
        : amounts(
            "What abandoned sessions would have paid",
            figures,
            (totals) => totals.abandoned.amounts
          )
    }
  </section> `
}

const status = (figures: Figures): Markup => {
  const rows = rowsOf(figures)
  const kinds = present([figures.statuses])
  const chart = Plots.stacked(
    "Share of each status by provider",
    kinds,
    rows.flatMap(([name, totals]) =>
      kinds.map((kind) => ({ name, kind, value: totals.statuses[kind] }))
    ),
    true
  )
  const cells = ([name, { drifted, sessions, statuses: counts }]: Row) => [
    name,
    number(sessions),
    ...statuses.map((one) => number(counts[one])),
    number(drifted)
  ]
  return html`<section>
    <h2>Statuses and drift</h2>
    ${note(
      "What became of the sessions of each provider. Drifted sessions are unlike their provider's documentation; the fields that could be read are counted."
    )}${
      figures.sessions === 0
        ? none
        : html`${legend(kinds.map((kind) => [kind, title(kind)] as const))}${picture(chart)}`
    }${table(
      "Statuses and drift by provider",
      ["Provider", "Sessions", ...statuses.map(title), "Drifted"],
      rows.map(cells),
      cells(["All", figures])
    )}
  </section> `
}

/** All charts, each with its figures. */
export const all = (figures: Figures): Markup =>
  html`${byDay(figures)}${gross(figures)}${conversion(figures)}${abandoned(figures)}${status(figures)}`
