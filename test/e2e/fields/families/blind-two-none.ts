// A blind sample of screens with fields for codes of other kinds, written as ./blind-two-challenges.ts was.

import type { Family } from "../field-page.ts";
import { AUTO_ADVANCE, BOOTSTRAP, boxes, HOSTED, TAILWIND } from "../styles.ts";

export const BLIND_TWO_NONE: Family = {
  name: "blind two: nothing to fill",
  pages: [
    {
      name: "help article on authenticators with a search",
      title: "How to use an authenticator app | Help Center",
      body: `<nav class="navbar"><b>Help Center</b><form role="search"><input name="query" id="query" placeholder="Search articles"></form></nav><div class="container"><h1>How to use an authenticator app</h1><p>An authenticator app creates a 6-digit code every 30 seconds. When we ask for it, enter the verification code from your app.</p><h2>I lost my phone</h2><p>Use one of your backup codes.</p><p>Was this article helpful? <button class="btn">Yes</button> <button class="btn">No</button></p><form><textarea name="feedback" placeholder="Tell us more"></textarea></form></div>`,
      style: BOOTSTRAP,
      screen: "none",
      fill: null,
    },
    {
      name: "payment by card, the code on the back",
      title: "Pay your balance",
      body: `<div class="container"><h1>Pay your balance</h1><form><div class="mb-3"><label class="form-label" for="cn">Card number</label><input class="form-control" id="cn" inputmode="numeric" maxlength="19"></div><div class="row"><div class="col"><label class="form-label" for="ex">Expiry</label><input class="form-control" id="ex" placeholder="MM/YY"></div><div class="col"><label class="form-label" for="cv">Security code</label><input class="form-control" id="cv" inputmode="numeric" maxlength="4"><div class="form-text">3 digits on the back of your card</div></div><div class="col"><label class="form-label" for="zp">ZIP code</label><input class="form-control" id="zp" inputmode="numeric" maxlength="5"></div></div><button class="btn">Pay $40.00</button></form><p class="form-text">Your bank may ask you to verify this payment with a one-time code.</p></div>`,
      style: BOOTSTRAP,
      screen: "none",
      fill: null,
    },
    {
      name: "subscription with a promotion code",
      title: "Choose your plan",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Plus plan</h1><ul><li>Unlimited notes</li><li>Two-factor authentication for all staff</li><li>Single sign-on</li></ul><form class="mt-6"><label class="font-medium" for="promo">Have a code?</label><input class="input" id="promo" name="code" placeholder="Enter code" maxlength="8"><button class="button mt-2">Apply</button></form><p class="text-sm">Total $69.00 per month</p></div>`,
      style: TAILWIND,
      screen: "none",
      fill: null,
    },
    {
      name: "security settings, a phone to add",
      title: "Security",
      body: `<div class="container"><h1>Security</h1><section class="card"><h2>Authenticator app</h2><p>On. Added 3 May. <button class="btn btn-link">Remove</button></p></section><section class="card"><h2>Text messages</h2><p>Add a phone to get verification codes when your authenticator is not at hand.</p><form><div class="row"><select aria-label="Country"><option>+1</option></select><input class="form-control" id="ph" name="phone" type="tel" inputmode="numeric" placeholder="Phone number"></div><button class="btn">Send code</button></form></section><section class="card"><h2>Backup codes</h2><p>7 of 10 left. <button class="btn btn-link">Get new codes</button></p></section></div>`,
      style: BOOTSTRAP,
      screen: "none",
      fill: null,
    },
    {
      name: "proof of age, three boxes for the date of birth",
      title: "Find your record",
      body: `<main><header><h1>Find your record</h1></header><p>To protect your privacy, confirm your date of birth and the last four digits of your SSN.</p><form><div class="row"><input id="mm" inputmode="numeric" maxlength="2" placeholder="MM" aria-label="Month"><input id="dd" inputmode="numeric" maxlength="2" placeholder="DD" aria-label="Day"><input id="yyyy" inputmode="numeric" maxlength="4" placeholder="YYYY" aria-label="Year" style="width:80px"></div><div class="field"><label class="floating" for="ssn4">Last 4 of SSN</label><input id="ssn4" type="password" inputmode="numeric" maxlength="4"></div><button>Verify identity</button></form></main>`,
      style: HOSTED,
      screen: "none",
      fill: null,
    },
    {
      name: "door of a video meeting, six boxes",
      title: "Join a session",
      body: `<main><header><h1>Join your session</h1></header><p>Enter the 6-digit session code your clinician gave you.</p><form><div class="row">${boxes((at) => `<input data-box id="mc${at}" inputmode="numeric" maxlength="1" aria-label="Character ${at}">`)}</div><button>Join</button></form><p>Staff? <a href="#">Sign in with SSO and two-factor</a></p></main>${AUTO_ADVANCE}`,
      style: HOSTED,
      screen: "none",
      fill: null,
    },
    {
      name: "an order to track, with its number",
      title: "Track your order",
      body: `<div class="container"><h1>Track your order</h1><form><div class="mb-3"><label class="form-label" for="on">Order number</label><input class="form-control" id="on" name="order" inputmode="numeric" maxlength="6"><div class="form-text">You'll find the 6-digit number in the email we sent you.</div></div><div class="mb-3"><label class="form-label" for="oe">Email</label><input class="form-control" id="oe" type="email"></div><button class="btn">Track</button></form></div>`,
      style: BOOTSTRAP,
      screen: "none",
      fill: null,
    },
    {
      name: "login with distorted letters to copy",
      title: "Sign in",
      body: `<main><header><h1>Sign in</h1></header><form><div class="field"><input id="us" name="username" placeholder="Username" autocomplete="username"></div><div class="field"><input id="ps" name="password" type="password" placeholder="Password" autocomplete="current-password"></div><p><img alt="" width="160" height="50" style="background:#ddd"></p><div class="field"><label class="floating" for="vcode">Verification code</label><input id="vcode" name="vcode" maxlength="6" autocomplete="off"></div><p>Type the characters you see in the picture. <a href="#">Show another picture</a></p><button>Sign in</button></form></main>`,
      style: HOSTED,
      screen: "none",
      fill: null,
    },
    {
      name: "a hardware token to register by its serial number",
      title: "Register a security token",
      body: `<div class="container"><h1>Register a hardware token</h1><p>Your administrator handed out tokens for multi-factor authentication. Find the number on the back of the device.</p><form><label class="form-label" for="sn">Serial number</label><input class="form-control" id="sn" name="serial" inputmode="numeric" maxlength="8"><button class="btn">Register</button></form><p class="form-text">Using an authenticator app instead? <a href="#">Set it up here</a>.</p></div>`,
      style: BOOTSTRAP,
      screen: "none",
      fill: null,
    },
    {
      name: "Spanish, a code of invitation for a practice",
      title: "Únete a tu clínica",
      lang: "es",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Únete a tu clínica</h1><form class="mt-6"><label class="font-medium" for="inv">Código de invitación</label><input class="input" id="inv" name="codigo" maxlength="6"><label class="font-medium" for="cp">Código postal</label><input class="input" id="cp" name="cp" inputmode="numeric" maxlength="5"><button class="button mt-2">Unirme</button></form><p class="text-sm">Después te pediremos configurar una app de autenticación.</p></div>`,
      style: TAILWIND,
      screen: "none",
      fill: null,
    },
  ],
};
