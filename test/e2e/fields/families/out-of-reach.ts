// Fields that a person does not see or cannot use: beside a real one, and alone.

import type { Family, FieldPage } from "../field-page.ts";
import { BOOTSTRAP, HOSTED } from "../styles.ts";

/** Attractive to anything that goes by names. */
const DECOY = `<input id="decoy" name="otp" type="text" inputmode="numeric" maxlength="6" autocomplete="one-time-code" aria-label="Authenticator code"`;

/** By name: the decoy, and whether such a field alone leaves the page without anything to fill. */
const WAYS: Readonly<Record<string, string>> = {
  "display: none": `<div style="display:none">${DECOY}></div>`,
  "visibility: hidden": `<div style="visibility:hidden">${DECOY}></div>`,
  "the hidden attribute": `<p hidden>${DECOY}></p>`,
  "zero size": `<div style="width:0;height:0;overflow:hidden">${DECOY} tabindex="-1"></div>`,
  "one pixel": `${DECOY} style="width:1px;height:1px;padding:0;border:0" tabindex="-1">`,
  "off-screen to the left": `<div style="position:absolute;left:-5000px;top:auto">${DECOY} tabindex="-1"></div>`,
  "off-screen above": `<div style="position:fixed;top:-300px">${DECOY}></div>`,
  "text-indent and overflow": `<div style="position:relative;width:200px;height:30px;overflow:hidden"><div style="position:absolute;left:400px">${DECOY}></div></div>`,
  "opacity 0": `${DECOY} style="opacity:0">`,
  "transparent ancestors": `<div style="opacity:0.1"><div style="opacity:0.1"><div style="opacity:0.1">${DECOY}></div></div></div>`,
  "a filter": `<div style="filter:opacity(0)">${DECOY}></div>`,
  "clip-path": `<div style="clip-path:inset(50%)">${DECOY}></div>`,
  "the old clip": `<div style="position:absolute;clip:rect(0,0,0,0)">${DECOY}></div>`,
  "scale 0": `<div style="transform:scale(0)">${DECOY}></div>`,
  inert: `<div inert>${DECOY}></div>`,
  "aria-hidden and no tab stop": `<div aria-hidden="true" style="position:absolute;opacity:0;pointer-events:none">${DECOY} tabindex="-1"></div>`,
  disabled: `<label>Code ${DECOY} disabled></label>`,
  "a disabled fieldset": `<fieldset disabled>${DECOY}></fieldset>`,
  readonly: `<label>Code ${DECOY} readonly></label>`,
  "an overlay": `<div style="position:relative;width:300px;height:40px">${DECOY} style="width:280px"><div style="position:absolute;inset:0;background:#fff">Loading…</div></div>`,
  "closed details": `<details><summary>More options</summary>${DECOY}></details>`,
  "a closed dialog": `<dialog>${DECOY}></dialog>`,
  "content-visibility": `<div style="content-visibility:hidden;height:40px">${DECOY}></div>`,
  "a closed popover": `<div popover>${DECOY}></div>`,
};

/** Those that are seen, and alone would be found by a person to be of no use. */
const ALONE = [
  "opacity 0",
  "off-screen to the left",
  "zero size",
  "inert",
  "disabled",
  "readonly",
  "an overlay",
  "closed details",
  "a closed dialog",
  "clip-path",
] as const;

const beside = Object.entries(WAYS).map(([way, decoy]): FieldPage => ({
  name: `decoy beside the real field: ${way}`,
  title: "Verify your identity",
  style: HOSTED,
  body: `<main><h1>Verify your identity</h1><form>${decoy}<div class="field"><label for="c7">Code from your authenticator app</label><input id="c7" name="c7"></div><button>Continue</button></form></main>`,
  screen: "one-time",
  fill: "#c7",
  stays: ["#decoy"],
}));

const alone = ALONE.map((way): FieldPage => ({
  name: `alone: ${way}`,
  title: "Verify your identity",
  style: HOSTED,
  body: `<main><h1>Verify your identity</h1><p>Enter the code from your authenticator app.</p><form>${WAYS[way] ?? ""}<button>Continue</button></form></main>`,
  screen: "none",
  fill: null,
  stays: ["#decoy"],
  why: "Nobody could type there now, so there is nothing to offer.",
}));

