// Fields that are hard to tell by their own markup: named from afar, made of parts, in frames and
// roots, under traps, behind something.

import { boxIds, type Family, type FieldPage } from "../field-page.ts";
import { BOOTSTRAP, boxes, HOSTED, TAILWIND } from "../styles.ts";

function element(name: string, markup: string): string {
  return `<script>customElements.define(${JSON.stringify(name)},class extends HTMLElement{connectedCallback(){if(!this.shadowRoot)this.attachShadow({mode:"open"}).innerHTML=${JSON.stringify(markup)}}})</script>`;
}

function frameDocument(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>-</title><style>body{font:15px Arial;margin:8px}</style><body>${body}</body></html>`;
}

const NAMED: readonly FieldPage[] = [
  {
    name: "its name in the page's footer",
    title: "Continue",
    style: TAILWIND,
    body: `<main class="p-8"><h1 class="text-2xl">One more step</h1><input class="input" id="x1" aria-labelledby="far" aria-describedby="far2"><button class="button">Continue</button></main><footer class="p-8"><p id="far">Code from your authenticator</p><p id="far2">It changes every thirty seconds.</p></footer>`,
    screen: "one-time",
    fill: "#x1",
  },
  {
    name: "a legend alone",
    title: "Sign in",
    body: `<form><fieldset><legend>Enter the 6-digit authenticator code</legend><input type="text" name="f3" id="f3"></fieldset><button>OK</button></form>`,
    screen: "one-time",
    fill: "#f3",
  },
  {
    name: "a placeholder alone",
    title: "Headway",
    style: HOSTED,
    body: `<main><div class="field"><input id="p" placeholder="Authenticator code"></div><button>→</button></main>`,
    screen: "one-time",
    fill: "#p",
  },
  {
    name: "a title attribute alone",
    title: "Headway",
    body: `<form><input type="password" id="tt" title="Enter the one-time password from your authenticator app" size="8"><input type="image" alt="Go"></form>`,
    screen: "one-time",
    fill: "#tt",
  },
  {
    name: "a response to a challenge",
    title: "Login",
    style: `body{font:12px Tahoma}table{margin:40px auto;border:1px solid #888}`,
    body: `<form method="post"><table><tr><td colspan="2">Additional information is required to log you in. Please enter the token from your authenticator app.</td></tr><tr><td>Response</td><td><input type="password" name="challengeResponse" id="cr"></td></tr><tr><td></td><td><input type="submit" value="Sign In"></td></tr></table></form>`,
    screen: "one-time",
    fill: "#cr",
  },
  {
    name: "an edited text for a label, drawn by a site builder",
    title: "Members",
    body: `<section><div contenteditable="false" class="rich"><span>Two-Factor</span> <span>Code</span></div><div class="cell"><input id="sb" class="comp-input" type="number" step="1"></div><div class="rich"><span>Look it up in your authenticator app.</span></div><div role="button" tabindex="0">Log in</div></section>`,
    screen: "one-time",
    fill: "#sb",
  },
  {
    name: "a table of headings over fields",
    title: "Signon",
    body: `<table><thead><tr><th>User</th><th>TOTP</th></tr></thead><tbody><tr><td><input id="usr" value="alex" name="usr"></td><td><input id="tp" name="tp" size="6"></td></tr></tbody></table><button>Sign on</button>`,
    screen: "one-time",
    fill: "#tp",
    stays: ["#usr"],
  },
  {
    name: "names made by a build, the words in a sibling",
    title: "Headway",
    style: `.a1{display:flex;flex-direction:column;width:300px;margin:40px auto}.q{border:1px solid #777;padding:8px}`,
    body: `<div class="a1"><div class="z9">Security verification</div><div class="z2"><div><div><input class="q" id=":r7:" value=""></div></div><div><span>Enter the passcode your authenticator app is showing now</span></div></div><button>Next</button></div>`,
    screen: "one-time",
    fill: `[id=":r7:"]`,
  },
];

