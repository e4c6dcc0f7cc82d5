// The main job from the first run to a restored vault, as one story in steps. The demo prints it, the
// end-to-end tests assert it. Every verdict is the site's.

import type { Page } from "puppeteer";
import type { BrowserKind } from "../rig/browsers.ts";
import { startRig, type Rig, type RigOptions } from "../rig/rig.ts";
import type { World } from "../rig/world.ts";
import { Person, type Role } from "./person.ts";
import {
  pressPasskeyButton,
  signInByCode,
  signInByPasskey,
  signInByRecoveryCode,
} from "./signing-in.ts";
import { verdict } from "./verdict.ts";
import { type Pictures, WaykeyUser } from "./waykey-user.ts";

/** Runs one step; whoever tells the story decides what it prints, times and pictures. */
export type Step = (name: string, work: () => Promise<string>) => Promise<void>;

export type Story = {
  readonly kind: BrowserKind;
  readonly world: World;
  readonly step: Step;
  readonly picture: Pictures;
  readonly options: RigOptions;
};

const NAMES: Readonly<Record<Role, string>> = {
  client: "alex@example.com",
  provider: "dr.rivera@example.com",
};

async function enrolAll(story: Story, person: Person, user: WaykeyUser): Promise<void> {
  const { step, picture } = story;
  const who = person.role;
  await step(`${who}: sign up`, async () => {
    await person.signUp();
    return verdict(person, "signup");
  });
  await step(`${who}: enrol the authenticator app from the QR`, async () => {
    await person.enroll("otp");
    await picture(person.page, "site-qr");
    await user.scanQr();
    await user.fillCode();
    await person.submitCode();
    await person.shownRecoveryCode();
    return verdict(person, "otp");
  });
  await step(`${who}: keep the recovery code`, async () => {
    await user.saveRecoveryCode();
    await person.recordRecoveryCode();
    return verdict(person, "enrolled", "otp");
  });
  await step(`${who}: the entry is confirmed by the site's acceptance`, async () => {
    await user.seesNothingUnconfirmed();
    return "confirmed";
  });
  for (const [method, label] of [
    ["platform", "fingerprint or face"],
    ["roaming", "security key"],
  ] as const) {
    await step(`${who}: enrol ${label}`, async () => {
      await person.enroll(method);
      await pressPasskeyButton(person);
      await user.allow();
      await person.hasEnrolled();
      return verdict(person, "webauthn-create", method);
    });
  }
}

async function passkeyStep(
  story: Story,
  person: Person,
  user: WaykeyUser,
  method: "platform" | "roaming",
): Promise<void> {
  const label = method === "platform" ? "Fingerprint or face" : "Security key";
  await story.step(`${person.role}: sign in by ${label.toLowerCase()}`, async () => {
    await signInByPasskey(person, user, label);
    return verdict(person, "webauthn-get", method);
  });
  await person.logOut();
}

async function codeStep(story: Story, person: Person, user: WaykeyUser): Promise<void> {
  await story.step(`${person.role}: sign in by filled code`, async () => {
    await signInByCode(person, user, () => story.picture(person.page, "site-code-filled"));
    return verdict(person, "otp");
  });
  await person.logOut();
}

async function recoveryCodeStep(story: Story, person: Person, user: WaykeyUser): Promise<void> {
  await story.step(`${person.role}: sign in by recovery code and keep its successor`, async () => {
    await signInByRecoveryCode(person, user);
    await user.saveRecoveryCode();
    await user.seesUsedRecoveryCode(person.email);
    await person.recordRecoveryCode();
    await person.isSignedIn();
    return verdict(person, "recovery");
  });
  await person.logOut();
}

async function liveThrough(story: Story, person: Person, user: WaykeyUser): Promise<void> {
  await enrolAll(story, person, user);
  await person.logOut();
  await passkeyStep(story, person, user, "platform");
  await passkeyStep(story, person, user, "roaming");
  await codeStep(story, person, user);
  await recoveryCodeStep(story, person, user);
}

async function personAt(rig: Rig, role: Role): Promise<Person> {
  const page: Page = await rig.browser.newPage();
  return new Person(rig, page, role, NAMES[role]);
}

/** The whole story. Resolves with the browser that holds the restored vault, still open. */
export async function mainJob(story: Story): Promise<Rig> {
  const { kind, world, step, picture, options } = story;
  const first = await startRig(kind, world, options);
  const user = new WaykeyUser(first, picture);
  let backup = "";
  try {
    await step("create a vault", async () => {
      await user.createVault();
      await user.keepPopupClosed();
      return "vault created";
    });
    await liveThrough(story, await personAt(first, "client"), user);
    await liveThrough(story, await personAt(first, "provider"), user);
    await step("export a backup", async () => {
      backup = await user.exportBackup(world.keep);
      return "backup written and opened again";
    });
  } finally {
    await first.close();
  }
  const second = await startRig(kind, world, options);
  const restored = new WaykeyUser(second, picture);
  await step("new profile: restore the backup", async () => {
    await restored.createVault();
    await restored.restoreBackup(backup);
    return "restored";
  });
  const client = await personAt(second, "client");
  await passkeyStep(story, client, restored, "platform");
  await codeStep(story, client, restored);
  const provider = await personAt(second, "provider");
  await passkeyStep(story, provider, restored, "roaming");
  return second;
}
