import * as Plot from "@observablehq/plot"
import * as Drawing from "./document.js"

// The charts, drawn twice each: text in a picture that shrinks with the screen could not be read.

/** A share of a bar. */
export interface Part {
  readonly name: string
  readonly kind: string
  readonly value: number
}

/** A chart that is drawn for a width. */
export interface Chart {
  /** Its text for readers who cannot see it; the table beside it has all figures. */
  readonly label: string
  readonly draw: (width: number) => Plot.PlotOptions
}

const colour = (kind: string): string => `var(--${kind})`

const svg = (options: Plot.PlotOptions): string => {
  const whole: Plot.PlotOptions = { ...options, className: "plot" }
  // The library's types ask for all of a browser's document, of which it uses a few functions.
  Reflect.set(whole, "document", Drawing.make())
  // The page has a style sheet of its own, with colours for the dark too.
  return String(Plot.plot(whole)).replaceAll(/<style>[^<]*<\/style>/g, "")
}

const sized = ({ draw, label }: Chart, width: number, size: string): string =>
  svg(draw(width)).replace(
    "<svg ",
    `<svg role="img" data-width="${size}" aria-label="${Drawing.escape(label)}" `
  )

/** The chart for wide and for narrow screens, of which the style sheet shows one. */
export const picture = (chart: Chart): string =>
  `<div class="chart">${sized(chart, 920, "wide")}${sized(chart, 340, "narrow")}</div>`

/** A chart that is narrow on every screen. */
export const card = (chart: Chart): string => `<div class="chart">${sized(chart, 300, "any")}</div>`

const rest = { stroke: "var(--paper)", strokeWidth: 1 }

/** Stacked columns over time. */
export const columns = (
  label: string,
  buckets: ReadonlyArray<string>,
  kinds: ReadonlyArray<string>,
  parts: ReadonlyArray<Part>
): Chart => ({
  label,
  draw: (width) => {
    const every = Math.ceil(buckets.length / Math.floor(width / 88))
    return {
      width,
      height: width > 500 ? 280 : 220,
      marginLeft: 48,
      marginRight: 4,
      marginBottom: 28,
      x: {
        domain: buckets,
        label: null,
        ticks: buckets.filter((_, at) => at % every === 0),
        tickSize: 0,
        padding: 0.18
      },
      y: { label: null, ticks: 4, grid: true, tickSize: 0, tickFormat: ",~d", nice: true },
      color: { domain: kinds, range: kinds.map(colour) },
      marks: [
        Plot.barY(parts, { x: "name", y: "value", fill: "kind", order: [...kinds], ...rest }),
        Plot.ruleY([0], { stroke: "var(--line)" })
      ]
    }
  }
})

const names = (parts: ReadonlyArray<Part>): ReadonlyArray<string> => [
  ...new Set(parts.map(({ name }) => name))
]

/** A bar for each name, with a text at its end. */
export const bars = (
  label: string,
  parts: ReadonlyArray<Part & { readonly text: string }>,
  { kind, most }: { readonly kind: string; readonly most?: number | undefined }
): Chart => ({
  label,
  draw: (width) => ({
    width,
    height: names(parts).length * 30 + 8,
    marginLeft: 68,
    // The texts beside the bars: a share is short, an amount may be long.
    marginRight: most === undefined ? 118 : 64,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, ...(most === undefined ? {} : { domain: [0, most] }) },
    y: { domain: names(parts), label: null, tickSize: 0, padding: 0.34 },
    marks: [
      ...(most === undefined
        ? []
        : [Plot.barX(names(parts), { x1: 0, x2: most, y: String, fill: "var(--soft)" })]),
      Plot.barX(parts, { x: "value", y: "name", fill: colour(kind) }),
      Plot.text(parts, {
        x: most ?? "value",
        y: "name",
        text: "text",
        textAnchor: "start",
        dx: 8,
        fill: "var(--ink)"
      })
    ]
  })
})

/** A bar for each name, in parts of one hundred percent or of the largest sum. */
export const stacked = (
  label: string,
  kinds: ReadonlyArray<string>,
  parts: ReadonlyArray<Part>,
  share: boolean
): Chart => ({
  label,
  draw: (width) => ({
    width,
    height: names(parts).length * 30 + 34,
    marginLeft: 68,
    marginRight: 16,
    marginTop: 4,
    marginBottom: 30,
    x: {
      label: null,
      ticks: width > 500 ? 5 : 4,
      tickSize: 0,
      grid: true,
      ...(share
        ? { percent: true, tickFormat: (value: number) => `${value} %` }
        : { tickFormat: ",~d" })
    },
    y: { domain: names(parts), label: null, tickSize: 0, padding: 0.34 },
    color: { domain: kinds, range: kinds.map(colour) },
    marks: [
      Plot.barX(parts, {
        x: "value",
        y: "name",
        fill: "kind",
        order: [...kinds],
        ...(share ? { offset: "normalize" } : {}),
        ...rest
      })
    ]
  })
})