const IN_PARTS: readonly FieldPage[] = [
  {
    name: "three and three",
    title: "Verify",
    style: BOOTSTRAP,
    body: `<div class="container"><h3>Enter your authenticator code</h3><div class="row"><input class="form-control" id="h1" maxlength="3" size="3" inputmode="numeric" aria-label="First three digits"><span>–</span><input class="form-control" id="h2" maxlength="3" size="3" inputmode="numeric" aria-label="Last three digits"></div><button class="btn">Verify</button></div>`,
    screen: "one-time",
    fill: ["#h1", "#h2"],
  },
  {
    name: "painted boxes under a field with see-through text",
    title: "Verify",
    style: `.otp{position:relative;width:300px;height:50px}.otp div{display:flex;gap:6px}.otp i{width:44px;height:50px;border:1px solid #999;border-radius:4px;text-align:center}.otp input{position:absolute;inset:0;width:100%;height:100%;color:transparent;caret-color:transparent;background:transparent;border:0;letter-spacing:34px;font:20px monospace}`,
    body: `<h2>Two-factor authentication</h2><p>Enter the code from your authenticator app.</p><div class="otp"><div>${boxes(() => "<i></i>")}</div><input id="one" maxlength="6" inputmode="numeric" autocomplete="one-time-code" aria-label="Code"></div><script>const o=document.getElementById("one");o.oninput=()=>document.querySelectorAll("i").forEach((b,k)=>{b.textContent=o.value[k]||""})</script>`,
    screen: "one-time",
    fill: "#one",
  },
  {
    name: "boxes that only listen to keys put the code in a hidden field",
    title: "Verify",
    style: `.r{display:flex;gap:6px}.r input{width:36px;height:44px;text-align:center}`,
    body: `<h2>Enter the 6-digit code from your authenticator app</h2><form><div class="r">${boxes((at) => `<input id="v${at}" data-v maxlength="1" pattern="[0-9]" required>`)}</div><input type="hidden" id="joined" name="code"></form><script>const v=[...document.querySelectorAll("[data-v]")];v.forEach((b,k)=>b.addEventListener("input",()=>{document.getElementById("joined").value=v.map((x)=>x.value).join("");if(b.value&&v[k+1])v[k+1].focus()}))</script>`,
    screen: "one-time",
    fill: boxIds("#v", 1),
    state: "#joined",
  },
  {
    name: "eight boxes for a mailed code",
    title: "Verify",
    body: `<h2>Verification</h2><p>Type in the 8-digit code we e-mailed you.</p><div>${boxes((at) => `<input id="m${at}" maxlength="1" size="1">`, 8)}</div>`,
    screen: "emailed",
    fill: null,
  },
  {
    name: "a grid of letters is no code",
    title: "Word of the day",
    body: `<h1>Word of the day</h1><p>Guess the six-letter word.</p><div>${boxes((at) => `<input id="w${at}" maxlength="1" size="1" autocapitalize="characters">`)}</div><button>Try</button>`,
    screen: "none",
    fill: null,
  },
  {
    name: "a date in parts",
    title: "Verify your identity",
    style: BOOTSTRAP,
    body: `<div class="container"><h3>Verify your identity</h3><fieldset><legend>Date of birth</legend><input id="mm" maxlength="2" placeholder="MM" inputmode="numeric"><input id="dd" maxlength="2" placeholder="DD" inputmode="numeric"><input id="yy" maxlength="4" placeholder="YYYY" inputmode="numeric"></fieldset><label>Last 4 of SSN <input id="ssn" maxlength="4" inputmode="numeric"></label><button class="btn">Verify</button></div>`,
    screen: "none",
    fill: null,
  },
];

