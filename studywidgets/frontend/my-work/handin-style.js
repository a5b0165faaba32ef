// The look of the page to hand in, on the screen and on paper.

export const STYLE = `
:root {
  --ink: #1f2328; --soft: #59636e; --line: #d5dae0; --paper: #fff; --tint: #f5f7f9; --accent: #2457a6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e7eb; --soft: #a3adb8; --line: #3b434c; --paper: #16191d; --tint: #1f2429; --accent: #8db8f2;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: clamp(1.25rem, 5vw, 4rem) 1.25rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 42rem; margin: 0 auto; overflow-wrap: anywhere; }
header { padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
.sw-course, .sw-by, footer { margin: 0; color: var(--soft); font-size: .9375rem; }
.sw-by strong { color: var(--ink); font-weight: 600; }
h1 { margin: .15rem 0 .5rem; font-size: 1.875rem; line-height: 1.25; font-weight: 650; text-wrap: balance; }
section { margin: 2.25rem 0; }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; line-height: 1.45; font-weight: 600; }
.sw-number { color: var(--accent); padding-inline-end: .35em; }
h3 { margin: 1.1rem 0 .35rem; font-size: .875rem; font-weight: 600; color: var(--soft); }
.sw-answer, .sw-try { margin: 0; white-space: pre-wrap; }
.sw-answer {
  padding: .85rem 1.1rem; background: var(--tint); border-radius: 6px;
  border-inline-start: 3px solid var(--accent);
}
.sw-try { padding-inline-start: 1.1rem; border-inline-start: 3px solid var(--line); color: var(--soft); }
.sw-try + .sw-try { margin-top: .75rem; }
.sw-none { margin: 0; color: var(--soft); font-style: italic; }
ul { margin: 0; padding: 0; list-style: none; font-size: .9688rem; }
li { display: flex; gap: .6em; align-items: baseline; padding: .12rem 0; }
.sw-mark {
  flex: none; width: 1.2em; height: 1.2em; line-height: 1.1; text-align: center; align-self: flex-start;
  margin-top: .2em; border: 1px solid var(--soft); border-radius: 3px; color: var(--accent); font-weight: 700;
}
.sw-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .8125rem; }
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --tint: #fff; --accent: #000; }
  html { font-size: 10.5pt; }
  body { padding: 0; }
  .sw-answer { padding: .1rem 0; padding-inline-start: 1.1rem; border-radius: 0; }
  h2, h3 { break-after: avoid; } li { break-inside: avoid; } p { orphans: 3; widows: 3; }
  footer { display: none; }
}
`;
