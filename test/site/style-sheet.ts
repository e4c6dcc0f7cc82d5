// The one style sheet of the stand-in site.

export const styleSheet = `
:root { color-scheme: light; --ink: #1d2b28; --accent: #0f5c4d; --line: #c9d4d0; --paper: #f6f8f6; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
.bar { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; padding: .75rem 1.5rem; background: #fff; border-bottom: 1px solid var(--line); }
.bar strong { font-size: 1.1rem; color: var(--accent); margin-right: auto; }
main { max-width: 34rem; margin: 2.5rem auto; padding: 2rem; background: #fff; border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin: 0; }
h3 { font-size: 1rem; margin: 0; }
a { color: var(--accent); }
form { margin: 0; }
form.stack, .stack { display: grid; gap: .75rem; margin-top: 1rem; }
label, legend { font-weight: 600; padding: 0; }
input[type=email], input[type=password], input[type=text], input[type=tel], textarea { width: 100%; padding: .6rem .75rem; font: inherit; border: 1px solid #7d8d88; border-radius: 8px; }
fieldset { border: 0; margin: 0; padding: 0; }
.choice { font-weight: 400; display: inline-flex; gap: .4rem; align-items: center; margin-right: 1.25rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.1rem; border-radius: 8px; border: 1px solid var(--accent); background: var(--accent); color: #fff; cursor: pointer; }
button.quiet { background: #fff; color: var(--accent); }
button:disabled { opacity: .45; cursor: default; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid #8fd3c3; outline-offset: 1px; }
.error { margin: 0; padding: .6rem .8rem; border-radius: 8px; background: #fdecec; color: #8a1c1c; }
.notice { padding: .6rem .8rem; border-radius: 8px; background: #e6f4ef; }
.rows { list-style: none; padding: 0; margin: 1rem 0 0; }
.rows li { display: flex; gap: 1rem; align-items: center; justify-content: space-between; padding: .9rem 0; border-top: 1px solid var(--line); }
.rows p { margin: 0; color: #4c5c57; font-size: .925rem; }
.tabs { display: flex; gap: 1.25rem; margin: 0 0 1.25rem; border-bottom: 1px solid var(--line); }
.tabs a { padding: .4rem 0; text-decoration: none; }
.tabs a[aria-current] { font-weight: 700; border-bottom: 3px solid var(--accent); }
.barcode { display: block; width: 220px; height: 220px; margin: .5rem auto; image-rendering: pixelated; }
.key, .recovery { display: block; padding: .8rem; border: 1px dashed #7d8d88; border-radius: 8px; text-align: center; font: 600 1.05rem/1.6 ui-monospace, monospace; overflow-wrap: anywhere; }
legend { margin-bottom: .5rem; }
.boxes { display: flex; gap: .5rem; }
.boxes input { width: 3rem; text-align: center; font-size: 1.4rem; }
@media (max-width: 30rem) { main { margin: 1rem .5rem; padding: 1.25rem; } }
.below { display: grid; gap: .6rem; margin-top: 1.25rem; justify-items: start; }
.section { display: flex; gap: 1rem; align-items: center; justify-content: space-between; margin-top: 1.25rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); padding: .75rem; border-radius: 8px; }
iframe { width: 100%; height: 22rem; border: 1px solid var(--line); }
[hidden] { display: none !important; }
`;
