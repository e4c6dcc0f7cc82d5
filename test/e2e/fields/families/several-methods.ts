// Screens that speak of several methods, hold several forms, or change under way.

import { boxIds, type Family } from "../field-page.ts";
import { AUTO_ADVANCE, BOOTSTRAP, boxes, HOSTED, MATERIAL, TAILWIND } from "../styles.ts";

/** Three tabs over three panels, switched without a reload. */
const TABS = `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Two-factor authentication</h1>
  <div role="tablist" class="flex gap-2"><button role="tab" id="t0" aria-selected="true">App</button><button role="tab" id="t1">Text message</button><button role="tab" id="t2">Recovery code</button></div>
  <div role="tabpanel" id="p0"><p>Open your authenticator app and enter the 6-digit code.</p><label>Code <input class="input" id="app" name="app_code" inputmode="numeric"></label></div>
  <div role="tabpanel" id="p1" hidden><p>We sent a code to •••-•••-0123.</p><label>Code <input class="input" id="sms" name="sms_code" inputmode="numeric" autocomplete="one-time-code"></label></div>
  <div role="tabpanel" id="p2" hidden><p>Enter the recovery code you saved.</p><label>Recovery code <input class="input" id="rec" name="recovery_code"></label></div>
  <button class="button">Verify</button></div>
  <script>for(let i=0;i<3;i++)document.getElementById("t"+i).onclick=()=>{for(let k=0;k<3;k++){document.getElementById("p"+k).hidden=k!==i;document.getElementById("t"+k).setAttribute("aria-selected",k===i)}}</script>`;

/** A single-page application that goes from the password to the code to another method. */
const STEPS = `<div id="root" class="mx-auto max-w-md p-8"></div><script>
const root=document.getElementById("root");
const show={password(){root.innerHTML='<h1 class="text-2xl">Welcome back</h1><form class="grid"><label>Email<input class="input" type="email" name="email" autocomplete="username"></label><label>Password<input class="input" type="password" name="password" autocomplete="current-password"></label><button type="button" class="button" id="next">Log in</button></form>'},
app(){root.innerHTML='<h1 class="text-2xl">Enter your authenticator code</h1><form><input class="input" id="code" name="code" inputmode="numeric" aria-label="Authenticator code"><button type="button" class="button">Verify</button></form><button class="link" id="text">Text me a code instead</button> <button class="link" id="rec">Use a recovery code</button>'},
text(){root.innerHTML='<h1 class="text-2xl">Check your phone</h1><p>We texted a code to ***-***-0123</p><form><input class="input" id="code" name="code" inputmode="numeric" aria-label="Code"><button type="button" class="button">Verify</button></form><button class="link" id="app">Use your authenticator app</button>'},
rec(){root.innerHTML='<h1 class="text-2xl">Enter your recovery code</h1><form><input class="input" id="code" name="code" aria-label="Recovery code"><button type="button" class="button">Verify</button></form>'}};
root.onclick=e=>({next:show.app,text:show.text,app:show.app,rec:show.rec})[e.target.id]?.();show.password();</script>`;

/** One input whose surroundings change, as when a framework keeps the element. */
const KEPT_INPUT = `<main><h1 id="h">Enter your recovery code</h1><label for="k" id="l">Recovery code</label><div class="field"><input id="k" name="code"></div><button class="plain" id="s">Use the authenticator app</button></main>
  <script>document.getElementById("s").onclick=()=>{document.getElementById("h").textContent="Enter your 6-digit code";document.getElementById("l").textContent="Authenticator code";document.getElementById("s").textContent="Use a recovery code";document.getElementById("k").inputMode="numeric"}</script>`;

