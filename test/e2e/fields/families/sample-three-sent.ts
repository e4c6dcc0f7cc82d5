// A third blind sample, of screens that ask for a code sent to a phone or by e-mail, written as
// ./sample-three-challenges.ts was.

import type { Family } from "../field-page.ts";
import { AUTO_ADVANCE, BOOTSTRAP, boxes, HOSTED, MATERIAL, TAILWIND } from "../styles.ts";

export const SAMPLE_THREE_TEXTED: Family = {
  name: "sample three: texted",
  pages: [
    {
      name: "a bank, the last digits of a phone",
      title: "Enter your code - Larkfield Bank",
      body: `<nav class="navbar"><a href="#">Larkfield</a></nav><div class="container"><div class="card"><h1>Enter your code</h1><p>We sent a 6-digit code to your mobile ending in 42. It's good for 10 minutes.</p><form><div class="mb-3"><label class="form-label" for="mfaCode">Code</label><input class="form-control" id="mfaCode" name="mfaCode" inputmode="numeric" autocomplete="one-time-code" maxlength="6"></div><button class="btn">Continue</button> <button class="btn btn-link" type="button">Send a new code</button></form></div></div>`,
      style: BOOTSTRAP,
      screen: "texted",
      fill: null,
    },
    {
      name: "a clinic, six boxes and a number to change",
      title: "Verify your phone",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Verify your phone</h1><p class="text-sm">Enter the code we texted to (555) 010-0142. <a class="link" href="#">Wrong number?</a></p><form class="mt-6"><div class="flex gap-2">${boxes((at) => `<input data-box class="slot" id="otp-${at}" inputmode="numeric" maxlength="1" aria-label="Digit ${at}">`)}</div><button class="button mt-6">Verify</button></form><p class="text-sm text-gray-500">Message and data rates may apply.</p></div>${AUTO_ADVANCE}`,
      style: TAILWIND,
      screen: "texted",
      fill: null,
    },
    {
      name: "an insurer that is calling",
      title: "We're calling you",
      body: `<main><header><h1>We're calling you now</h1></header><p>Answer the phone at XXX-XXX-0142 and enter the code you hear.</p><form><div class="field"><label class="floating" for="voice">6-digit code</label><input id="voice" name="code" inputmode="numeric" maxlength="6"></div><button>Continue</button></form><p><a href="#">Call again</a> · <a href="#">Text me instead</a></p></main>`,
      style: HOSTED,
      screen: "texted",
      fill: null,
    },
    {
      name: "a text message, the app named as another way",
      title: "Check your messages",
      body: `<div class="surface"><h1>2-Step Verification</h1><p>A text message with a verification code was just sent to •••• ••• •42.</p><div class="text-field"><input id="idvPin" name="Pin" type="tel" pattern="[0-9 ]*" placeholder=" " autocomplete="off"><label class="floater" for="idvPin">Enter the code</label></div><div class="actions"><button class="flat" type="button">Resend it</button><button class="raised" type="button">Next</button></div><p>Try another way:</p><ul><li><a href="#">Get a code from your authenticator app</a></li><li><a href="#">Enter one of your 8-digit backup codes</a></li></ul></div>`,
      style: MATERIAL,
      screen: "texted",
      fill: null,
    },
    {
      name: "Spanish, a signature of a transfer",
      title: "Firmar operación",
      lang: "es",
      body: `<div class="container"><h1>Firma la transferencia</h1><p>Vas a enviar 250,00 € a María López. Te hemos enviado un SMS con la clave de firma al móvil terminado en 042.</p><form><label class="form-label" for="clave">Clave recibida</label><input class="form-control" id="clave" name="token" inputmode="numeric" maxlength="6"><p></p><button class="btn">Firmar</button></form></div>`,
      style: BOOTSTRAP,
      screen: "texted",
      fill: null,
    },
    {
      name: "German, a text to the mobile phone",
      title: "SMS-Bestätigung",
      lang: "de",
      body: `<main><header><h1>Bestätigung</h1></header><p>Wir haben Ihnen eine SMS mit einem Code an +49 ••• •••42 geschickt.</p><form><div class="field"><label class="floating" for="tan">Code</label><input id="tan" name="tan" inputmode="numeric" maxlength="6" autocomplete="one-time-code"></div><button>Weiter</button></form><p><a href="#">Keine SMS erhalten?</a></p></main>`,
      style: HOSTED,
      screen: "texted",
      fill: null,
    },
    {
      name: "a field named totp for a code on its way to a number",
      title: "Verification",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Verification</h1><form class="mt-6"><label class="font-medium" for="totp">Verification code</label><input class="input" id="totp" name="totp" inputmode="numeric" maxlength="6" aria-describedby="sent"><p class="text-sm text-gray-500" id="sent">Sent to (555) ***-0142 · Resend in 0:42</p><button class="button mt-6">Submit</button></form></div>`,
      style: TAILWIND,
      screen: "texted",
      fill: null,
    },
    {
      name: "a courier that writes on WhatsApp",
      title: "Confirm your number",
      body: `<div class="container"><div class="card"><h1>Confirm your number</h1><p>We've sent you a code on WhatsApp to +1 555 010 0142.</p><form><input class="form-control" id="wa" name="verification" placeholder="Code" inputmode="numeric" maxlength="6"><p></p><button class="btn">Confirm</button></form><p><a href="#">Get it by SMS</a></p></div></div>`,
      style: BOOTSTRAP,
      screen: "texted",
      fill: null,
      why: "It comes to the phone's number, as a text does.",
    },
    {
      name: "a dialog in a frame over a payment",
      title: "Pay a bill",
      body: `<div class="container"><h1>Pay a bill</h1><label class="form-label" for="amount">Amount</label><input class="form-control" id="amount" value="120.00" inputmode="decimal"><iframe src="/frames/sample-three-text" title="Confirm payment" width="480" height="280"></iframe></div>`,
      style: BOOTSTRAP,
      frames: {
        "sample-three-text": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Confirm payment</title></head><body style="font:16px/1.5 sans-serif"><h2>Confirm payment</h2><p>For your security, we've sent a one-time passcode by SMS to your registered mobile number.</p><form><label for="challengeDataEntry">One-time passcode</label> <input id="challengeDataEntry" name="challengeDataEntry" inputmode="numeric" style="height:32px"><p><button>Submit</button> <button type="button">Resend code</button></p></form></body></html>`,
      },
      screen: "texted",
      fill: null,
    },
  ],
};

