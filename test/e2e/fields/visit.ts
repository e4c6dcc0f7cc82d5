// Visits one page of the corpus as a person would who opens Waykey there: what it offers, what its
// button fills, and what stands in the page afterwards.

import { Secret, TOTP } from "otpauth";
import type { Page } from "puppeteer";
import { workerAnswer } from "../durability/worker-call.ts";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import type { FieldPage, Screen, Spot } from "./field-page.ts";
import { changed, note, read } from "./in-page.ts";
import { type Offer, PopupInTab } from "./popup-in-tab.ts";
import { addressOf } from "./served.ts";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const RECOVERY_CODE = "K7Q2M8ZP4TX9W3HD6RVN5BYC";
const EMAIL = "alex@example.com";
const STEP_MS = 30_000;

export type Visit = {
  readonly page: FieldPage;
  readonly offered: Screen;
  /** What is wrong with the fill or with what else was offered; empty if nothing is. */
  readonly faults: readonly string[];
  /** Whether anything of the page was changed by Waykey. */
  readonly isTouched: boolean;
};

/** The codes of now and of the steps beside it. */
function oneTimeCodes(): readonly string[] {
  const totp = new TOTP({ secret: Secret.fromBase32(SECRET) });
  return [-STEP_MS, 0, STEP_MS].map((by) => totp.generate({ timestamp: Date.now() + by }));
}

function isCode(text: string, kind: Screen): boolean {
  const plain = text.replaceAll(/[\s–-]/g, "");
  return kind === "recovery"
    ? plain.toUpperCase() === RECOVERY_CODE
    : oneTimeCodes().includes(plain);
}

function spotsOf({ fill }: FieldPage): readonly Spot[] {
  if (fill === null) return [];
  return Array.isArray(fill) ? (fill as readonly string[]) : [fill as Spot];
}

/** A tab for the pages, and the popup beside it. */
export class Visitor {
  readonly #tab: Page;
  readonly #popup: PopupInTab;
  readonly #otpId: string;

  private constructor(tab: Page, popup: PopupInTab, otpId: string) {
    this.#tab = tab;
    this.#popup = popup;
    this.#otpId = otpId;
  }

  /** Gives the vault one account with an authenticator's secret and a recovery code. */
  static async prepare(rig: Rig): Promise<Visitor> {
    const popup = await PopupInTab.open(rig);
    const { id: accountId } = await workerAnswer(popup.page, "account.create", {
      role: "client",
      email: EMAIL,
    });
    const account = { accountId };
    const text = `otpauth://totp/Headway:${EMAIL}?secret=${SECRET}&issuer=Headway`;
    const { id } = await workerAnswer(popup.page, "otp.add", { text, account });
    await workerAnswer(popup.page, "recovery.save", { code: RECOVERY_CODE, account });
    // In a window of its own the page is in view, as it is under a popup.
    const tab = await rig.browser.newPage({ type: "window" });
    return new Visitor(tab, popup, id);
  }

  /** A page that Waykey gives no answer on is a miss like any other. */
  async visit(page: FieldPage): Promise<Visit> {
    try {
      return await this.#visit(page);
    } catch (error) {
      return { page, offered: "none", faults: [String(error)], isTouched: false };
    }
  }

  async #visit(page: FieldPage): Promise<Visit> {
    await this.#arrive(page);
    const offer = await this.#popup.offer();
    const saysFilled = await this.#fill(offer.screen);
    const spots = spotsOf(page);
    const others = await changed(this.#tab, [...spots, ...(page.mirrors ?? [])]);
    const held = await this.#held(spots);
    const faults = [
      ...(others.length === 0 ? [] : [`changed ${others.join(", ")}`]),
      ...(await this.#fillFaults(page, saysFilled, held)),
      ...keepingFaults(page, offer),
    ];
    const isTouched = others.length > 0 || saysFilled;
    return { page, offered: offer.screen, faults, isTouched };
  }

  async #arrive(page: FieldPage): Promise<void> {
    await this.#tab.goto(addressOf(page), {
      waitUntil: page.frames === undefined ? "domcontentloaded" : "load",
    });
    for (const selector of page.presses ?? []) await this.#tab.click(selector);
    await until(`the fields of "${page.name}"`, async () => {
      return (await note(this.#tab)) > 0 || page.widget === undefined;
    });
    for (const spot of page.stays ?? []) {
      if ((await read(this.#tab, spot)) === null)
        throw new RangeError(`${page.name}: no such spot`);
    }
  }

  /** By what the popup offers; where it offers nothing, as the keyboard shortcut would. */
  async #fill(offered: Screen): Promise<boolean> {
    if (offered === "one-time") return this.#popup.fillCode();
    if (offered === "recovery") return this.#popup.fillRecoveryCode();
    return (await workerAnswer(this.#popup.page, "page.fill-code", { id: this.#otpId })).filled;
  }

  async #held(spots: readonly Spot[]): Promise<string | null> {
    const parts = await Promise.all(spots.map((spot) => read(this.#tab, spot)));
    return parts.includes(null) ? null : parts.join("");
  }

  async #fillFaults(
    page: FieldPage,
    saysFilled: boolean,
    held: string | null,
  ): Promise<readonly string[]> {
    if (page.fill === null) return saysFilled ? ["says that it filled"] : [];
    if (held === null) return ["what was to be filled is not there"];
    if (!isCode(held, page.screen)) return [`holds "${held}"`];
    if (!saysFilled) return ["says that it did not fill"];
    const state = page.state === undefined ? held : await read(this.#tab, page.state);
    return state !== null && isCode(state, page.screen) ? [] : [`the page has "${state}"`];
  }
}

function keepingFaults(page: FieldPage, offer: Offer): readonly string[] {
  if (offer.keeps === (page.shows ?? false)) return [];
  return [offer.keeps ? "offers to keep a code" : "does not offer to keep the code"];
}
