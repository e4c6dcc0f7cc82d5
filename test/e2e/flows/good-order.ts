// From nothing to an account in good order, as one story in steps: a new vault, the account at the stand-in site, and
// what the check-up asks for, one thing after the other. After each step the popup's home has told how the account
// is, and in which colour.

import type { Page } from "puppeteer";
import { until } from "../rig/until.ts";
import type { Step } from "./main-job.ts";
import type { Person, Role } from "./person.ts";
import { fill, press, sees, textOf, tick } from "./screen.ts";
import { pressPasskeyButton, signInByCode, signInByPasskey } from "./signing-in.ts";
import { verdict } from "./verdict.ts";
import type { WaykeyUser } from "./waykey-user.ts";

/** What the glance at an account is coloured for. */
type Weight = "alarm" | "warning" | "advice" | "none";

const ROLE_NAMES: Readonly<Record<Role, string>> = { client: "Client", provider: "Provider" };

const PORTAL_LINKS: Readonly<Record<Role, string>> = {
  client: "Open headway.co",
  provider: "Open the provider portal",
};

const COLOURS: Readonly<Record<Weight, string>> = {
  alarm: "--danger",
  warning: "--warning",
  advice: "--text-muted",
  none: "--success",
};

export type GoodOrderStory = {
  readonly person: Person;
  readonly user: WaykeyUser;
  readonly step: Step;
  /** Where the backup goes. */
  readonly folder: string;
};

/** Resolves when the one account of the popup's home is said to be so, in the colour of that weight. */
async function glanceSays(popup: Page, weight: Weight, text: string): Promise<void> {
  let last = "";
  await until(`the glance "${text}" (${weight}) and not "${last}"`, async () => {
    last = await popup.evaluate((variable) => {
      const all = [...document.querySelectorAll(".glance")];
      const [glance] = all;
      if (all.length !== 1 || glance === undefined) return `${all.length} glances`;
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = `var(${variable})`;
      const isOfColour = getComputedStyle(glance).color === getComputedStyle(probe).color;
      probe.remove();
      return isOfColour ? glance.textContent : `${glance.className} ${glance.textContent}`;
    }, COLOURS[weight]);
    return last === text || last.startsWith(`${text} · `);
  }).catch((cause: unknown) => {
    throw new Error(`The glance says "${last}", not "${text}" (${weight})`, { cause });
  });
}

async function isGone(popup: Page, text: string): Promise<void> {
  await until(`"${text}" to go`, async () => !(await textOf(popup)).includes(text));
}

class Story {
  readonly #given: GoodOrderStory;

  constructor(given: GoodOrderStory) {
    this.#given = given;
  }

  /** What is done at the site or in other windows, then what the popup's home says of it. */
  async step(name: string, weight: Weight, text: string, work: () => Promise<string>) {
    const { step, user, person } = this.#given;
    await step(`${person.role}: ${name}`, async () => {
      const result = await work();
      await user.inPopup((popup) => glanceSays(popup, weight, text));
      return result;
    });
  }

  /** The account's check-up, in the popup. */
  async inCheckUp(work: (popup: Page) => Promise<void>): Promise<void> {
    const { user, person } = this.#given;
    await user.inPopup(async (popup) => {
      await press(popup, `Details of ${person.email} ${ROLE_NAMES[person.role]}`);
      await work(popup);
    });
  }

  /** What the check-up finds leads to the person's page at Headway. */
  async seesPortalLink(popup: Page): Promise<void> {
    const { person } = this.#given;
    await until(`the link to ${person.origin}`, () =>
      popup.evaluate(
        (name, origin) =>
          [...document.querySelectorAll<HTMLAnchorElement>(".finding a[href]")].some(
            (link) => link.textContent === name && link.origin === origin,
          ),
        PORTAL_LINKS[person.role],
        person.origin,
      ),
    );
  }
}

/** With no vault and no account at the site to begin with. */
export async function toGoodOrder(given: GoodOrderStory): Promise<void> {
  const { person, user, folder } = given;
  const { role, email } = person;
  const story = new Story(given);
  const isProvider = role === "provider";

  await story.step(
    "make a vault, and say which account there is",
    isProvider ? "alarm" : "warning",
    isProvider ? "No second step is known: providers must have one" : "No second step is known",
    async () => {
      await person.signUp();
      await user.createVault();
      await user.keepPopupClosed();
      await user.inPopup(async (popup) => {
        await press(popup, "Add an account");
        await tick(popup, ROLE_NAMES[role]);
        await fill(popup, "E-mail", email);
        await press(popup, "Add account");
        await sees(popup, isProvider ? "Urgent: No second" : "Important: No second");
        await story.seesPortalLink(popup);
      });
      return verdict(person, "signup");
    },
  );

  await story.step(
    "scan the authenticator's QR, whose code Headway has not taken yet",
    isProvider ? "alarm" : "warning",
    "Headway has taken no code from Waykey yet",
    async () => {
      await person.enroll("otp");
      await user.scanQr();
      return "scanned";
    },
  );

  await story.step(
    "have its code taken",
    "warning",
    "Only one way to sign in is known",
    async () => {
      await user.fillCode();
      await person.submitCode();
      await person.shownRecoveryCode();
      return verdict(person, "otp");
    },
  );

  await story.step(
    "keep the recovery code that the site shows",
    "warning",
    "Only one way to sign in is known",
    async () => {
      await story.inCheckUp((popup) => sees(popup, "No recovery code is known to be kept"));
      await user.saveRecoveryCode();
      await person.recordRecoveryCode();
      await story.inCheckUp(async (popup) => {
        await sees(popup, "Only one way to sign in is known");
        await isGone(popup, "No recovery code is known to be kept");
      });
      return verdict(person, "enrolled", "otp");
    },
  );

  await story.step(
    "add a passkey as the second way",
    "warning",
    "This account is in no backup yet",
    async () => {
      await person.enroll("platform");
      await pressPasskeyButton(person);
      await user.allow();
      await person.hasEnrolled();
      return verdict(person, "webauthn-create", "platform");
    },
  );

  await story.step(
    "make a backup, which is opened again",
    "advice",
    "Is your e-mail account safe too?",
    async () => {
      await story.inCheckUp(async (popup) => {
        await press(popup, "Make a backup");
        const options = await until("the section of the backup", () =>
          user.rig.findExtensionPage("options.html#backup"),
        );
        await options.close();
      });
      await user.exportBackup(folder);
      return "backup written and opened again";
    },
  );

  await story.step("answer what only the person knows", "none", "In good order", async () => {
    await story.inCheckUp(async (popup) => {
      await press(popup, "Yes, it has both");
      await isGone(popup, "Is your e-mail account safe too?");
      await press(popup, "Yes, only here");
      await sees(popup, "All is in good order.");
      await isGone(popup, "Good to do");
    });
    return "answered";
  });

  await story.step("sign in by both ways, as ever", "none", "In good order", async () => {
    await person.logOut();
    await signInByCode(person, user);
    await person.logOut();
    await signInByPasskey(person, user, "Fingerprint or face");
    return `${verdict(person, "otp")}, ${verdict(person, "webauthn-get", "platform")}`;
  });

  await story.step("come back to a locked vault", "none", "In good order", async () => {
    await user.lock();
    await user.unlock();
    await story.inCheckUp((popup) => sees(popup, "All is in good order."));
    return "unlocked";
  });
}
