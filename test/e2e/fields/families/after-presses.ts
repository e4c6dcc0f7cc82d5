// Screens of which another is shown after a press, and screens with several ways of which one is open.

import { boxIds, type Family } from "../field-page.ts";
import { BOOTSTRAP, boxes, TAILWIND } from "../styles.ts";

/** Tabs, panels and a script that shows the pressed tab's panel alone. */
const TABS = `<script>for(const t of document.querySelectorAll("[role=tab]"))t.onclick=()=>{for(const u of document.querySelectorAll("[role=tab]")){const on=u===t;u.setAttribute("aria-selected",on);document.getElementById(u.getAttribute("aria-controls")).hidden=!on}}</script>`;

const METHODS = `<div role="tablist"><button role="tab" id="tab-app" aria-controls="app" aria-selected="true">Authenticator</button><button role="tab" id="tab-sms" aria-controls="sms" aria-selected="false">Text message</button><button role="tab" id="tab-rec" aria-controls="rec" aria-selected="false">Recovery code</button></div>
<div role="tabpanel" id="app"><p>Enter the code shown in your authenticator app.</p><input id="a" aria-label="Code" inputmode="numeric" maxlength="6"></div>
<div role="tabpanel" id="sms" hidden><p>Enter the code we texted to •••4821.</p><input id="s" aria-label="Code" inputmode="numeric" maxlength="6"></div>
<div role="tabpanel" id="rec" hidden><p>Enter the recovery code that you saved.</p><input id="r" aria-label="Code"></div>${TABS}`;

const SWITCHED = `<h2 id="head">Enter the code from your authenticator app</h2><form><input id="one" name="code" inputmode="numeric" autocomplete="one-time-code" aria-labelledby="head"><button type="button" id="text-me" onclick="document.getElementById('head').textContent='We sent a text message with a code to +1 ••• ••• 4821'">Text me a code</button> <button type="button" id="mail-me" onclick="document.getElementById('head').textContent='We e-mailed a code to a•••@example.com'">E-mail me a code</button></form>`;

