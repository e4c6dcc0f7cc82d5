// The stage of the attacks, and all of them on one stage, as often as the counts say.

import { afterEach, beforeAll } from "vitest";
import { fill, press, sees, seesButton } from "../flows/screen.ts";
import { openLab } from "../rig/lab.ts";
import { type RigInUse, useRig } from "../rig/use-rig.ts";
import { declareBuiltIns } from "./built-ins.ts";
import { declareDepartures } from "./departures.ts";
import { declareFirstMoments } from "./first-moments.ts";
import { declareFlags } from "./flags.ts";
import { declareFlood } from "./flood.ts";
import { declareForgery } from "./forgery.ts";
import { declareFrames } from "./frames.ts";
import { declareOtherCalls } from "./other-calls.ts";
import { declareOutOfSight } from "./out-of-sight.ts";
import { declarePlaces } from "./places.ts";
import { declareRefusals } from "./refusals.ts";
import { CANARIES, type Counts, enrol, type Passkey, type Stage } from "./stage.ts";
import { declareTraces } from "./traces.ts";

/** Puts something into the vault that no page may see. */
async function addCanaries(given: RigInUse): Promise<void> {
  const popup = await given.rig.openExtensionPage("popup.html");
  await press(popup, "Add a code");
  const { totpAccount, totpSecret, otherAccount } = CANARIES;
  const link = `otpauth://totp/Headway:${totpAccount}?secret=${totpSecret}&issuer=Headway`;
  await fill(popup, "Setup key or otpauth link", link);
  await seesButton(popup, "Add");
  await press(popup, "Add");
  await seesButton(popup, "Add a code");
  await sees(popup, totpAccount);
  await popup.close();
  const other = await openLab(given.rig, "https://sigmund.headway.co");
  await enrol(given, other, {
    user: { id: "Y2FuYXJ5", name: otherAccount, displayName: otherAccount },
  });
  await other.close();
}

async function enrolMine(given: RigInUse): Promise<Passkey> {
  const page = await openLab(given.rig);
  const passkey = await enrol(given, page);
  await page.close();
  return passkey;
}

/** Starts both browsers before the tests of its group, and ends them after. */
export function useStage(): Stage {
  const given = useRig({ vault: true });
  const bare = useRig({ withoutExtension: true });
  let mine: Passkey | null = null;
  const stage: Stage = {
    given,
    bare,
    get mine() {
      if (mine === null) throw new TypeError("The stage is used before it is set");
      return mine;
    },
  };
  beforeAll(async () => {
    await addCanaries(given);
    mine = await enrolMine(given);
  });
  // What one test leaves behind shall not spoil the next.
  afterEach(async () => {
    for (const prompt of await given.rig.findPrompts()) await prompt.close();
  });
  return stage;
}

/** Those that are many prompts may be left to others: no `refusals` are declared for a count of 0. */
export function declareAttacks(stage: Stage, counts: Counts): void {
  declareForgery(stage, counts);
  declareBuiltIns(stage, counts);
  declareTraces(stage, counts);
  declareFirstMoments(stage);
  declareFlood(stage, counts);
  declareFrames(stage, counts);
  declareDepartures(stage);
  declareOutOfSight(stage);
  declarePlaces(stage);
  declareOtherCalls(stage);
  if (counts.refusals > 0) declareRefusals(stage, counts);
  declareFlags(stage, counts);
}
