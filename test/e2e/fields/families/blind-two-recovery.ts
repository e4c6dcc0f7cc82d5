// A blind sample of screens that ask for a kept code, written as ./blind-two-challenges.ts was.

import type { Family } from "../field-page.ts";
import { BOOTSTRAP, HOSTED, MATERIAL, TAILWIND } from "../styles.ts";

export const BLIND_TWO_RECOVERY: Family = {
  name: "blind two: recovery",
  pages: [
    {
      name: "a printed sheet of codes",
      title: "Use a backup code",
      body: `<main><header><h1>Use a backup code</h1></header><p>You were given a sheet of backup codes when you turned on two-step verification. Each works only once.</p><form><div class="field"><label class="floating" for="bk">Backup code</label><input id="bk" name="backup_code" autocomplete="off"></div><button>Continue</button></form><p><a href="#">Use your authenticator app instead</a></p></main>`,
      style: HOSTED,
      screen: "recovery",
      fill: "#bk",
    },
    {
      name: "lost phone, an emergency code",
      title: "Lost your phone?",
      body: `<div class="container"><h1>Lost your phone?</h1><p>Enter the emergency code you wrote down when you set up your authenticator. It replaces the code from your phone this one time, and two-factor will be switched off for your account.</p><form><input class="form-control" id="em" name="emergency" aria-label="Emergency code" spellcheck="false"><button class="btn">Get back in</button></form><p class="form-text">Don't have it? Contact your practice's administrator.</p></div>`,
      style: BOOTSTRAP,
      screen: "recovery",
      fill: "#em",
    },
    {
      name: "a hosted login, the code shown once",
      title: "Verify Your Identity",
      body: `<main><header><h1>Verify Your Identity</h1></header><p>Enter the recovery code you were provided during your initial enrollment.</p><form><div class="field"><label class="floating" for="rcode">Enter your recovery code*</label><input id="rcode" name="code" type="text" autocomplete="off" autocapitalize="none"></div><button>Continue</button></form><p><a href="#">Try another method</a></p></main>`,
      style: HOSTED,
      screen: "recovery",
      fill: "#rcode",
    },
    {
      name: "developer tool, a scratch code after a link was pressed",
      title: "Two-factor authentication",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">Two-factor authentication</h1><div id="app"><label class="font-medium">Code from your app<input class="input" id="otp-app" name="otp" inputmode="numeric" maxlength="6"></label><button id="switch" class="link" type="button" onclick="app.hidden=true;scratch.hidden=false">I can't open my app</button></div><div id="scratch" hidden><label class="font-medium" for="sc">Scratch code</label><input class="input" id="sc" name="scratch"><p class="text-sm text-gray-500">One of the single-use codes you saved when you enabled 2FA.</p></div><button class="button mt-6">Verify</button></div>`,
      style: TAILWIND,
      presses: ["#switch"],
      screen: "recovery",
      fill: "#sc",
      stays: ["#otp-app"],
    },
    {
      name: "Spanish, a code for emergencies",
      title: "Otra forma de entrar",
      lang: "es",
      body: `<div class="surface"><h1>Usa un código de respaldo</h1><p>Si perdiste tu teléfono, escribe uno de los códigos de respaldo que guardaste al activar la verificación en dos pasos.</p><form><div class="filled"><label for="cr">Código de respaldo</label><input id="cr" name="respaldo"></div><div class="actions"><a class="flat" href="#">Volver</a><button class="raised">Entrar</button></div></form></div>`,
      style: MATERIAL,
      screen: "recovery",
      fill: "#cr",
    },
    {
      name: "French, a key for help",
      title: "Code de secours",
      lang: "fr",
      body: `<div class="container"><h1>Vous n'avez plus votre téléphone ?</h1><p>Saisissez l'un des codes de secours que vous avez téléchargés lors de l'activation de la double authentification.</p><form><label class="form-label" for="secours">Code de secours</label><input class="form-control" id="secours" name="secours"><button class="btn">Se connecter</button></form><p><a href="#">Revenir au code de l'application</a></p></div>`,
      style: BOOTSTRAP,
      screen: "recovery",
      fill: "#secours",
    },
  ],
};