export const SAMPLE_THREE_EMAILED: Family = {
  name: "sample three: e-mailed",
  pages: [
    {
      name: "check your inbox",
      title: "Check your inbox",
      body: `<main><header><h1>Check your inbox</h1></header><p>We've just sent a code to <b>alex@example.com</b>. Paste it here to sign in.</p><form><div class="field"><input id="login-code" name="loginCode" placeholder="Paste login code" autocomplete="one-time-code"></div><button>Continue</button></form><p>Not there? Look in your spam folder.</p></main>`,
      style: HOSTED,
      screen: "emailed",
      fill: null,
    },
    {
      name: "six boxes, the address half hidden",
      title: "Verify it's you",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Verify it's you</h1><p class="text-sm">Enter the 6-digit code sent to a•••@example.com</p><form class="mt-6"><div class="flex gap-2">${boxes((at) => `<input data-box class="slot" name="pin${at}" inputmode="numeric" maxlength="1" aria-label="Code digit ${at}">`)}</div><button class="button mt-6">Verify</button></form><button class="link text-sm">Resend e-mail</button></div>${AUTO_ADVANCE}`,
      style: TAILWIND,
      screen: "emailed",
      fill: null,
    },
    {
      name: "Spanish, a school, after registration",
      title: "Confirma tu cuenta",
      lang: "es",
      body: `<div class="container"><h1>Confirma tu cuenta</h1><p>Te enviamos un código a tu correo electrónico. Escríbelo aquí para terminar tu inscripción.</p><form><label class="form-label" for="cod">Código de verificación</label><input class="form-control" id="cod" name="cod" maxlength="6" inputmode="numeric"><p></p><button class="btn">Confirmar</button></form></div>`,
      style: BOOTSTRAP,
      screen: "emailed",
      fill: null,
    },
    {
      name: "an e-mail, the authenticator named as another way",
      title: "Email verification",
      body: `<div class="surface"><h1>Email verification</h1><p>A message with a security code is on its way to your email address.</p><div class="filled"><label for="securityCode">Security code</label><input id="securityCode" name="securityCode" inputmode="numeric" maxlength="6"></div><div class="actions"><button class="flat" type="button">Use an authenticator app instead</button><button class="raised" type="button">Verify</button></div></div>`,
      style: MATERIAL,
      screen: "emailed",
      fill: null,
    },
    {
      name: "a shop, a coupon beside the code",
      title: "Checkout",
      body: `<div class="container"><div class="row"><div class="col card"><h2>Confirm your email</h2><p>Enter the code we emailed you to see your saved addresses.</p><form><label class="form-label" for="confirm">Confirmation code</label><input class="form-control" id="confirm" name="passcode" inputmode="numeric" maxlength="6"><p></p><button class="btn">Confirm</button></form></div><div class="col card"><h2>Order summary</h2><p>2 items · $48.00</p><form><label class="form-label" for="promo">Promo code</label><input class="form-control" id="promo" name="promo"><p></p><button class="btn btn-link">Apply</button></form></div></div></div>`,
      style: BOOTSTRAP,
      screen: "emailed",
      fill: null,
    },
    {
      name: "German, a town hall",
      title: "Bürgerkonto",
      lang: "de",
      body: `<div class="container"><h1>Bürgerkonto: Anmeldung bestätigen</h1><p>Sie haben soeben eine E-Mail mit einem sechsstelligen Sicherheitscode erhalten.</p><form><label class="form-label" for="sicherheitscode">Sicherheitscode</label><input class="form-control" id="sicherheitscode" name="sicherheitscode" maxlength="6"><p></p><button class="btn">Bestätigen</button> <button class="btn btn-link" type="button">Code erneut senden</button></form></div>`,
      style: BOOTSTRAP,
      screen: "emailed",
      fill: null,
    },
  ],
};
