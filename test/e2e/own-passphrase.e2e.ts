// A recovery code with a passphrase of its own, from the page that shows it to the page that asks for it: read by
// nobody without it, on the screen, on paper, in a backup and in the page.

import { describe, expect, it } from "vitest";
import { Person } from "./flows/person.ts";
import { fill, press, sees, seesButton, textOf, tick, unfold } from "./flows/screen.ts";
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const EMAIL = "lou@example.com";
const DETAILS = `Details of ${EMAIL} Client`;
const PASSPHRASE = "purple lamp over water";
const OWN = "Passphrase of this code";
const REFUSED = "That’s not the passphrase of this recovery code";

describe(`a recovery code with a passphrase of its own in ${KIND}`, () => {
  const given = useRig({ vault: true });
  const lou: { person: Person | null; code: string } = { person: null, code: "" };

  it("is given it on the page that shows the code, and revealed with it alone", async () => {
    const { rig, user } = given;
    const person = new Person(rig, await rig.browser.newPage(), "client", EMAIL);
    await person.signUp();
    await person.enroll("otp");
    await user.scanQr();
    await user.fillCode();
    await person.submitCode();
    lou.code = await person.shownRecoveryCode();
    lou.person = person;
    await user.inPopup(async (popup) => {
      await tick(popup, "Give it a passphrase of its own");
      await sees(popup, "Neither can you");
      await fill(popup, OWN, PASSPHRASE);
      await fill(popup, "Repeat passphrase", "something else");
      await press(popup, "Save recovery code");
      await sees(popup, "The two differ. Type it again.");
      await fill(popup, "Repeat passphrase", PASSPHRASE);
      await press(popup, "Save recovery code");
      await sees(popup, "is kept in Waykey");
    });
    await user.inPopup((popup) => sees(popup, "is kept in Waykey"));
    await person.recordRecoveryCode();
    await user.inPopup(async (popup) => {
      await press(popup, DETAILS);
      await unfold(popup, "Recovery code");
      await sees(popup, "your password and its own passphrase are asked for");
      await press(popup, "Reveal");
      await fill(popup, "Password", VAULT_PASSWORD);
      await fill(popup, OWN, VAULT_PASSWORD);
      await press(popup, "Show code");
      await sees(popup, REFUSED);
      expect(await textOf(popup)).not.toContain(lou.code);
      await fill(popup, OWN, PASSPHRASE);
      await press(popup, "Show code");
      await sees(popup, lou.code);
    });
  });

  it("is printed with it alone", async () => {
    await given.user.inOptions("print", async (options) => {
      await seesButton(options, "Print sheet");
      const printed = await options.evaluateHandle(() => {
        const sheets: string[] = [];
        window.print = () => {
          sheets.push(document.querySelector(".print-sheet")?.textContent ?? "");
        };
        return sheets;
      });
      await fill(options, "Password to print secrets", VAULT_PASSWORD);
      await fill(options, OWN, "a wrong passphrase");
      await press(options, "Print sheet");
      await sees(options, REFUSED);
      await fill(options, OWN, PASSPHRASE);
      await press(options, "Print sheet");
      const sheet = await until("the printing", () =>
        printed.evaluate((sheets) => sheets[0] ?? null),
      );
      expect(sheet).toContain(lou.code);
      await press(options, "Wipe the sheet");
    });
  });

  it("comes back with it from a backup", async () => {
    const { user, world } = given;
    const backup = await user.exportBackup(world.keep);
    await user.inPopup(async (popup) => {
      await press(popup, DETAILS);
      await unfold(popup, "Recovery code");
      await press(popup, "Remove recovery code");
      await press(popup, "Remove recovery code for good");
      await seesButton(popup, "Type a recovery code");
    });
    await user.restoreBackup(backup);
    await user.inPopup(async (popup) => {
      await press(popup, DETAILS);
      await unfold(popup, "Recovery code");
      await press(popup, "Take its passphrase off");
      await fill(popup, "Password", VAULT_PASSWORD);
      await fill(popup, OWN, PASSPHRASE);
      await press(popup, "Take it off");
      await seesButton(popup, "Give it a passphrase");
      await press(popup, "Give it a passphrase");
      await sees(popup, "A backup made before holds the code without it");
      await fill(popup, OWN, PASSPHRASE);
      await fill(popup, "Repeat passphrase", PASSPHRASE);
      await fill(popup, "Password", VAULT_PASSWORD);
      await press(popup, "Set passphrase");
      await seesButton(popup, "Take its passphrase off");
    });
  });

  it("is filled with it alone, and signs in", async () => {
    const { user } = given;
    const person = lou.person ?? expect.fail("the first test must have signed up");
    await person.logOut();
    await person.logIn();
    await person.tryAnotherMethod("Recovery code");
    await user.inPopup(async (popup) => {
      await press(popup, "Fill recovery code");
      await fill(popup, "Password", VAULT_PASSWORD);
      await fill(popup, OWN, "a wrong passphrase");
      await press(popup, "Fill and use it up");
      await sees(popup, REFUSED);
      await fill(popup, OWN, PASSPHRASE);
      await press(popup, "Fill and use it up");
      await press(popup, "Mark as used");
    });
    await person.continue();
    await person.shownRecoveryCode();
    await person.recordRecoveryCode();
    await person.isSignedIn();
  });
});
