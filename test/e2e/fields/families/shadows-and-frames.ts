// Fields in open shadow roots and in frames. Only what is of the page's own origin may be filled.

import { type Family } from "../field-page.ts";
import { BOOTSTRAP, boxes, HOSTED } from "../styles.ts";

/** Defines an element whose open shadow root holds `markup`. */
function element(name: string, markup: string): string {
  return `<script>customElements.define(${JSON.stringify(name)},class extends HTMLElement{connectedCallback(){this.attachShadow({mode:"open"}).innerHTML=${JSON.stringify(markup)}}})</script>`;
}

const FIELD = `<label for="code">Code from your authenticator app</label> <input id="code" name="code" inputmode="numeric" maxlength="6">`;

function frameDocument(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Verify</title><style>body{font:16px sans-serif}</style><body>${body}</body></html>`;
}

const CODE_FRAME = frameDocument(
  `<h2>Two-step verification</h2><form>${FIELD}<button>Verify</button></form>`,
);

export const SHADOWS_AND_FRAMES: Family = {
  name: "shadow roots and frames",
  pages: [
    {
      name: "an element with the field and its label",
      title: "Verify",
      style: HOSTED,
      body: `<main><h1>Two-step verification</h1><code-field></code-field><button>Verify</button></main>${element("code-field", FIELD)}`,
      screen: "one-time",
      fill: "code-field >>> #code",
    },
    {
      name: "the whole screen in one element",
      title: "Verify",
      body: `<verify-screen></verify-screen>${element("verify-screen", `<style>:host{font:16px sans-serif}</style><h1>Verify your identity</h1><p>Check your preferred one-time password application for a code.</p><input id="code" name="code"><button>Continue</button>`)}`,
      screen: "one-time",
      fill: "verify-screen >>> #code",
    },
    {
      name: "two roots deep, the label in the outer one",
      title: "Verify",
      body: `<app-root></app-root>${element("text-box", `<input part="input" id="i" inputmode="numeric">`)}${element("app-root", `<h1>Two-step verification</h1><label>Authenticator code</label><text-box></text-box><button>Verify</button>`)}`,
      screen: "one-time",
      fill: "app-root >>> text-box >>> #i",
    },
    {
      name: "six boxes in one root",
      title: "Verify",
      body: `<h1>Enter the code from your authenticator app</h1><pin-boxes></pin-boxes>${element(
        "pin-boxes",
        boxes(
          (at) =>
            `<input id="p${at}" maxlength="1" size="1" inputmode="numeric" aria-label="Digit ${at}">`,
        ),
      )}`,
      screen: "one-time",
      fill: [1, 2, 3, 4, 5, 6].map((at) => `pin-boxes >>> #p${at}`),
    },
    {
      name: "six boxes, each in a root of its own",
      title: "Verify",
      body: `<h1>Enter the code from your authenticator app</h1>${boxes((at) => `<pin-box id="x${at}"></pin-box>`)}${element("pin-box", `<input maxlength="1" size="1" inputmode="numeric">`)}`,
      screen: "one-time",
      fill: [1, 2, 3, 4, 5, 6].map((at) => `#x${at} >>> input`),
    },
    {
      name: "label and field handed in through slots",
      title: "Verify",
      body: `<form-row><label slot="label" for="slotted">Authenticator code</label><input slot="control" id="slotted" name="code"></form-row>${element("form-row", `<div><slot name="label"></slot></div><div><slot name="control"></slot></div><p>Open your app to see it.</p>`)}`,
      screen: "one-time",
      fill: "#slotted",
    },
    {
      name: "input in the page, but given to no slot",
      title: "Verify",
      body: `<h1>Authenticator code</h1><no-slots><input id="unseen" name="otp" autocomplete="one-time-code"></no-slots>${element("no-slots", `<input id="seen" aria-label="Authenticator code" inputmode="numeric">`)}`,
      screen: "one-time",
      fill: "no-slots >>> #seen",
      stays: ["#unseen"],
    },
    {
      name: "a text's code in a shadow root",
      title: "Verify",
      body: `<sms-field></sms-field>${element("sms-field", `<h2>Check your texts</h2><p>We sent a code to •••-0123.</p><input id="code" autocomplete="one-time-code" aria-label="Code">`)}`,
      screen: "texted",
      fill: null,
    },
    {
      name: "recovery code in a shadow root",
      title: "Recovery",
      body: `<rec-field></rec-field>${element("rec-field", `<h2>Use a recovery code</h2><label for="r">Recovery code</label><input id="r">`)}`,
      screen: "recovery",
      fill: "rec-field >>> #r",
    },
    {
      name: "frame of the same origin",
      title: "Log in",
      style: BOOTSTRAP,
      body: `<div class="container"><h1>Log in</h1><iframe src="/frames/code" title="Verification" width="480" height="200"></iframe></div>`,
      frames: { code: CODE_FRAME },
      screen: "one-time",
      fill: { frame: "code", at: "#code" },
    },
    {
      name: "frame of the same origin for the recovery code",
      title: "Log in",
      style: BOOTSTRAP,
      body: `<div class="container"><h1>Log in</h1><iframe src="/frames/recovery" title="Recovery" width="480" height="200"></iframe></div>`,
      frames: {
        recovery: frameDocument(
          `<h2>Use your recovery code</h2><label for="code">Recovery code</label> <input id="code" name="code">`,
        ),
      },
      screen: "recovery",
      fill: { frame: "recovery", at: "#code" },
    },
    {
      name: "hidden frame of the same origin beside a real field",
      title: "Verify",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Authenticator code</h2><input class="form-control" id="c7" name="c7"><iframe src="/frames/decoy" style="display:none"></iframe></div>`,
      frames: { decoy: CODE_FRAME },
      screen: "one-time",
      fill: "#c7",
      stays: [{ frame: "decoy", at: "#code" }],
    },
    {
      name: "frame of the other portal",
      title: "Log in",
      style: BOOTSTRAP,
      body: `<div class="container"><h1>Log in</h1><iframe src="https://sigmund.headway.co/frames/portal" title="Portal" width="480" height="200"></iframe></div>`,
      frames: { portal: CODE_FRAME },
      screen: "none",
      fill: null,
      stays: [{ frame: "portal", at: "#code" }],
    },
    {
      name: "frame of a foreign site",
      title: "Log in",
      style: BOOTSTRAP,
      body: `<div class="container"><h1>Log in</h1><iframe src="https://evilheadway.co/frames/foreign" title="Verification" width="480" height="200"></iframe></div>`,
      frames: { foreign: CODE_FRAME },
      screen: "none",
      fill: null,
      stays: [{ frame: "foreign", at: "#code" }],
    },
    {
      name: "frame of a foreign site beside a real field",
      title: "Verify",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Authenticator code</h2><iframe src="https://evilheadway.co/frames/lure" width="480" height="160"></iframe><input class="form-control" id="c7" name="c7" aria-labelledby="x"><span id="x">6 digits from your app</span></div>`,
      frames: { lure: CODE_FRAME },
      screen: "one-time",
      fill: "#c7",
      stays: [{ frame: "lure", at: "#code" }],
    },
    {
      name: "frame that is sandboxed out of the page's origin",
      title: "Log in",
      style: BOOTSTRAP,
      body: `<div class="container"><h1>Log in</h1><iframe src="/frames/boxed" sandbox="allow-scripts allow-forms" title="Verification" width="480" height="200"></iframe></div>`,
      frames: { boxed: CODE_FRAME },
      screen: "none",
      fill: null,
      stays: [{ frame: "boxed", at: "#code" }],
    },
    {
      name: "frame of the same origin inside a foreign one",
      title: "Log in",
      style: BOOTSTRAP,
      body: `<div class="container"><h1>Log in</h1><iframe src="https://evilheadway.co/frames/outer" width="520" height="240"></iframe></div>`,
      frames: {
        outer: frameDocument(
          `<p>Partner</p><iframe src="https://headway.co/frames/inner" width="480" height="180"></iframe>`,
        ),
        inner: CODE_FRAME,
      },
      screen: "none",
      fill: null,
      stays: [{ frame: "inner", at: "#code" }],
      why: "The foreign frame could draw anything over it.",
    },
  ],
};
