// A vault that is interrupted while it is written: briefly here, a hundred times in test/soak. What the
// checker itself would notice is tested as well.

import { describe, expect, it } from "vitest";
import { declareCrowd } from "./durability/crowd.ts";
import { Journal } from "./durability/journal.ts";
import { declareBrowserKills, declareWorkerKills } from "./durability/kills.ts";
import { addCode } from "./durability/operations.ts";
import { declareTornLog } from "./durability/torn-log.ts";
import { copyStore, readSecondCopy, readStore } from "./durability/store-dump.ts";
import { KIND } from "./rig/kind.ts";
import { putStored, removeFromCopy, removeStored } from "./rig/stored-records.ts";
import { useRig } from "./rig/use-rig.ts";

declareBrowserKills(2);
declareWorkerKills(2);
declareCrowd(40);
declareTornLog();

describe(`what is found after a kill, in ${KIND}`, () => {
  const given = useRig({ vault: true });

  async function begin() {
    const page = await given.rig.openExtensionPage("options.html");
    const journal = new Journal(1);
    const start = await readStore(page);
    journal.judge(start);
    return { page, journal };
  }

  it("is called wrong when an acknowledged record is gone", async () => {
    const { page, journal } = await begin();
    await journal.ask(page, addCode("kept", "ada@example.com"));
    const before = new Set((await copyStore(page)).records.keys());
    await journal.ask(page, addCode("lost", "ada@example.com"));
    const added = [...(await copyStore(page)).records.keys()].filter((id) => !before.has(id));
    expect(added).toHaveLength(1);
    await removeStored(page, added);
    expect(journal.judge(await readStore(page))).toContain("missing: otp lost ada@example.com");
    expect(journal.faultOf(await readSecondCopy(page))).toBeNull();
    await removeFromCopy(page, added[0] ?? "");
    const copied = journal.faultOf(await readSecondCopy(page));
    expect(copied).toContain("missing: otp lost ada@example.com");
    await page.close();
  });
});

describe(`an older state that is found after a kill, in ${KIND}`, () => {
  const given = useRig({ vault: true });

  it("is called wrong", async () => {
    const page = await given.rig.openExtensionPage("options.html");
    const journal = new Journal(1);
    const added = await journal.ask(page, addCode("code", "ada@example.com"));
    const { id } = added as { id: string };
    const before = await copyStore(page);
    await journal.ask(page, {
      method: "otp.confirm",
      input: { id },
      change: (vault) => {
        const held = vault.otps.get("code");
        if (held === undefined) throw new RangeError("the code must be held");
        return { ...vault, otps: new Map([["code", { ...held, isConfirmed: true }]]) };
      },
    });
    const sound = await readStore(page);
    const older = [...before.records.values()];
    await putStored(page, older);
    const broken = await readStore(page);
    expect(broken.manifest.state).toBe("altered");
    expect(journal.judge(broken)).toContain("unwanted: otp code ada@example.com");
    expect(journal.judge(sound)).toBeNull();
    await page.close();
  });
});
