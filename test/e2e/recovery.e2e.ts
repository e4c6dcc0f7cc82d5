// Recovery codes by choice: kept elsewhere by one press, typed, used up, and their successor asked for until
// the user has said what became of it; and whether a filled one was used, until the user has said that.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Person } from "./flows/person.ts";
import {
  fill,
  hasButton,
  press,
  pressStarting,
  sees,
  seesButton,
  textOf,
  unfold,
} from "./flows/screen.ts";
import { VAULT_PASSWORD, WaykeyUser } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { startRig } from "./rig/rig.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";
import { startWorld, type World } from "./rig/world.ts";

const EMAIL = "rae@example.com";
const DETAILS = `Details of ${EMAIL} Client`;
const FIRST = "HJ3K 9QWX 2VBN 7LMT 4RFD 8SYC";
const TYPED = "QK7X 2MPD 9WVB 4ZTH 8NRC 5JYG";

describe(`recovery codes in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("are kept elsewhere by one press on the page that shows them, and the place is noted", async () => {
    const { rig, user } = given;
    const person = new Person(rig, await rig.browser.newPage(), "client", EMAIL);
    await person.signUp();
    await person.enroll("otp");
    await user.scanQr();
    await user.fillCode();
    await person.submitCode();
    const code = await person.shownRecoveryCode();
    const popup = await rig.openExtensionPage("popup.html");
    await sees(popup, "a printed copy elsewhere is safer, a copy here is handier.");
    await press(popup, "I keep it elsewhere");
    await sees(popup, "Waykey has not kept the code.");
    await fill(popup, "Where is it?", "printed, in the desk");
    await press(popup, "Save place");
    await press(popup, DETAILS);
    await sees(popup, "Kept elsewhere: printed, in the desk");
    await sees(popup, "kept elsewhere");
    await unfold(popup, "Recovery code");
    await sees(popup, "You said that you keep it elsewhere: printed, in the desk.");
    expect(await textOf(popup)).not.toContain(code);
    await popup.close();
    await rig.killWorker();
    await user.inPopup(async (again) => {
      await sees(again, "You keep this recovery code elsewhere");
      expect(await hasButton(again, "Save recovery code")).toBe(false);
      await press(again, "Save it here after all");
      await seesButton(again, "Save recovery code");
    });
    await person.recordRecoveryCode();
    await person.page.close();
  });

  it("are not said to be used where another one took their place elsewhere, nor is a use forgotten that had no successor", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, DETAILS);
    await unfold(popup, "Ways to sign in");
    await press(popup, "It was used: Recovery code");
    await press(popup, "Yes, it was used");
    await press(popup, "Headway showed none");
    await sees(popup, "There is no recovery code since");
    await unfold(popup, "Recovery code");
    await press(popup, "Type a recovery code");
    await fill(popup, "Recovery code", FIRST);
    await press(popup, "Save typed code");
    await seesButton(popup, "Reveal");
    await popup.close();

    const { rig, user } = given;
    const person = new Person(rig, await rig.browser.newPage(), "client", EMAIL);
    await person.goto("/settings");
    await person.page.locator("li[data-method=recovery] button").click();
    await person.shownRecoveryCode();
    await user.inPopup(async (home) => {
      await press(home, "I keep it elsewhere");
      await press(home, "Don’t say");
      await press(home, DETAILS);
      await unfold(home, "Recovery code");
      await sees(home, "Earlier recovery codes (1)");
      await home.locator(".disclosure summary").click();
      await sees(home, "replaced by a newer one on");
      expect(await textOf(home)).not.toContain("· used");
      await pressStarting(home, "It is still good");
      await press(home, "Remove recovery code");
      await press(home, "Remove recovery code for good");
      await sees(home, "You said that you keep it elsewhere.");
    });
    await person.page.close();
  });

  it("are typed, used up, and their successor is asked for until it is declined", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, DETAILS);
    await unfold(popup, "Recovery code");
    await press(popup, "Type a recovery code");
    await sees(popup, "a printed copy elsewhere is safer");
    await fill(popup, "Recovery code", "QK7X");
    await press(popup, "Save typed code");
    await sees(popup, "This doesn’t look like a recovery code");
    // One of another shape is kept as it is, if the user says so.
    await fill(popup, "Recovery code", "ab3d-EF56 gh78");
    await press(popup, "Save typed code");
    await press(popup, "Keep it as I typed it");
    await press(popup, "Reveal");
    await fill(popup, "Password", VAULT_PASSWORD);
    await press(popup, "Show code");
    await sees(popup, "ab3d-EF56 gh78");
    await press(popup, "Hide");
    await press(popup, "Remove recovery code");
    await press(popup, "Remove recovery code for good");
    await press(popup, "Type a recovery code");
    await fill(popup, "Recovery code", TYPED);
    await press(popup, "Save typed code");
    await press(popup, "Reveal");
    await fill(popup, "Password", VAULT_PASSWORD);
    await press(popup, "Show code");
    await sees(popup, TYPED.replaceAll(" ", ""));
    await press(popup, "Hide");
    await press(popup, "Mark as used");
    await press(popup, "Yes, it was used");
    await seesButton(popup, "Headway showed none");
    await sees(popup, "Earlier recovery codes (1)");
    // A mistake is taken back, and the code is there as before.
    await popup.locator(".disclosure summary").click();
    await pressStarting(popup, "It was not used");
    await press(popup, "Mark as used");
    await press(popup, "Yes, it was used");
    await seesButton(popup, "Headway showed none");
    await popup.close();
    await given.rig.killWorker();

    const home = await given.rig.openExtensionPage("popup.html");
    await sees(home, "Did you keep the new recovery code?");
    await press(home, "Headway showed none");
    await until("the question to go", async () => !(await hasButton(home, "Headway showed none")));
    await press(home, DETAILS);
    await seesButton(home, "Type a recovery code");
    await home.close();
  });

  it("have a successor that is kept elsewhere, or typed in where it is asked for", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    const keep = async (code: string, button: string) => {
      await press(popup, button);
      await fill(popup, "Recovery code", code);
      await press(popup, "Save typed code");
      await seesButton(popup, "Mark as used");
    };
    const use = async () => {
      await press(popup, "Mark as used");
      await press(popup, "Yes, it was used");
    };
    await press(popup, DETAILS);
    await keep("ZYXW9876VUTS5432RQPO1098", "Type a recovery code");
    await use();
    await keep("ZYXW9876VUTS5432RQPO1099", "Type it in");
    await use();
    await press(popup, "I kept it elsewhere");
    await press(popup, "Don’t say");
    await seesButton(popup, "Type a recovery code");
    await sees(popup, "Earlier recovery codes (3)");
    await sees(popup, "Kept elsewhere · you said so on");
    await popup.close();
  });
});

describe(`a filled recovery code in ${KIND}`, () => {
  let world: World;
  let profile = "";

  beforeAll(async () => {
    world = await startWorld();
    profile = mkdtempSync(join(tmpdir(), "waykey-filled-"));
  });

  afterAll(async () => {
    await world.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  it("is asked after until that is answered, each of two, over the browser’s end", async () => {
    const first = await startRig(KIND, world, { profile });
    const user = new WaykeyUser(first);
    await user.createVault();
    for (const role of ["client", "provider"] as const) {
      const email = `${role}@example.com`;
      const person = new Person(first, await first.browser.newPage(), role, email);
      await person.signUp();
      await person.enroll("otp");
      await user.scanQr();
      await user.fillCode();
      await person.submitCode();
      await person.shownRecoveryCode();
      await user.saveRecoveryCode();
      await person.recordRecoveryCode();
      await person.logOut();
      await person.logIn();
      await person.tryAnotherMethod("Recovery code");
      await user.inPopup((popup) => user.putRecoveryCode(popup, email));
    }
    await first.close();

    const second = await startRig(KIND, world, { profile });
    const again = new WaykeyUser(second);
    await again.unlock();
    await again.inPopup(async (popup) => {
      await sees(popup, "Was the recovery code used?");
      await sees(popup, "Recovery code filled: was it used?");
      expect(await textOf(popup)).not.toContain("Recovery code kept");
      await pressStarting(popup, "It was not used for client@example.com");
      await sees(popup, "Recovery code kept");
    });
    const DETAILS_OF_OTHER = "Details of provider@example.com Provider";
    await again.inPopup(async (popup) => {
      await press(popup, DETAILS_OF_OTHER);
      await sees(popup, "Was your recovery code used on");
      await sees(popup, "In Waykey, filled or copied on");
      await press(popup, "Mark as used");
      await seesButton(popup, "Headway showed none");
    });
    await second.killWorker();
    await again.inPopup(async (popup) => {
      await sees(popup, "Did you keep the new recovery code?");
      expect(await textOf(popup)).not.toContain("Was the recovery code used?");
    });
    await second.close();
  });
});
