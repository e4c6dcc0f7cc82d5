// A third blind sample, of screens that ask for an authenticator's code: banks, clinics, schools, shops
// and offices, written without knowledge of how Waykey tells fields apart.

import { boxIds, type Family } from "../field-page.ts";
import { AUTO_ADVANCE, BOOTSTRAP, boxes, HOSTED, MATERIAL, TAILWIND } from "../styles.ts";

/** After the design system of a government. */
const OFFICE = `
body{margin:0;font:19px/25px arial,sans-serif;color:#0b0c0c}header{background:#0b0c0c;color:#fff;padding:10px 30px;font-weight:700}
.wrap{max-width:660px;margin:0 30px;padding:30px 0}h1{font-size:36px;line-height:40px}.hint{color:#505a5f;margin-bottom:10px}.label{display:block;margin-bottom:5px;font-weight:700}
.input{font:19px/25px arial;height:40px;padding:5px;border:2px solid #0b0c0c;border-radius:0}.w-10{width:8em}.button{background:#00703c;color:#fff;border:0;padding:8px 10px 7px;font:19px arial;margin-top:20px}
fieldset{border:0;padding:0;margin:0 0 20px}footer{background:#f3f2f1;border-top:1px solid #b1b4b6;padding:25px 30px}`;

export const SAMPLE_THREE_CHALLENGES: Family = {
  name: "sample three: challenges",
  pages: [
    {
      name: "a bank, one labelled field under a search of the site",
      title: "Security check - Larkfield Bank",
      body: `<nav class="navbar"><a href="#">Larkfield</a><a href="#">Accounts</a><a href="#">Cards</a><form role="search"><input type="search" name="q" aria-label="Search our site" placeholder="How can we help?"></form></nav><div class="container"><div class="card"><h1>Security check</h1><p>To keep your money safe, we need to be sure it's really you.</p><form method="post" action="#"><div class="mb-3"><label class="form-label" for="mfaCode">Authenticator code</label><input class="form-control" id="mfaCode" name="mfaCode" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required><div class="form-text">The 6-digit number from the app you linked to online banking.</div></div><button class="btn">Continue</button> <a href="#">Cancel and log off</a></form></div></div>`,
      style: BOOTSTRAP,
      screen: "one-time",
      fill: "#mfaCode",
    },
    {
      name: "a clinic, six boxes in a fieldset whose legend says it all",
      title: "Sign in | Harbor Family Clinic",
      body: `<div class="mx-auto max-w-md p-8"><p class="font-medium">Harbor Family Clinic</p><h1 class="text-2xl mt-2">One more step</h1><form class="mt-6"><fieldset><legend class="text-sm">6-digit code from your authenticator app</legend><div class="flex gap-2 mt-2">${boxes((at) => `<input data-box class="slot" id="d${at}" name="d${at}" type="tel" maxlength="1" aria-label="Digit ${at} of 6" autocomplete="off">`)}</div></fieldset><button class="button mt-6">Open my chart</button></form><p class="text-sm text-gray-500 mt-6">If this is an emergency, call 911.</p></div>${AUTO_ADVANCE}`,
      style: TAILWIND,
      screen: "one-time",
      fill: boxIds("#d", 1),
    },
    {
      name: "an insurer, machine-made names and labels by reference",
      title: "Member sign in",
      body: `<main><header><strong>Evergreen Mutual</strong></header><h1 id="hdr_21">Verify it's you</h1><p id="txt_22">Open the authenticator app on your phone and type the code shown for Evergreen Mutual.</p><form id="frm_20"><div class="field"><input id="fld_7731" name="x1" type="text" maxlength="6" aria-labelledby="hdr_21 txt_22"></div><input type="hidden" name="x0" value="a91c"><button id="btn_24" type="submit">Next</button></form><p><a href="#">I don't have my phone</a></p></main>`,
      style: HOSTED,
      screen: "one-time",
      fill: "#fld_7731",
    },
    {
      name: "a university, a passcode of an app beside push and call",
      title: "Two-Step Login",
      body: `<div class="surface"><h1>Two-Step Login</h1><p>Device: iPhone (XXX-XXX-0142)</p><div><p><strong>Approve a push</strong></p><button class="raised" type="button">Send me a push</button></div><div><p><strong>Have us call you</strong></p><button class="raised" type="button">Call me</button></div><form><p><strong>Enter a passcode</strong></p><div class="filled"><label for="passcode">Passcode</label><input id="passcode" name="passcode" placeholder="ex. 867539" autocomplete="off" autocapitalize="off"></div><p><small>Tap your university account in Duo Mobile to see your passcode.</small></p><div class="actions"><button class="flat" type="button">Need help?</button><button class="raised">Log in</button></div></form></div>`,
      style: MATERIAL,
      screen: "one-time",
      fill: "#passcode",
    },
    {
      name: "a shop, the look-up of an order on the same page",
      title: "Your account",
      body: `<div class="container"><div class="card"><h2>Sign in to your account</h2><p>Open your authenticator app to get a verification code for <b>Oak &amp; Linen</b>.</p><form id="verify"><div class="form-floating mb-3"><input class="form-control" id="verification" name="verification" placeholder=" " inputmode="numeric"><label for="verification">Verification code</label></div><button class="btn">Sign in</button></form></div><div class="card"><h2>Track an order without signing in</h2><form id="track"><div class="row"><div class="col"><label class="form-label" for="order">Order number</label><input class="form-control" id="order" name="order" placeholder="e.g. 104482"></div><div class="col"><label class="form-label" for="zip">ZIP code</label><input class="form-control" id="zip" name="zip" inputmode="numeric" maxlength="5"></div></div><button class="btn btn-link">Track</button></form></div></div>`,
      style: BOOTSTRAP,
      screen: "one-time",
      fill: "#verification",
    },
    {
      name: "a government, an access code with its hint",
      title: "Enter your access code - Tax account",
      body: `<header>Revenue Service</header><div class="wrap"><a href="#">Back</a><form novalidate><label class="label" for="access-code"><h1>Enter the 6 digit access code</h1></label><div class="hint" id="access-code-hint">Open the authenticator app you chose when you set up your account. The app gives a new access code every 30 seconds.</div><input class="input w-10" id="access-code" name="accessCode" type="text" inputmode="numeric" spellcheck="false" aria-describedby="access-code-hint" autocomplete="off"><br><button class="button">Continue</button></form><p><a href="#">I cannot get an access code</a></p></div><footer>All content is available under the open licence</footer>`,
      style: OFFICE,
      screen: "one-time",
      fill: "#access-code",
    },
    {
      name: "Spanish, a bank that calls it token",
      title: "Banco del Norte - Acceso",
      lang: "es",
      body: `<main><header><strong>Banco del Norte</strong><h1>Confirma tu acceso</h1></header><p>Introduce el código de 6 dígitos que aparece en tu aplicación de autenticación.</p><form><div class="field"><label class="floating" for="token">Código</label><input id="token" name="token" type="text" inputmode="numeric" maxlength="6" autocomplete="off"></div><label><input type="checkbox" name="recordar"> Recordar este equipo durante 30 días</label><button>Entrar</button></form><p><a href="#">He perdido el móvil</a></p></main>`,
      style: HOSTED,
      screen: "one-time",
      fill: "#token",
    },
    {
      name: "German, a health fund that calls it a one-time password",
      title: "Anmeldung – Meine Kasse",
      lang: "de",
      body: `<div class="container"><div class="card"><h1>Zweiter Faktor</h1><p>Bitte öffnen Sie Ihre Authenticator-App und geben Sie das dort angezeigte Einmalpasswort ein.</p><form><div class="mb-3"><label class="form-label" for="otp_wert">Einmalpasswort</label><input class="form-control" id="otp_wert" name="otp_wert" maxlength="6" autocomplete="off"></div><button class="btn">Anmelden</button> <button type="button" class="btn btn-link">Abbrechen</button></form></div><p class="form-text">Fragen? Unsere Hotline erreichen Sie unter 0800 000 0000.</p></div>`,
      style: BOOTSTRAP,
      screen: "one-time",
      fill: "#otp_wert",
    },
    {
      name: "a custom element that holds its own label",
      title: "Confirm sign-in",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Confirm sign-in</h1><p class="text-sm text-gray-500">Two-factor authentication is on for this account.</p><form class="mt-6"><acme-code-field name="challenge_response" label="Code from your authenticator app"></acme-code-field><button class="button mt-6">Confirm</button></form></div><script>
customElements.define("acme-code-field", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = '<style>label{display:block;font-weight:500}input{width:100%;height:40px;font:inherit}</style><label for="control"></label><input id="control" part="control" inputmode="numeric" maxlength="6">';
    root.querySelector("label").textContent = this.getAttribute("label");
  }
});
</script>`,
      style: TAILWIND,
      screen: "one-time",
      fill: "acme-code-field >>> #control",
    },
    {
      name: "a city's portal, the field two shadow roots deep",
      title: "City of Millbrook",
      body: `<city-shell><template shadowrootmode="open"><style>section{max-width:480px;margin:32px auto;font:16px/1.5 sans-serif}</style><section><h1>Two-factor sign in</h1><p>Get the current code from your authenticator (Google Authenticator, Microsoft Authenticator or similar).</p><city-input><template shadowrootmode="open"><style>input{height:36px;width:200px;font:inherit}label{display:block}</style><label for="value">Current code</label><input id="value" type="text" autocomplete="one-time-code"></template></city-input><p><button>Sign in</button></p></section></template></city-shell>`,
      screen: "one-time",
      fill: "city-shell >>> city-input >>> #value",
    },
    {
      name: "a frame of the same site within a page with a search",
      title: "Employee benefits",
      body: `<nav class="navbar"><a href="#">Benefits</a><a href="#">Claims</a><input type="search" placeholder="Search plans" aria-label="Search plans"></nav><div class="container"><h1>Welcome back</h1><iframe src="/frames/sample-three-factor" title="Sign in" width="500" height="320" style="border:0"></iframe></div>`,
      style: BOOTSTRAP,
      frames: {
        "sample-three-factor": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Factor</title></head><body style="font:16px/1.5 sans-serif"><h2>Google Authenticator</h2><p>Enter your Google Authenticator passcode</p><form><input id="input61" name="credentials.passcode" type="text" aria-label="Enter code" autocomplete="off" style="height:40px;width:300px"><p><label><input type="checkbox" name="rememberDevice"> Do not challenge me on this device for the next 30 days</label></p><button>Verify</button></form></body></html>`,
      },
      screen: "one-time",
      fill: { frame: "sample-three-factor", at: "#input61" },
    },
    {
      name: "a dialog over a profile with a phone number",
      title: "Profile",
      body: `<div class="container"><h1>Profile</h1><form id="profile"><div class="mb-3"><label class="form-label" for="fullname">Full name</label><input class="form-control" id="fullname" name="name" value="Alex Doe"></div><div class="mb-3"><label class="form-label" for="phone">Mobile phone</label><input class="form-control" id="phone" name="phone" type="tel" value="555 0142"></div><button type="button" class="btn">Save</button></form></div><dialog id="confirm" aria-labelledby="confirm-title"><h2 id="confirm-title">Confirm it's you</h2><p>You're changing sensitive information. Enter the code from your authenticator app to go on.</p><form method="dialog"><div class="mb-3"><label class="form-label" for="confirm-code">Code</label><input class="form-control" id="confirm-code" name="code" inputmode="numeric" maxlength="6"></div><button class="btn">Confirm</button></form></dialog><script>document.getElementById("confirm").showModal();</script>`,
      style: BOOTSTRAP,
      screen: "one-time",
      fill: "#confirm-code",
    },
    {
      name: "a wizard, the code on its second step",
      title: "Log in to Payroll",
      body: `<div class="surface"><h1>Log in to Payroll</h1><ol><li>Account</li><li>Verification</li><li>Done</li></ol><section id="step-1"><div class="filled"><label for="login">E-mail or user name</label><input id="login" name="login" autocomplete="username" value="alex"></div><div class="actions"><span></span><button class="raised" type="button" id="next">Next</button></div></section><section id="step-2" hidden><p>Type in the code that your authenticator app is showing right now.</p><div class="filled"><label for="step-code">Verification code</label><input id="step-code" name="verificationCode" inputmode="numeric" autocomplete="off"></div><div class="actions"><button class="flat" type="button">Back</button><button class="raised" type="button">Next</button></div></section></div><script>
document.getElementById("next").addEventListener("click", () => {
  document.getElementById("step-1").hidden = true;
  document.getElementById("step-2").hidden = false;
  document.getElementById("step-code").focus();
});
</script>`,
      style: MATERIAL,
      presses: ["#next"],
      screen: "one-time",
      fill: "#step-code",
    },
    {
      name: "name, password and code asked at once",
      title: "Webmail :: Welcome",
      body: `<main><header><h1>Webmail</h1></header><form><div class="field"><label class="floating" for="rcmloginuser">Username</label><input id="rcmloginuser" name="_user" autocomplete="username"></div><div class="field"><label class="floating" for="rcmloginpwd">Password</label><input id="rcmloginpwd" name="_pass" type="password" autocomplete="current-password"></div><div class="field"><label class="floating" for="rcmlogin2fa">2FA code (if you use an authenticator)</label><input id="rcmlogin2fa" name="_code_2fa" maxlength="6" autocomplete="off"></div><button>Login</button></form></main>`,
      style: HOSTED,
      screen: "one-time",
      fill: "#rcmlogin2fa",
    },
    {
      name: "an insurer that has stopped texting",
      title: "Verify your identity",
      body: `<div class="container"><div class="alert">We no longer send codes by text message. Please use the authenticator app you set up in its place.</div><div class="card"><h1>Verify your identity</h1><form><div class="mb-3"><label class="form-label" for="otc">Enter your 6-digit code</label><input class="form-control" id="otc" name="otc" inputmode="numeric" pattern="[0-9]*" maxlength="6"></div><button class="btn">Verify</button></form></div></div>`,
      style: BOOTSTRAP,
      screen: "one-time",
      fill: "#otc",
      why: "Only the app gives a code here; the text message is named to say that none comes.",
    },
    {
      name: "a broker, a masked field with nothing but a placeholder",
      title: "Two-step verification",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Two-step verification</h1><p class="mt-2">Your authenticator shows a new code every 30 seconds. Enter the one you see now.</p><form class="mt-6"><input class="input" id="pin" type="password" name="pin" inputmode="numeric" placeholder="6 digits" maxlength="6" autocomplete="off"><button class="button mt-6">Trade</button></form><p class="text-sm text-gray-500 mt-6">Capital at risk.</p></div>`,
      style: TAILWIND,
      screen: "one-time",
      fill: "#pin",
    },
    {
      name: "a charity, a newsletter in the foot and a chat beside",
      title: "Volunteer portal",
      body: `<div class="container"><h1>Volunteer portal</h1><form class="card"><p>Two-factor authentication</p><input class="form-control" id="tfa" name="tfa" aria-label="Two-factor code from your authentication app" inputmode="numeric"><p></p><button class="btn">Log in</button></form><footer><form><label class="form-label" for="news">Get our newsletter</label><div class="input-group"><input class="form-control" id="news" name="email" type="email" placeholder="Your e-mail"><button class="btn">Subscribe</button></div></form></footer><aside class="card"><p>Chat with us</p><textarea class="form-control" id="chat" placeholder="Type a message"></textarea></aside></div>`,
      style: BOOTSTRAP,
      screen: "one-time",
      fill: "#tfa",
    },
    {
      name: "a pension fund, the app chosen among three methods",
      title: "Choose how to verify",
      body: `<header>Teachers' Pension Fund</header><div class="wrap"><h1>Confirm your identity</h1><form><fieldset><legend class="label">How would you like to verify?</legend><p><label><input type="radio" name="method" value="totp" checked> Authenticator app</label></p><p><label><input type="radio" name="method" value="sms"> Text message to ••••0142</label></p><p><label><input type="radio" name="method" value="mail"> E-mail to a•••@example.com</label></p></fieldset><label class="label" for="auth-code">Code from the app</label><input class="input w-10" id="auth-code" name="authCode" inputmode="numeric" maxlength="6"><br><button class="button">Verify</button></form></div>`,
      style: OFFICE,
      screen: "one-time",
      fill: "#auth-code",
    },
    {
      name: "a hospital, a token code in two halves after a mistake",
      title: "Remote access",
      body: `<main><header><h1>St. Brendan Remote Access</h1></header><p class="error" role="alert">The token code was not accepted. Check that the time of your phone is set automatically and try the next code.</p><form><p id="tok">Token code from your authenticator app</p><div class="row"><input id="tokenA" name="tokenA" maxlength="3" inputmode="numeric" aria-labelledby="tok" style="width:90px"><span>–</span><input id="tokenB" name="tokenB" maxlength="3" inputmode="numeric" aria-labelledby="tok" style="width:90px"></div><button>Connect</button></form><p><a href="#">Text me a code instead</a></p></main>`,
      style: HOSTED,
      screen: "one-time",
      fill: ["#tokenA", "#tokenB"],
    },
  ],
};