export const AFTER_PRESSES: Family = {
  name: "after presses",
  pages: [
    {
      name: "tabs, the app's is open",
      title: "Verify",
      body: METHODS,
      screen: "one-time",
      fill: "#a",
      stays: ["#s", "#r"],
    },
    {
      name: "tabs, the text's was pressed",
      title: "Verify",
      body: METHODS,
      presses: ["#tab-sms"],
      screen: "texted",
      fill: null,
      stays: ["#a", "#s", "#r"],
    },
    {
      name: "tabs, the recovery code's was pressed",
      title: "Verify",
      body: METHODS,
      presses: ["#tab-rec"],
      screen: "recovery",
      fill: "#r",
      stays: ["#a", "#s"],
    },
    {
      name: "tabs, pressed there and back",
      title: "Verify",
      body: METHODS,
      presses: ["#tab-sms", "#tab-app"],
      screen: "one-time",
      fill: "#a",
      stays: ["#s", "#r"],
    },
    {
      name: "one field, its heading as served",
      title: "Verify",
      body: SWITCHED,
      screen: "one-time",
      fill: "#one",
    },
    {
      name: "one field, its heading changed to a text",
      title: "Verify",
      body: SWITCHED,
      presses: ["#text-me"],
      screen: "texted",
      fill: null,
    },
    {
      name: "one field, its heading changed to a mail",
      title: "Verify",
      body: SWITCHED,
      presses: ["#text-me", "#mail-me"],
      screen: "emailed",
      fill: null,
    },
    {
      name: "a list of ways, then the app's screen",
      title: "Choose a way",
      style: TAILWIND,
      body: `<main id="m" class="mx-auto max-w-md p-8"><h1 class="text-2xl">Choose how to verify</h1><ul><li><button id="way">Authenticator app</button></li><li><button>Text message to •••4821</button></li><li><button>Email to a•••@example.com</button></li></ul></main><script>document.getElementById("way").onclick=()=>{document.getElementById("m").innerHTML='<h1 class="text-2xl">Authenticator app</h1><p>Type the 6-digit code.</p><div class="flex gap-2">'+[1,2,3,4,5,6].map((n)=>'<input class="slot" id="n'+n+'" maxlength="1" inputmode="numeric" aria-label="Digit '+n+'">').join("")+'</div><button class="link">Try another way</button>'}</script>`,
      presses: ["#way"],
      screen: "one-time",
      fill: boxIds("#n", 1),
    },
    {
      name: "a list of ways, none chosen",
      title: "Choose a way",
      style: TAILWIND,
      body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Two-step verification</h1><p>Select how you'd like to get your code.</p><label><input type="radio" name="w" checked> Authenticator app</label><label><input type="radio" name="w"> Text message</label><label><input type="radio" name="w"> Recovery code</label><button class="button">Next</button></main>`,
      screen: "none",
      fill: null,
    },
    {
      name: "a dialog that a press opens",
      title: "Payouts",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Payouts</h2><label>Amount <input id="amt" type="number" value="120"></label><button class="btn" id="pay" onclick="document.getElementById('d').showModal()">Pay out</button></div><dialog id="d" aria-labelledby="dh"><h3 id="dh">Two-factor authentication</h3><p>Use your authenticator app to get a code.</p><input id="dc" inputmode="numeric" placeholder="000000"><button>Confirm</button></dialog>`,
      presses: ["#pay"],
      screen: "one-time",
      fill: "#dc",
      stays: ["#amt"],
    },
    {
      name: "the same page before the press",
      title: "Payouts",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Payouts</h2><label>Amount <input id="amt" type="number" value="120"></label><button class="btn" id="pay">Pay out</button></div><dialog id="d" aria-labelledby="dh"><h3 id="dh">Two-factor authentication</h3><p>Use your authenticator app to get a code.</p><input id="dc" inputmode="numeric" placeholder="000000"><button>Confirm</button></dialog>`,
      screen: "none",
      fill: null,
      stays: ["#amt", "#dc"],
    },
    {
      name: "a phone number, then the code it gets",
      title: "Sign in with your phone",
      style: TAILWIND,
      body: `<main id="m" class="mx-auto max-w-md p-8"><h1 class="text-2xl">Sign in with your phone</h1><label>Mobile number<input class="input" id="ph" type="tel" value="6505554821"></label><button class="button" id="go">Send code</button></main><script>document.getElementById("go").onclick=()=>{document.getElementById("m").insertAdjacentHTML("beforeend",'<label class="mt-6">Verification code<input class="input" id="vc" maxlength="6" inputmode="numeric"></label><p class="text-sm">Code sent. Resend in 59 s</p>')}</script>`,
      presses: ["#go"],
      screen: "texted",
      fill: null,
      stays: ["#ph", "#vc"],
    },
    {
      name: "a wrong code was refused",
      title: "Two-factor authentication",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Two-factor authentication</h2><div class="alert alert-danger" role="alert">That code was not right. Wait for your authenticator app to show the next one.</div><label class="form-label" for="tok">Code</label><input class="form-control" id="tok" value="111111" maxlength="6" aria-invalid="true"><button class="btn">Try again</button></div>`,
      screen: "one-time",
      fill: "#tok",
    },
    {
      name: "app's code, its way by text below the field",
      title: "Two-factor authentication",
      style: BOOTSTRAP,
      body: `<div class="container card"><h4>Two-factor authentication</h4><label class="form-label" for="t">Authentication code</label><input class="form-control" id="t" name="token" placeholder="6 digits" inputmode="numeric"><button class="btn">Verify</button><hr><p>Lost your phone? <a href="#">Send a text message to my backup number</a>, <a href="#">email me a login link</a> or <a href="#">enter a backup code</a>.</p></div>`,
      screen: "one-time",
      fill: "#t",
    },
    {
      name: "recovery code beside the way back to the app",
      title: "Log in",
      style: BOOTSTRAP,
      body: `<div class="container card"><h4>Lost your device?</h4><p>Instead of a code from your authenticator app you can use the recovery code that we gave you. It works once.</p><label class="form-label" for="z">Code</label><input class="form-control" id="z" name="code"><button class="btn">Log in</button><a href="#">Use my authenticator app</a></div>`,
      screen: "recovery",
      fill: "#z",
    },
    {
      name: "several fields, one for each way, all open",
      title: "Verify",
      style: BOOTSTRAP,
      body: `<div class="container"><h3>Verify it's you with one of these</h3><div class="card"><label for="w1">Authenticator app code</label><input class="form-control" id="w1"></div><div class="card"><label for="w2">Code we emailed you</label><input class="form-control" id="w2"></div><div class="card"><label for="w3">Recovery code</label><input class="form-control" id="w3"></div><button class="btn">Verify</button></div>`,
      screen: "one-time",
      fill: "#w1",
      stays: ["#w2", "#w3"],
      why: "The app's code can be made anew; the others are used up or still to come.",
    },
    {
      name: "boxes emptied and made anew by the press",
      title: "Verify",
      body: `<h2>Two-step login</h2><p>Open your authenticator and enter the code for Headway.</p><div id="b">${boxes((at) => `<input id="o${at}" maxlength="1" value="${at}" size="1">`)}</div><button id="clear">Clear</button><script>document.getElementById("clear").onclick=()=>{document.getElementById("b").innerHTML=[1,2,3,4,5,6].map((n)=>'<input id="o'+n+'" maxlength="1" size="1" inputmode="numeric">').join("")}</script>`,
      presses: ["#clear"],
      screen: "one-time",
      fill: boxIds("#o", 1),
    },
  ],
};
