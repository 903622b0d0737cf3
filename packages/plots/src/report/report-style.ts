/** The style sheet of a report: one column of text, booktabs-like tables, light, dark and on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fdfdfc; --ink: #1d1f21; --muted: #5b6168; --rule: #d6d8da; --strong-rule: #3a3d40;
  --accent: #00558c; --code: #f3f3f0; --note: #eef4f9; --warning: #fdf3e2; --warning-edge: #b86e00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181a; --ink: #e4e5e6; --muted: #a3a9af; --rule: #3a3e42; --strong-rule: #9aa0a6;
    --accent: #7cc0ef; --code: #212427; --note: #1c2833; --warning: #2f2616; --warning-edge: #e0a040;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 46rem; padding: 3.5rem 1.25rem 4rem; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Liberation Serif", serif;
  overflow-wrap: break-word;
}
h1, h2, h3, h4, nav, .table, figcaption, dl, .label, .subtitle, footer {
  font-family: system-ui, "Segoe UI", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif;
}
h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h2 { margin: 3rem 0 0.75rem; font-size: 1.375rem; line-height: 1.3; }
h2 .number, h3 .number { margin-right: 0.6em; color: var(--muted); font-weight: 400; }
h3 { margin: 2rem 0 0.5rem; font-size: 1.0625rem; line-height: 1.4; }
.chapter > h2 { margin-top: 4.5rem; padding-top: 1.25rem; border-top: 3px solid var(--strong-rule); font-size: 1.625rem; }
.chapter h3 { font-size: 1.25rem; }
h4 { margin: 1.75rem 0 0.5rem; font-size: 1.0625rem; line-height: 1.4; }
p { margin: 0.75rem 0; text-wrap: pretty; }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header { padding-bottom: 1.5rem; border-bottom: 1px solid var(--rule); }
.subtitle { margin: 0.5rem 0 0; color: var(--muted); font-size: 1rem; }
nav { margin: 1.5rem 0 0; font-size: 0.9375rem; }
nav h2 { margin: 0 0 0.25rem; font-size: 0.8125rem; letter-spacing: 0.06em; text-transform: uppercase; color: var(--muted); }
nav ol { margin: 0; padding-left: 1.4rem; }
nav ol ol { list-style: disc; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
.table { margin: 1.75rem 0; overflow-x: auto; font-size: 0.9063rem; line-height: 1.45; }
table { border-collapse: collapse; min-width: 100%; font-variant-numeric: tabular-nums; }
caption { padding-bottom: 0.5rem; text-align: left; color: var(--muted); }
caption span { display: block; max-width: min(43.5rem, calc(100vw - 2rem)); }
caption b, figcaption b { color: var(--ink); font-weight: 600; }
th, td { padding: 0.4rem 0.75rem; vertical-align: top; overflow-wrap: normal; }
th:first-child, td:first-child { padding-left: 0.25rem; }
th:last-child, td:last-child { padding-right: 0.25rem; }
thead th { border-top: 2px solid var(--strong-rule); border-bottom: 1px solid var(--strong-rule); vertical-align: bottom; font-weight: 600; }
tbody tr + tr > * { border-top: 1px solid var(--rule); }
tbody tr:last-child > * { border-bottom: 2px solid var(--strong-rule); }
tbody th { min-width: 8.5rem; font-weight: 400; }
.left { text-align: left; } .right { text-align: right; } .center { text-align: center; }
td.right { white-space: nowrap; }
figure { margin: 2rem 0; }
.drawing { overflow-x: auto; background: #fff; border: 1px solid var(--rule); border-radius: 6px; padding: 0.5rem; }
.drawing svg { display: block; margin: 0 auto; max-width: 100%; min-width: 30rem; height: auto; }
figcaption { margin-top: 0.6rem; font-size: 0.9063rem; line-height: 1.5; color: var(--muted); }
dl { margin: 1.5rem 0; font-size: 0.9063rem; line-height: 1.5; }
dl > div { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: 0 1rem; padding: 0.3rem 0.25rem; border-bottom: 1px solid var(--rule); }
dt { color: var(--muted); }
dd { margin: 0; font-variant-numeric: tabular-nums; white-space: pre-line; min-width: 0; }
pre { margin: 1.25rem 0; padding: 0.8rem 1rem; overflow-x: auto; background: var(--code); border-radius: 6px; line-height: 1.5; }
pre, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.875rem; overflow-wrap: normal; tab-size: 2; }
.label { margin: 1.25rem 0 0.4rem; font-size: 0.875rem; font-weight: 600; }
.label + pre { margin-top: 0; }
.note { margin: 1.5rem 0; padding: 0.7rem 1rem; background: var(--note); border-left: 4px solid var(--accent); border-radius: 0 6px 6px 0; }
.note.warning { background: var(--warning); border-color: var(--warning-edge); }
.note p { margin: 0.25rem 0; }
.note .label { margin: 0; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--muted); font-size: 0.8438rem; }
@media (max-width: 36rem) {
  body { padding: 2rem 1rem 3rem; font-size: 1rem; }
  h1 { font-size: 1.6rem; }
  dl > div { grid-template-columns: 1fr; }
  .drawing { padding: 0.25rem; }
}
@media print {
  :root {
    color-scheme: light;
    --ground: #fff; --ink: #000; --muted: #444; --rule: #ccc; --strong-rule: #000;
    --accent: #000; --code: #f5f5f5; --note: #f7f7f7; --warning: #f7f7f7; --warning-edge: #000;
  }
  @page { margin: 20mm 18mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3, h4, .label, caption { break-after: avoid; }
  figure, tr, .note, dl > div { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  thead { display: table-header-group; }
  .table, .drawing, pre { overflow: visible; }
  caption span { max-width: none; }
  .drawing { border: 0; padding: 0; }
  .drawing svg { min-width: 0; max-width: 14cm; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--rule); }
  a { text-decoration: none; }
}
`;
