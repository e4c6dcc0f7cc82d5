// What Waykey tells: the steps after the installation, the practice page, the help with all of its advice, the guides.

import type { Page } from "puppeteer";
import { guideAddress } from "../../../components/guides/guide-address.ts";
import { GUIDES } from "../../../lib/headway/guides.ts";
import { ACCOUNT_ROLES } from "../../../lib/headway/roles.ts";
import { textOf } from "../flows/screen.ts";
import { until } from "../rig/until.ts";
import { EMAIL } from "./accounts.ts";
import type { Walk } from "./walk.ts";

/** The steps after the password, with each answer to how the user signs in now. */
export async function welcome(walk: Walk): Promise<void> {
  const welcome = await walk.open("welcome.html", 900);
  await walk.sees(welcome, "welcome_ready_title");
  const answers = (await welcome.$$("input[type=radio]")).length;
  for (let place = 0; place < answers; place++) {
    await (await welcome.$$("input[type=radio]"))[place]?.click();
    await welcome.locator(".radios ~ .row-actions .button").wait();
    await walk.look(welcome, `welcome-${place + 1}`);
  }
  await welcome.setViewport({ width: 420, height: 900 });
  await walk.look(welcome, "welcome-narrow");
  await welcome.close();
}

/** The practice page at its most, wide and narrow, and the popup over it. */
export async function practice(walk: Walk): Promise<void> {
  const practice = await walk.open("practice.html", 1000);
  await walk.inPopup(async (popup) => {
    await walk.seesButton(popup, "common_lock");
    await walk.press(popup, "common_fill_practice");
    await walk.sees(popup, "popup_practice_filled_title");
    await walk.look(popup, "practice-popup");
  });
  await practice.bringToFront();
  await walk.press(practice, "practice_continue");
  await walk.sees(practice, "practice_next_title");
  await walk.look(practice, "practice");
  await practice.setViewport({ width: 380, height: 900 });
  await walk.look(practice, "practice-narrow");
  await practice.close();
}

/** Every question and every advice. */
export async function help(walk: Walk): Promise<void> {
  const help = await openHelp(walk);
  await answersFrom(walk, help, []);
  await help.close();
}

/** The first question alone. */
export async function helpStart(walk: Walk): Promise<void> {
  const help = await openHelp(walk);
  await walk.look(help, "help");
  await help.close();
}

async function openHelp(walk: Walk): Promise<Page> {
  const help = await walk.open("help.html", 700);
  await until("the choice of accounts", async () => (await textOf(help)).includes(EMAIL));
  await help.locator("input[type=radio]").click();
  return help;
}

/** Presses the answers at those places, looks, and goes on with every answer there is then. */
async function answersFrom(walk: Walk, help: Page, path: readonly number[]): Promise<void> {
  for (const place of path) await (await help.$$(".answers button"))[place]?.click();
  await walk.look(help, path.length === 0 ? "help" : `help-${path.map((at) => at + 1).join("-")}`);
  const count = (await help.$$(".answers button")).length;
  if (path.length > 0) await walk.press(help, "trouble_start_again");
  for (let place = 0; place < count; place++) await answersFrom(walk, help, [...path, place]);
}

/** The list of guides, and each for both roles. */
export async function guides(walk: Walk): Promise<void> {
  for (const role of ACCOUNT_ROLES) {
    for (const guide of [null, ...GUIDES]) {
      const guides = await walk.open(guideAddress(guide, role), 700);
      await until("the title", async () => (await guides.$("h1")) !== null);
      await walk.look(guides, `guide-${guide ?? "list"}-${role}`);
      await guides.setViewport({ width: 380, height: 900 });
      await walk.look(guides, `guide-${guide ?? "list"}-${role}-narrow`);
      await guides.close();
    }
  }
}