export const OUT_OF_REACH: Family = {
  name: "out of sight or reach",
  pages: [
    ...beside,
    ...alone,
    {
      name: "behind a modal dialog",
      title: "Verify",
      style: `${BOOTSTRAP}dialog::backdrop{background:rgba(0,0,0,.6)}`,
      body: `<div class="container"><h2>Two-step verification</h2><label class="form-label" for="c">Code from your authenticator app</label><input class="form-control" id="c" name="code"></div><dialog id="m"><h3>We value your privacy</h3><p>Choose which cookies we may use.</p><button>Accept all</button></dialog><script>document.getElementById("m").showModal()</script>`,
      screen: "none",
      fill: null,
      why: "The dialog makes the rest of the page inert; it must be answered first.",
    },
    {
      name: "behind a full-page veil",
      title: "Verify",
      style: `${BOOTSTRAP}.veil{position:fixed;inset:0;background:rgba(0,0,0,.7);z-index:9}.box{position:fixed;top:100px;left:50px;width:400px;background:#fff;padding:20px;z-index:10}`,
      body: `<div class="container"><h2>Two-step verification</h2><label class="form-label" for="c">Code from your authenticator app</label><input class="form-control" id="c" name="code"></div><div class="veil"></div><div class="box" role="dialog" aria-modal="true"><h3>Are you still there?</h3><p>Your session is about to end.</p><button>Stay logged in</button></div>`,
      screen: "none",
      fill: null,
      why: "The veil takes every click; the field cannot be used before it is gone.",
    },
    {
      name: "below the fold",
      title: "Verify",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Two-step verification</h2><div style="height:2200px"><p>Please read our notice of privacy practices before you go on.</p></div><label class="form-label" for="c">Code from your authenticator app</label><input class="form-control" id="c" name="code" inputmode="numeric"></div>`,
      screen: "one-time",
      fill: "#c",
      why: "A person would scroll there.",
    },
    {
      name: "in a list that scrolls",
      title: "Verify",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Two-step verification</h2><div style="height:200px;overflow:auto;border:1px solid #ccc"><div style="height:600px">Terms and conditions</div><label class="form-label" for="c">Code from your authenticator app</label><input class="form-control" id="c" name="code" inputmode="numeric"></div></div>`,
      screen: "one-time",
      fill: "#c",
    },
    {
      name: "in open details",
      title: "Verify",
      style: BOOTSTRAP,
      body: `<div class="container"><details open><summary>Authenticator app</summary><label class="form-label" for="c">6-digit code</label><input class="form-control" id="c" name="code"></details><details><summary>Text message</summary><label class="form-label" for="s">Code from the text</label><input class="form-control" id="s" name="sms" autocomplete="one-time-code"></details></div>`,
      screen: "one-time",
      fill: "#c",
      stays: ["#s"],
    },
    {
      name: "behind a header that sticks",
      title: "Verify",
      style: `${BOOTSTRAP}header{position:fixed;top:0;left:0;right:0;height:90px;background:#fff;z-index:5;border-bottom:1px solid}`,
      body: `<header><h3>Headway</h3></header><div style="height:40px"></div><div class="container" style="padding-bottom:1500px"><label class="form-label" for="c" style="display:block;margin-top:-20px">Authenticator code</label><input class="form-control" id="c" name="code"><h2 style="margin-top:80px">Enter the code from your authenticator app</h2><button class="btn">Verify</button></div>`,
      screen: "one-time",
      fill: "#c",
      why: "The page opens with the field half under the header; scrolling cannot help, but the lower half takes the click.",
    },
    {
      name: "readonly until it has the focus",
      title: "Verify",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Two-step verification</h2><label class="form-label" for="c">Code from your authenticator app</label><input class="form-control" id="c" name="code" readonly onfocus="this.removeAttribute('readonly')"></div>`,
      screen: "one-time",
      fill: "#c",
      why: "A common trick against autofill: for a person the field is as usable as any.",
    },
    {
      name: "slightly transparent while the page fades in",
      title: "Verify",
      style: `${BOOTSTRAP}main{opacity:.85}`,
      body: `<main class="container"><h2>Two-step verification</h2><label class="form-label" for="c">Code from your authenticator app</label><input class="form-control" id="c" name="code"></main>`,
      screen: "one-time",
      fill: "#c",
    },
    {
      name: "honeypots of a form builder",
      host: "sigmund.headway.co",
      title: "Verify",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Authenticator code</h2><form><div style="position:absolute;left:-9999px" aria-hidden="true"><label for="hp1">Leave this field empty</label><input id="hp1" name="code" tabindex="-1" autocomplete="off"></div><label class="visually-hidden" for="hp2">Verification code</label><input class="visually-hidden" id="hp2" name="verification_code" tabindex="-1"><input class="form-control" id="real" name="f_8812" placeholder="123456" inputmode="numeric"><button class="btn">Verify</button></form></div>`,
      screen: "one-time",
      fill: "#real",
      stays: ["#hp1", "#hp2"],
    },
    {
      name: "hidden words that would change the meaning",
      title: "Verify",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Enter the code</h2><p style="display:none">from your authenticator app (TOTP)</p><p>We sent it by text message to •••-0123.</p><input class="form-control" id="c" name="totp" autocomplete="one-time-code" aria-label="Code"></div>`,
      screen: "texted",
      fill: null,
    },
  ],
};
