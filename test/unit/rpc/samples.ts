// One good input for every method of the protocol. The type makes a new method fail the build here
// until it has one.

import type { InputOf, MethodName } from "../../../lib/rpc/protocol.ts";

const id = "AAECAwQFBgcICQoLDA0ODw";
const password = "correct horse battery";
const account = { role: "client", email: "ada@example.com" } as const;
const backup = { text: "{}", backupPassword: password };

const source = { format: "google-migration", texts: ["otpauth-migration://x"] } as const;

export const INPUTS: { readonly [M in MethodName]: InputOf<M> } = {
  "vault.status": null,
  "vault.create": { password },
  "vault.unlock": { method: "password", password },
  "vault.device-question": null,
  "vault.reclaim": { method: "emergency-key", emergencyKey: "0000" },
  "vault.use-copy": null,
  "vault.export-sealed": null,
  "condition.get": null,
  "condition.dismiss": null,
  "condition.settle": { choice: "take-later", password },
  "condition.export-unreadable": null,
  "vault.change-password": {
    proof: { method: "password", password },
    newPassword: "another battery",
  },
  "emergency-key.make": { password },
  "emergency-key.keep": { password, emergencyKey: "0000" },
  "emergency-key.remove": { password },
  "vault.lock": null,
  "vault.contents": null,
  "preferences.get": null,
  "preferences.set": { opensItself: false },
  "clipboard.note": { text: "123456" },
  "clipboard.not-copied": { text: "123456" },
  "clipboard.due": null,
  "settings.get": null,
  "settings.set": {
    autoLockMinutes: 15,
    lockWithSystem: true,
    verifiedForMinutes: 0,
    passkeyUpgrades: false,
    password: null,
  },
  "clock.get": null,
  "clock.allow": { allowed: true },
  "clock.check": null,
  "clock.correct": { offsetMs: -42_000 },
  "account.create": account,
  "account.favourite": { id, favourite: true },
  "account.note-method": {
    id,
    method: "phone",
    answer: { state: "elsewhere", where: "my phone", callingCode: "+1" },
  },
  "account.tick": { id, tick: "email-secured", done: true },
  "account.remove": { id },
  "password.make": null,
  "otp.preview": { text: "JBSWY3DP" },
  "otp.add": { text: "JBSWY3DP", account: { accountId: id } },
  "otp.codes": { ids: [id] },
  "otp.next": { id },
  "otp.confirm": { id },
  "otp.remove": { id },
  "import.preview": { source },
  "import.add": { source, chosen: [{ entry: 0, account: { role: "client", email: "a@b.co" } }] },
  "passkey.rename": { id, label: "Laptop" },
  "passkey.remove": { id },
  "passkey.hide": { id, hidden: true },
  "verification.status": null,
  "verification.challenge": null,
  "verification.set-pin": { password, pin: "2580" },
  "verification.remove-pin": { password },
  "verification.add-device": {
    password,
    registration: {
      credentialId: "AAAA",
      publicKey: "AAAA",
      algorithm: -7,
      clientDataJSON: "AAAA",
      authenticatorData: "AAAA",
      prf: { salt: "AAAA", output: "AAAA" },
    },
  },
  "verification.remove-device": { password },
  "log.list": null,
  "log.clear": null,
  "recovery.save": { code: "ABCD", account },
  "recovery.reveal": { id, password },
  "recovery.mark-used": { id },
  "recovery.remove": { id },
  "page.inspect": null,
  "page.images": null,
  "page.try-another-method": null,
  "page.self-check": null,
  "page.sign-in": null,
  "page.fill-code": { id },
  "page.failed-fill": null,
  "page.fill-recovery-code": { id, password },
  "backup.export": { password, backupPassword: password },
  "backup.preview": backup,
  "backup.restore": backup,
  "ceremony.show": { id },
  "ceremony.unlock": { id, proof: { method: "pin", pin: "2580" } },
  "ceremony.allow": { id, passkeyId: null, proof: { method: "pin", pin: "2580" } },
  "ceremony.cancel": { id },
  "ceremony.use-other": { id },
};

export const METHODS = Object.keys(INPUTS) as MethodName[];

/** Names that objects inherit, and others that no protocol has. */
export const NO_METHODS = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "",
  "vault",
  "vault.",
  "VAULT.STATUS",
  "vault.status ",
  "vault.dump",
];
