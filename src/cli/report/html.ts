import { escape } from "./document.js"

/** A text that is markup already. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Markup | ReadonlyArray<Markup>

const textOf = (value: Value): string =>
  typeof value === "string" || typeof value === "number"
    ? escape(String(value))
    : value instanceof Markup
      ? value.text
      : value.map(({ text }) => text).join("")

/** Markup with values in it, which are escaped unless they are markup themselves. */
export const html = (parts: TemplateStringsArray, ...values: ReadonlyArray<Value>): Markup =>
  new Markup(parts.map((part, at) => part + textOf(values[at] ?? "")).join(""))

export const none: Markup = new Markup("")

/** A table with a caption, whose first column and first row name the others. */
export const table = (
  caption: string,
  header: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
  last?: ReadonlyArray<string | number>
): Markup => {
  const row = ([name = "", ...cells]: ReadonlyArray<string | number>) =>
    html`<tr>
      <th scope="row">${name}</th>
      ${cells.map((cell) =>
        // A table of counts is mostly zeros, which hide the others.
        cell === "0" ? html`<td class="zero">0</td>` : html`<td>${cell}</td>`
      )}
    </tr> `
  const foot =
    last === undefined
      ? none
      : html`<tfoot>
          ${row(last)}
        </tfoot>`
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${header.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
      ${foot}
    </table>
  </div> `
}

/** The legend of a chart. */
export const legend = (kinds: ReadonlyArray<readonly [kind: string, name: string]>): Markup =>
  html`<ul class="legend">
    ${kinds.map(([kind, name]) => html`<li><i class="${kind}"></i>${name}</li>`)}
  </ul> `
