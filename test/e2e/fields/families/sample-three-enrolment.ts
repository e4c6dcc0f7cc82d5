// A third blind sample, of screens that set an authenticator up, written as ./sample-three-challenges.ts was.

import { boxIds, type Family } from "../field-page.ts";
import {
  AUTO_ADVANCE,
  BOOTSTRAP,
  boxes,
  HOSTED,
  MATERIAL,
  PNG_BARCODE,
  SETUP_KEY,
  SVG_BARCODE,
  TAILWIND,
} from "../styles.ts";

export const SAMPLE_THREE_ENROLMENT: Family = {
  name: "sample three: enrolment",
  pages: [
    {
      name: "a school district, the key in a field to copy",
      title: "Set up two-step sign-in",
      body: `<div class="container"><h1>Set up two-step sign-in</h1><p>All staff must use an authenticator app from September.</p><div class="card"><h2>1. Scan</h2><img src="${PNG_BARCODE}" width="200" height="200" alt="QR code to scan with your app"><label class="form-label" for="secret">Or copy this key into your app</label><div class="input-group"><input class="form-control" id="secret" value="${SETUP_KEY}" readonly><button class="btn" type="button">Copy</button></div></div><form class="card"><h2>2. Confirm</h2><label class="form-label" for="confirmToken">Code from the app</label><input class="form-control" id="confirmToken" name="token" inputmode="numeric" maxlength="6"><p></p><button class="btn">Finish</button></form></div>`,
      style: BOOTSTRAP,
      screen: "one-time",
      fill: "#confirmToken",
    },
    {
      name: "an accountant's dialog, six boxes",
      title: "Security settings",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Security</h1><label class="font-medium">Recovery e-mail<input class="input" id="backup-mail" type="email" value="alex@example.com"></label></div><dialog id="setup" aria-label="Turn on two-factor authentication"><h2 class="font-medium">Turn on two-factor authentication</h2><p class="text-sm">Scan this QR code in your authenticator app.</p><img src="${SVG_BARCODE}" width="180" height="180" alt="QR code"><p class="text-sm">Then enter the 6-digit code it generates:</p><form><div class="flex gap-2">${boxes((at) => `<input data-box class="slot" id="setup-${at}" inputmode="numeric" maxlength="1" aria-label="Character ${at}">`)}</div><button class="button mt-6">Turn on</button></form></dialog><script>document.getElementById("setup").showModal();</script>${AUTO_ADVANCE}`,
      style: TAILWIND,
      screen: "one-time",
      fill: boxIds("#setup-", 1),
    },
    {
      name: "a shop's back office, nothing but a placeholder",
      title: "Secure your store",
      body: `<main><header><h1>Secure your store</h1></header><p>Use an app like 1Password or Authy to scan the picture.</p><img src="${PNG_BARCODE}" width="180" height="180" alt=""><p>Key: <code>${SETUP_KEY}</code></p><form><div class="field"><input id="authentication" name="authentication" placeholder="Enter the code shown in your app"></div><button>Enable</button></form></main>`,
      style: HOSTED,
      screen: "one-time",
      fill: "#authentication",
    },
    {
      name: "Spanish, a tax office, the optional phone number beside",
      title: "Activar doble factor",
      lang: "es",
      body: `<div class="container"><h1>Activar el doble factor</h1><p>Paso 1. Escanee la imagen con su aplicación (Google Authenticator, Authy…).</p><img src="${SVG_BARCODE}" width="190" height="190" alt="Imagen QR"><form><div class="mb-3"><label class="form-label" for="codapp">Paso 2. Escriba el código que genera la aplicación</label><input class="form-control" id="codapp" name="codapp" maxlength="6" inputmode="numeric"></div><div class="mb-3"><label class="form-label" for="tel">Teléfono de contacto (opcional)</label><input class="form-control" id="tel" name="tel" type="tel"></div><button class="btn">Activar</button></form></div>`,
      style: BOOTSTRAP,
      screen: "one-time",
      fill: "#codapp",
    },
    {
      name: "a wizard, the picture gone when the code is asked",
      title: "Add an authenticator",
      body: `<div class="surface"><h1>Add an authenticator</h1><section id="scan"><p>Scan with your app.</p><img src="${SVG_BARCODE}" width="180" height="180" alt="QR code"><div class="actions"><button class="flat" type="button">Cancel</button><button class="raised" type="button" id="scanned">I've scanned it</button></div></section><section id="test" hidden><p>Now let's test it. What code does the app show for this account?</p><div class="text-field"><input id="testCode" name="testCode" inputmode="numeric" maxlength="6" placeholder=" "><label class="floater" for="testCode">6-digit code</label></div><div class="actions"><button class="flat" type="button">Back</button><button class="raised" type="button">Done</button></div></section></div><script>
document.getElementById("scanned").addEventListener("click", () => {
  document.getElementById("scan").hidden = true;
  document.getElementById("test").hidden = false;
});
</script>`,
      style: MATERIAL,
      presses: ["#scanned"],
      screen: "one-time",
      fill: "#testCode",
    },
  ],
};
