// A third blind sample, of screens that ask for a recovery code, written as ./sample-three-challenges.ts was.

import type { Family } from "../field-page.ts";
import { BOOTSTRAP, HOSTED, MATERIAL, TAILWIND } from "../styles.ts";

export const SAMPLE_THREE_RECOVERY: Family = {
  name: "sample three: recovery",
  pages: [
    {
      name: "a bank, a backup code off a printed sheet",
      title: "Use a backup code",
      body: `<div class="container"><div class="card"><h1>Use a backup code</h1><p>Enter one of the backup codes that you printed or saved when you turned on two-step verification. Each works once.</p><form><div class="mb-3"><label class="form-label" for="code">Backup code</label><input class="form-control" id="code" name="code" autocomplete="off" spellcheck="false"></div><button class="btn">Continue</button></form><p><a href="#">Use my authenticator app</a></p></div></div>`,
      style: BOOTSTRAP,
      screen: "recovery",
      fill: "#code",
    },
    {
      name: "a clinic, a lost phone",
      title: "Lost your phone?",
      body: `<main><header><h1>Lost your phone?</h1></header><p>No problem. Use the recovery code you saved when you set up two-factor authentication.</p><form><div class="field"><input id="rc" name="mfa_recovery" aria-label="Recovery code" placeholder="XXXX-XXXX-XXXX"></div><button>Sign in</button></form><p>No recovery code either? <a href="#">Contact support</a></p></main>`,
      style: HOSTED,
      screen: "recovery",
      fill: "#rc",
    },
    {
      name: "Spanish, under a question",
      title: "Acceso con código de recuperación",
      lang: "es",
      body: `<div class="mx-auto max-w-md p-8"><h1 class="text-2xl">¿No tienes tu móvil a mano?</h1><p class="text-sm">Escribe el código de recuperación que guardaste al activar la verificación en dos pasos. Después te daremos uno nuevo.</p><form class="mt-6"><label class="font-medium">Código de recuperación<input class="input" id="recuperacion" name="codigo" autocomplete="off"></label><button class="button mt-6">Entrar</button></form></div>`,
      style: TAILWIND,
      screen: "recovery",
      fill: "#recuperacion",
    },
    {
      name: "German, an emergency code",
      title: "Anmeldung mit Notfallcode",
      lang: "de",
      body: `<div class="container"><h1>Kein Zugriff auf die Authenticator-App?</h1><p>Melden Sie sich mit einem Ihrer Wiederherstellungscodes an. Jeder Code gilt nur einmal.</p><form><label class="form-label" for="notfall">Wiederherstellungscode</label><input class="form-control" id="notfall" name="notfallcode" autocomplete="off"><p></p><button class="btn">Anmelden</button></form></div>`,
      style: BOOTSTRAP,
      screen: "recovery",
      fill: "#notfall",
    },
    {
      name: "the second of two tabs, the app's field hidden",
      title: "Two-factor authentication",
      body: `<div class="surface"><h1>Two-factor authentication</h1><div role="tablist"><button class="flat" role="tab" type="button" id="tab-app" aria-selected="true">App</button><button class="flat" role="tab" type="button" id="tab-recovery" aria-selected="false">Recovery code</button></div><div role="tabpanel" id="panel-app" aria-labelledby="tab-app"><div class="filled"><label for="app-code">Authentication code</label><input id="app-code" name="otp" inputmode="numeric" maxlength="6" autocomplete="one-time-code"></div></div><div role="tabpanel" id="panel-recovery" aria-labelledby="tab-recovery" style="display:none"><div class="filled"><label for="recovery-code">Enter a recovery code</label><input id="recovery-code" name="recovery" autocomplete="off"></div></div><div class="actions"><span></span><button class="raised" type="button">Verify</button></div></div><script>
document.getElementById("tab-recovery").addEventListener("click", () => {
  document.getElementById("panel-app").style.display = "none";
  document.getElementById("panel-recovery").style.display = "";
  document.getElementById("tab-app").setAttribute("aria-selected", "false");
  document.getElementById("tab-recovery").setAttribute("aria-selected", "true");
});
</script>`,
      style: MATERIAL,
      presses: ["#tab-recovery"],
      screen: "recovery",
      fill: "#recovery-code",
      stays: ["#app-code"],
    },
    {
      name: "a custom element, an emergency scratch code",
      title: "Emergency access",
      body: `<h1>Emergency access</h1><p>Enter one of your emergency scratch codes to sign in without your authenticator.</p><form><x-text-field><template shadowrootmode="open"><style>input{height:36px;width:320px;font:inherit}</style><label><span>Scratch code</span><br><input id="inner" type="text"></label></template></x-text-field><p><button>Sign in</button></p></form>`,
      screen: "recovery",
      fill: "x-text-field >>> #inner",
    },
    {
      name: "a wallet, the e-mail asked with the code",
      title: "Recover your account",
      body: `<main><header><h1>Recover your account</h1></header><p>Can't use your two-factor device? Tell us your e-mail and the account recovery code from your emergency kit.</p><form><div class="field"><label class="floating" for="account-mail">E-mail</label><input id="account-mail" name="email" type="email" autocomplete="username"></div><div class="field"><label class="floating" for="kit">Recovery code</label><input id="kit" name="kit" autocomplete="off"></div><button>Recover</button></form></main>`,
      style: HOSTED,
      screen: "recovery",
      fill: "#kit",
    },
  ],
};
