/** The style sheet of a report. The colours are told apart by their lightness too. */
export const style = `
:root { color-scheme: light dark;
  --paper: #fcfcfa; --ink: #1b2326; --muted: #59646a; --faint: #6b7478; --line: #d3d9d7; --soft: #edf1ef;
  --complete: #11706b; --processing: #7dbcae; --open: #5c8fd6; --expired: #cdbd9f;
  --overdue: #a78f66; --canceled: #dd8f50; --failed: #b23a3a; --unknown: #8a9099; --warn: #8f3a12; --warned: #fdf1e6 }
@media screen and (prefers-color-scheme: dark) { :root {
  --paper: #14191b; --ink: #e4e9e8; --muted: #9ca8aa; --faint: #849092; --line: #384145; --soft: #20282b;
  --complete: #43b3a6; --processing: #2d7478; --open: #6c9fe0; --expired: #7d7160;
  --overdue: #b3a07f; --canceled: #e39a5c; --failed: #e2736c; --unknown: #656d76; --warn: #f6c49b; --warned: #3a2515 } }
* { box-sizing: border-box }
html { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif;
  background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%;
  font-variant-numeric: tabular-nums; print-color-adjust: exact; -webkit-print-color-adjust: exact }
body { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .35rem; letter-spacing: -.015em; font-weight: 650 }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 3.5rem 0 .25rem; font-weight: 650; letter-spacing: -.01em }
h3 { font-size: .95rem; margin: 0 0 .25rem; font-weight: 600 }
p { margin: .25rem 0 1rem; max-width: 44rem }
.lead, .note, footer { color: var(--muted) }
.note, footer { font-size: .875rem }
.warning { border-left: 4px solid var(--warn); background: var(--warned); color: var(--warn); padding: .75rem 1rem; margin: 1.25rem 0 }
.warning p { margin: 0 }
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1px; margin: 1.75rem 0; padding: 0;
  background: var(--line); border: 1px solid var(--line); border-radius: 6px; overflow: hidden }
.key div { background: var(--paper); padding: .8rem 1rem }
.key dt { font-size: .8rem; color: var(--muted) }
.key dd { margin: 0; font-size: 1.6rem; line-height: 1.25; font-weight: 600; letter-spacing: -.01em }
.key dd small { display: block; font-size: .8rem; font-weight: 400; color: var(--muted); letter-spacing: 0 }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; font-size: .875rem; margin: 0 }
.facts dt { color: var(--muted) }
.facts dd { margin: 0; overflow-wrap: anywhere }
.chart { margin: .75rem 0 1rem }
.chart svg { display: block; width: 100%; height: auto; overflow: visible; color: var(--muted) }
.chart svg[data-width=narrow] { display: none }
.chart svg, .chart svg * { font-size: 12px; font-variant: tabular-nums }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1.25rem 2rem; margin: 1rem 0 }
.cards .chart { margin: 0 }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: .5rem 0 0; padding: 0; font-size: .85rem; color: var(--muted) }
.legend i { display: inline-block; width: .75em; height: .75em; border-radius: 2px; margin-right: .4em }
.complete { background: var(--complete) } .processing { background: var(--processing) } .open { background: var(--open) }
.expired { background: var(--expired) } .overdue { background: var(--overdue) } .canceled { background: var(--canceled) }
.failed { background: var(--failed) } .unknown { background: var(--unknown) }
.scroll { overflow-x: auto; margin: 0 0 1.25rem }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--open); outline-offset: 2px }
table { border-collapse: collapse; font-size: .85rem; min-width: 100% }
caption { text-align: left; color: var(--muted); padding-bottom: .35rem; font-size: .85rem }
th, td { text-align: right; padding: .2rem .6rem; font-weight: 400; white-space: nowrap }
th:first-child { text-align: left; padding-left: 0 }
td:last-child, th:last-child { padding-right: 0 }
.zero { color: var(--faint) }
thead th { color: var(--muted); border-bottom: 1px solid var(--ink); vertical-align: bottom }
tbody tr + tr > * { border-top: 1px solid var(--soft) }
tfoot > tr > * { border-top: 1px solid var(--ink); font-weight: 600 }
summary { cursor: pointer; font-size: .85rem; color: var(--muted); padding: .3rem 0 }
footer { margin-top: 4rem; border-top: 1px solid var(--line); padding-top: 1rem }
@media screen and (max-width: 640px) {
  body { padding: 1.5rem 1rem 3rem }
  h1 { font-size: 1.5rem } h2 { margin-top: 2.75rem }
  .key { grid-template-columns: 1fr 1fr }
  .key dd { font-size: 1.3rem }
  .chart svg[data-width=wide] { display: none }
  .chart svg[data-width=narrow] { display: block }
}
@media print {
  @page { margin: 16mm 14mm }
  html { font-size: 10.5pt; background: none }
  body { max-width: none; padding: 0 }
  h2 { margin-top: 2rem }
  h2, h3, caption { break-after: avoid }
  .chart, tr, .key, .cards > div, .warning { break-inside: avoid }
  .scroll { overflow: visible }
  summary { display: none }
}
`
