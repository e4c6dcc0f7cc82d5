// A blind sample of screens that set an authenticator up, written as ./blind-two-challenges.ts was.

import { boxIds, type Family } from "../field-page.ts";
import {
  AUTO_ADVANCE,
  BOOTSTRAP,
  boxes,
  HOSTED,
  PNG_BARCODE,
  SETUP_KEY,
  SVG_BARCODE,
  TAILWIND,
} from "../styles.ts";

export const BLIND_TWO_ENROLMENT: Family = {
  name: "blind two: enrolment",
  pages: [
    {
      name: "settings of a practice, a numbered list",
      title: "Account security",
      body: `<nav class="navbar"><a href="#">Clients</a><a href="#">Calendar</a><a href="#">Billing</a><form role="search"><input name="q" placeholder="Search clients"></form></nav><div class="container"><h1>Set up two-factor authentication</h1><ol><li><p>Install an app such as Duo Mobile, Authy or Microsoft Authenticator.</p></li><li><p>Scan this image with it.</p><img src="${SVG_BARCODE}" alt="QR code" width="180" height="180"><p class="form-text">Can't scan? Type this key instead: <code>${SETUP_KEY}</code></p></li><li><label class="form-label" for="enrol-code">Enter the six digits the app now shows</label><input class="form-control" id="enrol-code" name="code" inputmode="numeric" maxlength="6"></li></ol><button class="btn">Turn on</button> <button class="btn btn-link">Not now</button></div>`,
      style: BOOTSTRAP,
      screen: "one-time",
      fill: "#enrol-code",
    },
    {
      name: "a login that insists, the name of the device beside the code",
      title: "Mobile Authenticator Setup",
      body: `<main><header><h1>Mobile Authenticator Setup</h1></header><p class="error">You need to set up Mobile Authenticator to activate your account.</p><p>1. Open the application and scan the barcode:</p><img src="${PNG_BARCODE}" alt="Figure: Barcode" width="200" height="200"><p><a href="#">Unable to scan?</a></p><p>2. Enter the one-time code provided by the application and click Submit to finish the setup.</p><form><div class="field"><label class="floating" for="totp">One-time code *</label><input id="totp" name="totp" autocomplete="off"></div><p>Provide a Device Name to help you manage your OTP devices.</p><div class="field"><label class="floating" for="userLabel">Device Name</label><input id="userLabel" name="userLabel"></div><label><input type="checkbox" name="logout-sessions" checked> Sign out from other devices</label><button>Submit</button></form></main>`,
      style: HOSTED,
      screen: "one-time",
      fill: "#totp",
      stays: ["#userLabel"],
    },
    {
      name: "Spanish, the current password asked as well",
      title: "Activar la verificación en dos pasos",
      lang: "es",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Activa la verificación en dos pasos</h1><p class="text-sm">Escanea el código QR con tu app de autenticación y escribe abajo el código que te dé.</p><img src="${SVG_BARCODE}" alt="Código QR" width="192" height="192"><p class="text-sm text-gray-500">¿No puedes escanearlo? Clave: ${SETUP_KEY}</p><form class="grid mt-6"><label class="font-medium">Contraseña actual<input class="input" type="password" id="actual" name="password" autocomplete="current-password"></label><label class="font-medium">Código de confirmación<input class="input" id="confirma" name="codigo" inputmode="numeric" maxlength="6"></label><button class="button">Activar</button></form></div>`,
      style: TAILWIND,
      screen: "one-time",
      fill: "#confirma",
      stays: ["#actual"],
    },
    {
      name: "German, six boxes below the image",
      title: "Authenticator einrichten",
      lang: "de",
      body: `<main><header><h1>Authenticator-App verbinden</h1></header><p>Scannen Sie den QR-Code mit Ihrer App.</p><img src="${PNG_BARCODE}" alt="" width="200" height="200"><details><summary>Schlüssel von Hand eingeben</summary><code>${SETUP_KEY}</code></details><p>Geben Sie zur Kontrolle den angezeigten Code ein:</p><form><div class="row">${boxes((at) => `<input data-box id="stelle_${at}" type="text" inputmode="numeric" maxlength="1" aria-label="Stelle ${at}">`)}</div><button>Verbinden</button></form></main>${AUTO_ADVANCE}`,
      style: HOSTED,
      screen: "one-time",
      fill: boxIds("#stelle_", 1),
    },
  ],
};
