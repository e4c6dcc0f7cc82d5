// The ways to sign in of an account: what Waykey holds it knows by itself, and of the rest it asks, once.

import { describe, it } from "vitest";
import { Person } from "./flows/person.ts";
import { fill, press, sees, seesButton } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { until } from "./rig/until.ts";
import { useRig } from "./rig/use-rig.ts";

describe(`the ways to sign in of an account in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("are known as far as Waykey holds them, answered by the user for the rest, and kept", async () => {
    const person = new Person(
      given.rig,
      await given.rig.browser.newPage(),
      "client",
      "ways@example.com",
    );
    await person.signUp();
    await person.enroll("otp");
    const popup = await given.rig.openExtensionPage("popup.html");
    await press(popup, "Add a code");
    await fill(
      popup,
      "Setup key or otpauth link",
      "otpauth://totp/Headway:ways@example.com?secret=GEZDGNBVGY3TQOJQ",
    );
    await sees(popup, "Compare with the page");
    await press(popup, "Add");
    await press(popup, "Details of ways@example.com Client");
    await sees(popup, "In Waykey since");
    await press(popup, "I have it elsewhere: Phone (text or call)");
    await fill(popup, "Which phone?", "my own");
    await fill(popup, "Country code of the number", "US");
    await press(popup, "Save");
    await sees(popup, "This isn’t the country code of a phone number");
    await fill(popup, "Country code of the number", "0044");
    await press(popup, "Save");
    await sees(popup, "Headway sends no codes to +44 numbers");
    await press(popup, "Not set up: Security key");
    await sees(popup, "Not set up · you said so on");
    await press(popup, "I have it elsewhere: Recovery code");
    await fill(popup, "Where is it?", "in the des");
    await popup.close();
    // What was left half-typed is where the popup opens, until it is saved or given up.
    const later = await given.rig.openExtensionPage("popup.html");
    await until("the place as it was typed", async () => {
      const values = await later.$$eval("input", (inputs) => inputs.map(({ value }) => value));
      return values.includes("in the des");
    });
    await press(later, "Cancel");
    await later.close();

    await given.rig.killWorker();
    const again = await given.rig.openExtensionPage("popup.html");
    await press(again, "Details of ways@example.com Client");
    await sees(again, "Set up: my own · number of +44");
    await press(again, "Change: Phone (text or call)");
    await fill(again, "Country code of the number", "+1");
    await press(again, "Save");
    await sees(again, "number of +1");
    const text = () => again.evaluate(() => document.body.textContent);
    await until("the warning to go", async () => !(await text()).includes("sends no codes"));
    await press(again, "I don’t know: Security key");
    await until(
      "the answer to be taken back",
      async () => !(await text()).includes("Not set up ·"),
    );
    await seesButton(again, "Not set up: Security key");

    await press(again, "I have it elsewhere: Recovery code");
    await fill(again, "Where is it?", "on paper");
    await press(again, "Save");
    await sees(again, "Kept elsewhere: on paper");
    await press(again, "It was used: Recovery code");
    await press(again, "Yes, it was used");
    await sees(again, "Used up on");
    await sees(again, "Your recovery code was used on");
    await sees(again, "The last one was used on");
    await press(again, "I have it elsewhere: Recovery code");
    await fill(again, "Where is it?", "on new paper");
    await press(again, "Save");
    await until(
      "the question to go",
      async () => !(await text()).includes("The last one was used"),
    );
  });
});