export const SEVERAL_METHODS: Family = {
  name: "several methods, forms and steps",
  pages: [
    {
      name: "tabs, the app's",
      title: "Verify",
      style: TAILWIND,
      body: TABS,
      screen: "one-time",
      fill: "#app",
      stays: ["#sms", "#rec"],
    },
    {
      name: "tabs, the text's",
      title: "Verify",
      style: TAILWIND,
      body: TABS,
      presses: ["#t1"],
      screen: "texted",
      fill: null,
    },
    {
      name: "tabs, the recovery code's",
      title: "Verify",
      style: TAILWIND,
      body: TABS,
      presses: ["#t2"],
      screen: "recovery",
      fill: "#rec",
      stays: ["#app", "#sms"],
    },
    {
      name: "application, the password's step",
      title: "Headway",
      style: TAILWIND,
      body: STEPS,
      screen: "none",
      fill: null,
    },
    {
      name: "application, the app's step",
      title: "Headway",
      style: TAILWIND,
      body: STEPS,
      presses: ["#next"],
      screen: "one-time",
      fill: "#code",
    },
    {
      name: "application, on to the text",
      title: "Headway",
      style: TAILWIND,
      body: STEPS,
      presses: ["#next", "#text"],
      screen: "texted",
      fill: null,
    },
    {
      name: "application, to the text and back to the app",
      title: "Headway",
      style: TAILWIND,
      body: STEPS,
      presses: ["#next", "#text", "#app"],
      screen: "one-time",
      fill: "#code",
    },
    {
      name: "application, on to the recovery code",
      title: "Headway",
      style: TAILWIND,
      body: STEPS,
      presses: ["#next", "#rec"],
      screen: "recovery",
      fill: "#code",
    },
    {
      name: "the same input, first for the recovery code",
      title: "Headway",
      style: HOSTED,
      body: KEPT_INPUT,
      screen: "recovery",
      fill: "#k",
    },
    {
      name: "the same input, then for the app's code",
      title: "Headway",
      style: HOSTED,
      body: KEPT_INPUT,
      presses: ["#s"],
      screen: "one-time",
      fill: "#k",
    },
    {
      name: "the app's field beside all other methods",
      title: "Verify your identity",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Verify your identity</h2><div class="card"><label class="form-label" for="c">Code from your authenticator app</label><input class="form-control" id="c" name="code" inputmode="numeric"><button class="btn">Verify</button></div><h3>Or choose another method</h3><ul><li><button class="btn-link">Text message to (•••) •••-0123</button></li><li><button class="btn-link">Call (•••) •••-0123</button></li><li><button class="btn-link">Email a***@example.com</button></li><li><button class="btn-link">Fingerprint or face</button></li><li><button class="btn-link">Security key</button></li><li><button class="btn-link">Recovery code</button></li></ul></div>`,
      screen: "one-time",
      fill: "#c",
    },
    {
      name: "the text's field beside all other methods",
      host: "sigmund.headway.co",
      title: "Verify your identity",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Verify your identity</h2><div class="card"><label class="form-label" for="c">Code we texted to (•••) •••-0123</label><input class="form-control" id="c" name="code" inputmode="numeric"><button class="btn">Verify</button></div><h3>Try another method</h3><ul><li><button class="btn-link">Authenticator app</button></li><li><button class="btn-link">Security key</button></li><li><button class="btn-link">Recovery code</button></li></ul></div>`,
      screen: "texted",
      fill: null,
    },
    {
      name: "the recovery code's field beside all other methods",
      title: "Verify your identity",
      style: BOOTSTRAP,
      body: `<div class="container"><h2>Verify your identity</h2><div class="card"><label class="form-label" for="c">Recovery code</label><input class="form-control" id="c" name="code"><button class="btn">Verify</button></div><h3>Try another method</h3><ul><li><button class="btn-link">Authenticator app</button></li><li><button class="btn-link">Phone (text or call)</button></li><li><button class="btn-link">Security key</button></li></ul></div>`,
      screen: "recovery",
      fill: "#c",
    },
    {
      name: "prose that mentions everything, app first",
      title: "Login verification",
      style: TAILWIND,
      body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Login verification</h1><p>Open the authenticator app you set up and enter the current code below. If you lost your phone you can use your recovery code, have a code texted or e-mailed to you, or contact support.</p><input class="input" id="v" name="token" inputmode="numeric" placeholder="000000"><button class="button">Submit</button></main>`,
      screen: "one-time",
      fill: "#v",
    },
    {
      name: "one field for the app's code or a backup code",
      title: "Two-factor authentication",
      style: HOSTED,
      body: `<main><h1>Two-factor authentication</h1><p>Enter your authenticator code or one of your backup codes.</p><div class="field"><label class="floating" for="x">Auth/backup code</label><input id="x" placeholder="6-digit authentication code/8-digit backup code" autocomplete="one-time-code"></div><button>Log in</button></main>`,
      screen: "one-time",
      fill: "#x",
      why: "An app's code is accepted; a recovery code is used up by it.",
    },
    {
      name: "choice of a method, no field",
      title: "Verify it's you",
      style: HOSTED,
      body: `<main><h1>Select a method</h1><ul><li><button class="plain">Authenticator app</button></li><li><button class="plain">Text message to XXX-XXX-0123</button></li><li><button class="plain">Email</button></li><li><button class="plain">Recovery code</button></li></ul></main>`,
      screen: "none",
      fill: null,
    },
    {
      name: "choice of a method by radio buttons, no field",
      title: "Verify it's you",
      body: `<form><fieldset><legend>How do you want to get the code?</legend><label><input type="radio" name="m" value="totp" checked> Use verification code from your mobile app</label><br><label><input type="radio" name="m" value="sms"> Text +X XXXXXXXX23</label><br><label><input type="radio" name="m" value="mail"> Email a***@example.com</label></fieldset><button>Next</button></form>`,
      screen: "none",
      fill: null,
    },
    {
      name: "user name, password and code in one form",
      title: "Sign in",
      style: BOOTSTRAP,
      body: `<div class="container"><form><div class="mb-3"><label class="form-label" for="u">Username</label><input class="form-control" id="u" name="username" autocomplete="username"></div><div class="mb-3"><label class="form-label" for="p">Password</label><input class="form-control" type="password" id="p" name="password" autocomplete="current-password"></div><div class="mb-3"><label class="form-label" for="o">Authenticator code <small>(if you have one)</small></label><input class="form-control" id="o" name="otp" inputmode="numeric" autocomplete="one-time-code"></div><button class="btn">Sign in</button></form></div>`,
      screen: "one-time",
      fill: "#o",
      stays: ["#u", "#p"],
    },
    {
      name: "cPanel-like, the login above the code",
      title: "Portal login",
      body: `<form id="login"><input name="user" id="user" placeholder="Enter your username." value="alex"><input type="password" name="pass" id="pass" placeholder="Enter your account password."></form><hr><form id="tfa"><h3>Two-Factor Authentication</h3><p>Enter the security code for “alex”. The code is in your authentication app.</p><input name="tfatoken" id="tfatoken" maxlength="6" placeholder="Security code"><button>Continue</button></form>`,
      screen: "one-time",
      fill: "#tfatoken",
      stays: ["#user", "#pass"],
    },
    {
      name: "search, newsletter and code on one page",
      title: "Headway",
      style: BOOTSTRAP,
      body: `<nav class="navbar"><form role="search"><input type="search" id="s" name="q" placeholder="Search providers" aria-label="Search"></form></nav><div class="container"><h2>Two-step verification</h2><form><label class="form-label" for="t">Enter the code from your authenticator app</label><input class="form-control" id="t" name="t"><button class="btn">Verify</button></form></div><footer class="container"><form><label for="n">Get our newsletter</label><input type="text" id="n" name="EMAIL" placeholder="Your e-mail"><input name="zip" id="z" placeholder="ZIP code"><button class="btn">Subscribe</button></form></footer>`,
      screen: "one-time",
      fill: "#t",
      stays: ["#s", "#n", "#z"],
    },
    {
      name: "phone number beside the code that was texted",
      title: "Verify your phone",
      style: BOOTSTRAP,
      body: `<div class="container"><h3>Verify your phone</h3><div class="row"><div class="col"><label class="form-label" for="ph">Phone number</label><input class="form-control" type="tel" id="ph" value="(415) 555-0123"></div><button class="btn">Send code</button></div><div class="mb-3"><label class="form-label" for="vc">Verification code</label><input class="form-control" id="vc" name="vcode" maxlength="6"></div><p class="form-text">Code sent. You can request another in 58 seconds.</p><button class="btn">Verify</button></div>`,
      screen: "texted",
      fill: null,
    },
    {
      name: "app's code and captcha together",
      host: "sigmund.headway.co",
      title: "Verification",
      style: BOOTSTRAP,
      body: `<div class="container"><form><div class="mb-3"><label class="form-label" for="ga">Google Authenticator code</label><input class="form-control" id="ga" name="ga" maxlength="6"></div><div class="mb-3"><svg width="160" height="40" role="img" aria-label="captcha"><text x="10" y="28" font-size="24">x7Kp2</text></svg><label class="form-label" for="cap">Type the characters you see</label><input class="form-control" id="cap" name="captcha" maxlength="6" autocomplete="off"></div><button class="btn">Go</button></form></div>`,
      screen: "one-time",
      fill: "#ga",
      stays: ["#cap"],
    },
    {
      name: "two codes at once, from the app and by text",
      title: "Security verification",
      style: MATERIAL,
      body: `<div class="surface"><h1>Security verification</h1><p>To secure your account, please complete the following verification.</p><div class="filled"><label for="m1">Phone verification code</label><input id="m1" name="mobile" maxlength="6" inputmode="numeric"></div><p>Enter the 6-digit code sent to 415****123 <button class="flat">Get code</button></p><div class="filled"><label for="g1">Authenticator code</label><input id="g1" name="google" maxlength="6" inputmode="numeric"></div><p>Enter the 6-digit code from your authenticator</p><button class="raised">Submit</button></div>`,
      screen: "one-time",
      fill: "#g1",
      stays: ["#m1"],
      why: "One field of the page asks for what Waykey holds; the other must stay free for the text.",
    },
    {
      name: "two codes at once, from the app and by e-mail, boxes",
      title: "Security verification",
      style: HOSTED,
      body: `<main><h2>Email code</h2><p>Sent to a***@example.com</p><div class="row">${boxes((at) => `<input maxlength="1" id="e${at}" inputmode="numeric">`)}</div><h2>Authenticator code</h2><p>From your app</p><div class="row">${boxes((at) => `<input maxlength="1" id="a${at}" data-box inputmode="numeric">`)}</div><button>Confirm</button></main>${AUTO_ADVANCE}`,
      screen: "one-time",
      fill: boxIds("#a", 1),
      stays: boxIds("#e", 1),
    },
    {
      name: "settings of a signed-in person with all methods listed",
      title: "Settings | Headway",
      style: BOOTSTRAP,
      body: `<nav class="navbar"><a href="#">Home</a><a href="#">Settings</a><button class="btn-link">Log out</button></nav><div class="container"><h1>Two-factor authentication</h1><ul><li>Authenticator app <button class="btn">Enroll</button></li><li>Phone (text or call) <button class="btn">Enroll</button></li><li>Fingerprint or face <button class="btn">Enroll</button></li><li>Security key <button class="btn">Enroll</button></li><li>Recovery code <button class="btn">Enroll</button></li></ul></div>`,
      screen: "none",
      fill: null,
    },
    {
      name: "turn off two-factor authentication",
      host: "sigmund.headway.co",
      title: "Turn off",
      style: TAILWIND,
      body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Turn off authenticator app?</h1><p>To confirm, enter the 6-digit code it shows now.</p><input class="input" name="confirm" id="cf" maxlength="6" inputmode="numeric" aria-label="Current code"><button class="button">Turn off</button><button class="link">Keep it on</button></main>`,
      screen: "one-time",
      fill: "#cf",
    },
  ],
};
