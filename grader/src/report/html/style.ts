/** Colours, then layout, then print. Every text has a contrast of at least 4.5:1 on its ground, in light and in dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --link: #0550ae;
  --passed: #1a7f37; --failed: #c11c26; --inconclusive: #8a5a00; --error: #8250df;
  --accent: #0969da; --asked: #b35900;
  --load: #0072b2; --call: #009e73; --spec: #b5588f; --measure: #d55e00; --overhead: #8c959f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --raised: #161b22; --text: #e6edf3; --muted: #9da7b3; --line: #3d444d; --link: #79b8ff;
    --passed: #4cc46a; --failed: #ff7b72; --inconclusive: #e3b341; --error: #c297ff;
    --accent: #58a6ff; --asked: #ffa657;
    --load: #4aa8e0; --call: #2fbf94; --spec: #d88ab8; --measure: #f08a3c; --overhead: #7d8590;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 64rem;
  background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1 { margin: 0 0 .5rem; font-size: 2rem; line-height: 1.2; }
h2 { margin: 0 0 .75rem; font-size: 1.4rem; line-height: 1.3; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.1rem; }
p { margin: .5rem 0; max-width: 48rem; }
small { color: var(--muted); font-size: .85em; font-weight: normal; }
section, footer { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
footer { color: var(--muted); }
footer h2 { font-size: 1.1rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; padding: .5rem 1rem; background: var(--ground); border: 1px solid var(--line); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0 0; padding: 0; list-style: none; }
.passed { color: var(--passed); } .failed { color: var(--failed); }
.inconclusive { color: var(--inconclusive); } .error { color: var(--error); }
.badge {
  display: inline-block; padding: 0 .6rem; border: 1px solid currentColor; border-radius: 1rem;
  font-size: .9rem; line-height: 1.6rem; font-weight: normal; vertical-align: middle; white-space: nowrap;
}
.facts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 .75rem; }
.facts div { flex: 1 1 auto; padding: .5rem .75rem; background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; }
.facts dt { color: var(--muted); font-size: .85rem; }
.facts dd { margin: 0; white-space: nowrap; font-weight: 600; font-variant-numeric: tabular-nums; }
.scroll { position: relative; overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
caption { padding: .25rem 0; color: var(--muted); text-align: start; font-size: .9rem; }
th, td { padding: .3rem .75rem; border-bottom: 1px solid var(--line); text-align: end; white-space: nowrap; }
th { font-weight: 600; }
th:first-child { padding-inline-start: 0; text-align: start; }
tbody th { font-weight: normal; }
tfoot th, tfoot td { border-bottom: 0; font-weight: 600; }
section > .scroll > table { width: 100%; }
figure { margin: 1rem 0; }
figcaption { color: var(--muted); font-size: .9rem; }
.chart { display: block; width: 37.5rem; max-width: 100%; min-width: 28rem; height: auto; font: 12px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.chart text { white-space: pre; }
.swatch { display: inline-block; width: .8rem; height: .8rem; margin-inline-end: .5rem; border-radius: .15rem; }
.load { background: var(--load); } .call { background: var(--call); } .spec { background: var(--spec); }
.measure { background: var(--measure); } .overhead { background: var(--overhead); }
details { margin: .5rem 0; }
summary { cursor: pointer; }
.failure { padding: .25rem .75rem; border: 1px solid var(--line); border-inline-start: 4px solid var(--failed); border-radius: .25rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
code { padding: .1rem .3rem; background: var(--raised); border-radius: .25rem; }
pre { margin: .5rem 0; padding: .75rem; background: var(--raised); border: 1px solid var(--line); border-radius: .25rem; white-space: pre-wrap; }
.checks dt { margin-top: .5rem; font-weight: 600; }
.checks dd { margin-inline-start: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip { display: none; }
  section, footer { break-inside: auto; }
  h2, h3, caption { break-after: avoid; }
  figure, tr, .facts, .failure { break-inside: avoid; }
  .scroll { overflow: visible; }
  .chart { min-width: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .swatch, .facts div, pre, code { print-color-adjust: exact; }
}
`;

/** Of STYLE, for the page's policy; a test says the right one after a change. */
export const STYLE_HASH = 'sha256-xK3X5MMNInLTny3a6QJ8UPYIfemBAXZnbgJRkNVCuKg=';
