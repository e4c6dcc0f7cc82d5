// Recovery codes by choice: kept elsewhere by one press, typed, used up, and their successor asked for until
// the user has said what became of it.

import { describe, expect, it } from "vitest";
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
import { VAULT_PASSWORD } from "./flows/waykey-user.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

const EMAIL = "rae@example.com";
const DETAILS = `Details of ${EMAIL} Client`;
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
    await sees(popup, "None is kept.");
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

  it("are typed, used up, and their successor is asked for until it is declined", async () => {
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, DETAILS);
    await unfold(popup, "Recovery code");
    await press(popup, "Type a recovery code");
    await sees(popup, "a printed copy elsewhere is safer");
    await fill(popup, "Recovery code", "QK7X");
    await press(popup, "Save typed code");
    await sees(popup, "This doesn’t look like a recovery code");
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