const NESTED: readonly FieldPage[] = [
  {
    name: "six boxes, three roots deep",
    title: "Verify",
    body: `${element("ds-digit", `<style>input{width:32px;height:40px}</style><input part="field" maxlength="1" inputmode="numeric">`)}${element("ds-otp", `<div role="group"><slot name="label"></slot>${boxes((at) => `<ds-digit id="g${at}"></ds-digit>`)}</div>`)}${element("ds-screen", `<h2>Two-step verification</h2><ds-otp id="otp"><span slot="label">Code from your authenticator app</span></ds-otp><button>Verify</button>`)}<ds-screen id="s"></ds-screen>`,
    screen: "one-time",
    fill: [1, 2, 3, 4, 5, 6].map((at) => `#s >>> #otp >>> #g${at} >>> input`),
  },
  {
    name: "the label beside the element that holds the field",
    title: "Verify",
    body: `${element("lightning-input", `<div class="slds-form-element__control"><input id="input-14" type="text" maxlength="6"></div>`)}<h1>Check it's you</h1><div><span>Verification code from your authenticator app</span><lightning-input id="li"></lightning-input></div><button>Verify</button>`,
    screen: "one-time",
    fill: "#li >>> #input-14",
  },
  {
    name: "texted code in a root",
    title: "Verify",
    body: `${element("ion-input", `<label><span>Code</span><input class="native-input" id="n" inputmode="numeric" maxlength="6"></label>`)}<h1>Verify phone</h1><p>We sent an SMS with a code to (•••) •••-4821.</p><ion-input></ion-input><button>Resend SMS</button>`,
    screen: "texted",
    fill: null,
  },
  {
    name: "a frame of the same site with the whole form",
    title: "Sign in",
    body: `<h1>Welcome back</h1><iframe src="/frames/otp-form" width="420" height="220" title="Second step"></iframe>`,
    frames: {
      "otp-form": frameDocument(
        `<form><h2>Authenticator</h2><label for="t">6-digit code from your authenticator app</label><input id="t" name="t" maxlength="6"><button>Go</button></form>`,
      ),
    },
    screen: "one-time",
    fill: { frame: "otp-form", at: "#t" },
  },
  {
    name: "a frame of the same site for a texted code",
    title: "3-D verification",
    body: `<h1>Confirm your payment</h1><iframe src="/frames/acs" width="420" height="260"></iframe>`,
    frames: {
      acs: frameDocument(
        `<p>Please enter the one-time passcode sent by text message to ***4821 to approve $125.00 at Headway.</p><label>Passcode <input name="challengeDataEntry" id="p"></label><button>Submit</button><button>Resend code</button>`,
      ),
    },
    screen: "texted",
    fill: null,
  },
  {
    name: "a native dialog over the account page",
    title: "Account",
    body: `<h1>Account</h1><label>Search settings <input id="q" type="search"></label><dialog id="dlg"><form method="dialog"><h2>Confirm it's you</h2><label for="mfa">Authenticator code</label><input id="mfa" inputmode="numeric" maxlength="6"><button>Confirm</button></form></dialog><script>document.getElementById("dlg").showModal()</script>`,
    screen: "one-time",
    fill: "#mfa",
    stays: ["#q"],
  },
  {
    name: "a popover that slid in",
    title: "Billing",
    style: `aside{position:fixed;right:0;top:0;bottom:0;width:360px;background:#fff;border-left:1px solid #ccc;padding:20px}`,
    body: `<h1>Billing</h1><label>Invoice number <input id="inv"></label><aside role="dialog" aria-label="Step-up"><h2>Before you change your card</h2><p>Enter the current code from your authenticator.</p><input id="su" autocomplete="one-time-code" aria-label="Code"><button>Continue</button></aside>`,
    screen: "one-time",
    fill: "#su",
    stays: ["#inv"],
  },
];

const TRAPPED: readonly FieldPage[] = [
  {
    name: "a trap of a name like the real one",
    title: "Two-factor",
    style: `.hp{position:absolute;left:-5000px}`,
    body: `<h2>Two-factor authentication</h2><form><div class="hp" aria-hidden="true"><label>Authentication code <input id="trap" name="otp_code" tabindex="-1" autocomplete="one-time-code"></label></div><label for="real">Code from your app</label><input id="real" name="q7" inputmode="numeric"><button>Verify</button></form>`,
    screen: "one-time",
    fill: "#real",
    stays: ["#trap"],
  },
  {
    name: "clipped to nothing beside the real one",
    title: "Two-factor",
    style: `.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`,
    body: `<h2>Enter your authenticator code</h2><form><input class="vh" id="trap" name="totp" maxlength="6"><input id="real" name="totp2" maxlength="6" aria-label="Authenticator code"><button>Verify</button></form>`,
    screen: "one-time",
    fill: "#real",
    stays: ["#trap"],
  },
  {
    name: "a cookie wall over everything",
    title: "Two-factor",
    style: `.wall{position:fixed;inset:0;background:rgba(255,255,255,.95);z-index:99;padding:80px}`,
    body: `<h2>Two-factor authentication</h2><label>Authenticator code <input id="c" inputmode="numeric"></label><div class="wall"><h2>We value your privacy</h2><button>Accept all</button><button>Reject all</button></div>`,
    screen: "none",
    fill: null,
    stays: ["#c"],
  },
  {
    name: "visibility taken away while it loads",
    title: "Two-factor",
    style: `.loading form{visibility:hidden}`,
    body: `<div class="loading"><p>Just a moment…</p><form><label>Authenticator code <input id="c" name="totp"></label></form></div>`,
    screen: "none",
    fill: null,
    stays: ["#c"],
  },
  {
    name: "greyed out while it is checked",
    title: "Two-factor",
    body: `<h2>Enter the code from your authenticator app</h2><form><fieldset disabled><input id="c" name="totp" value="482913" aria-label="Code"><button>Checking…</button></fieldset></form>`,
    screen: "none",
    fill: null,
    stays: ["#c"],
  },
];

export const ODD_MARKUP: Family = {
  name: "odd markup",
  pages: [...NAMED, ...IN_PARTS, ...NESTED, ...TRAPPED],
};
