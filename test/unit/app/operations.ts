// What people and pages have done most often, as operations on a worker over `manyRecords`: for tests
// and measurements of what they cost in a small and in a large vault.

import { fillByShortcut, fillCode } from "../../../lib/app/fills.ts";
import { inspectPage } from "../../../lib/app/pages.ts";
import { noteExemption, noteReset } from "../../../lib/app/resets.ts";
import { receiveSignal } from "../../../lib/app/signals.ts";
import { encodeBase32 } from "../../../lib/bytes/base32.ts";
import { recovery } from "../vault/sample-records.ts";
import { PASSWORD, PROOF, type Worker, type World } from "./kit.ts";
import { JUST_NOW, week } from "./reset-all.ts";
import { creation, heldPasskey, PAGE, PagePort, request } from "./page-port.ts";

/** To be put into the vault beside `manyRecords`: a passkey that can really sign. */
export const signing = heldPasskey("signing").record;

export type Operation = (world: World, worker: Worker) => Promise<unknown>;

const NEW_SECRET = encodeBase32(new Uint8Array(20).fill(5));
const inAccount = { accountId: "account-1" };
const ceremonyOf = (call: Parameters<Worker["ceremonies"]["start"]>[0]): Operation => {
  return async (_world, { ceremonies }) => {
    const id = await ceremonies.start(call, PAGE, new PagePort());
    if (id === null) throw new RangeError("the ceremony must be the user's to decide");
    await ceremonies.show(id);
    const view = await ceremonies.allow(id, call.kind === "get" ? signing.id : null, PROOF);
    if (view.state !== "ended") throw new RangeError("the ceremony must have ended");
  };
};
const onPage: Operation = async (world) => {
  world.pages.page = { tabId: PAGE.tabId, origin: PAGE.origin };
  world.pages.answers.inspect = {
    kind: "recovery-shown",
    email: null,
    recoveryCode: recovery.code,
    conditional: null,
  };
};

/** These find and change what is there, and cost the same in any vault. */
export const FLAT_OPERATIONS: Readonly<Record<string, Operation>> = {
  "an unlock": async (_world, { handlers, app }) => {
    await app.session.lock();
    await handlers["vault.unlock"]({ method: "password", password: PASSWORD });
  },
  "a look at the status": (_world, { handlers }) => handlers["vault.status"](null),
  "the preview of a code": (_world, { handlers }) => handlers["otp.preview"]({ text: NEW_SECRET }),
  "a new code of an account that is there": (_world, { handlers }) =>
    handlers["otp.add"]({ text: NEW_SECRET, account: inAccount }),
  "the current codes": (_world, { handlers }) => handlers["otp.codes"]({ ids: ["otp-0", "otp-1"] }),
  "a code confirmed": (_world, { handlers }) => handlers["otp.confirm"]({ id: "otp-0" }),
  "a code removed": (_world, { handlers }) => handlers["otp.remove"]({ id: "otp-2" }),
  "a passkey renamed": (_world, { handlers }) =>
    handlers["passkey.rename"]({ id: "passkey-1", label: "Clinic" }),
  "a passkey hidden": (_world, { handlers }) =>
    handlers["passkey.hide"]({ id: "passkey-1", hidden: true }),
  "a recovery code saved": (_world, { handlers }) =>
    handlers["recovery.save"]({ code: recovery.code, account: inAccount }),
  "a recovery code marked as used": (_world, { handlers }) =>
    handlers["recovery.mark-used"]({ id: "recovery-0" }),
  "a recovery code copied for a page": (_world, { handlers }) =>
    handlers["recovery.note-copied"]({ id: "recovery-0" }),
  "a way of a reset's list settled": (_world, { handlers }) =>
    handlers["account.settle-way"]({
      id: "account-1",
      method: "phone",
      place: "elsewhere",
      word: "again",
    }),
  "a reset's list closed": (_world, { handlers }) =>
    handlers["account.turn-list"]({ id: "account-1", open: false }),
  "a provider let in for a week": (world, { app }) =>
    noteExemption(app, "account-1", week(world.now)),
  "a provider reset, whom support had let in": async (world, worker) => {
    await noteExemption(worker.app, "account-1", week(world.now));
    await noteReset(worker.app, "account-1", ["otp-1", "passkey-1", "recovery-1"], JUST_NOW);
  },
  "an account removed with its week": async (world, { app, handlers }) => {
    await noteExemption(app, "account-1", week(world.now));
    await handlers["account.remove"]({ id: "account-1" });
  },
  "a page looked at": async (world, worker) => {
    await onPage(world, worker);
    await inspectPage(worker.app);
  },
  "a code filled": async (world, worker) => {
    await onPage(world, worker);
    await fillCode(worker.app, "otp-0");
  },
  "a practice code filled": async (world, { handlers }) => {
    world.pages.practice = PAGE.tabId;
    const { filled } = await handlers["practice.fill"](null);
    if (!filled) throw new RangeError("the practice page must be in use");
  },
  "a code filled by the shortcut, on a page that names the account": async (world, worker) => {
    await onPage(world, worker);
    world.pages.answers.inspect = {
      kind: "otp-challenge",
      email: "person-0@example.com",
      recoveryCode: null,
      conditional: null,
    };
    if ((await fillByShortcut(worker.app)) !== "done")
      throw new RangeError("a code must be filled");
  },
  "a sign-in with a listed passkey": ceremonyOf(
    request({ allowCredentials: [{ type: "public-key", id: signing.credentialId }] }),
  ),
  "a sign-in with any passkey of the site": ceremonyOf(request()),
  "a site's signal": (_world, { app }) =>
    receiveSignal(
      app,
      { kind: "unknown-credential", rpId: "headway.co", credentialId: signing.credentialId },
      PAGE,
    ),
  "the settings changed": (_world, { handlers }) =>
    handlers["settings.set"]({
      autoLockMinutes: 5,
      lockWithSystem: true,
      verifiedForMinutes: 0,
      passkeyUpgrades: false,
      password: null,
    }),
};
/** These give out a number of a value that thousands bear, such as a role: a few probes more. */
export const LOGARITHMIC_OPERATIONS: Readonly<Record<string, Operation>> = {
  "a new code of a new account": (_world, { handlers }) =>
    handlers["otp.add"]({
      text: encodeBase32(new Uint8Array(20).fill(6)),
      account: { role: "provider", email: "new@example.com" },
    }),
  "a new passkey": ceremonyOf(creation()),
};
