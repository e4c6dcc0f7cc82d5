// A vault that is interrupted while it is written: briefly here, a hundred times in test/soak. What the
// checker itself would notice is tested as well.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import { declareCrowd } from "./durability/crowd.ts";
import { Journal } from "./durability/journal.ts";
import { declareBrowserKills, declareWorkerKills } from "./durability/kills.ts";
import { addCode } from "./durability/operations.ts";
import { declareTornLog } from "./durability/torn-log.ts";
import { copyStore, readSecondCopy, readStore } from "./durability/store-dump.ts";
import { KIND } from "./rig/kind.ts";
import { useRig } from "./rig/use-rig.ts";

declareBrowserKills(2);
declareWorkerKills(2);
declareCrowd(40);
declareTornLog();

/** Takes records out of the browser's store, or puts earlier states of them back. */
function tamper(page: Page, change: { remove?: readonly string[]; put?: readonly unknown[] }) {
  const records = (change.put ?? []).map((record) =>
    Object.fromEntries(
      Object.entries(record as object).map(([name, value]) => [
        name,
        value instanceof Uint8Array ? { $bytes: [...value] } : (value as unknown),
      ]),
    ),
  );
  return page.evaluate(
    async ({ remove, put }) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.addEventListener("success", () => resolve(request.result));
          request.addEventListener("error", () => reject(new Error("storage")));
        });
      const database = await done(indexedDB.open("waykey"));
      const store = database.transaction("sealed", "readwrite").objectStore("sealed");
      for (const id of remove) await done(store.delete(id));
      for (const record of put) {
        const whole = Object.entries(record).map(([name, value]) => {
          const isBytes = typeof value === "object" && value !== null && "$bytes" in value;
          return [name, isBytes ? new Uint8Array(value.$bytes as number[]) : value] as const;
        });
        await done(store.put(Object.fromEntries(whole)));
      }
      database.close();
    },
    { remove: [...(change.remove ?? [])], put: records },
  );
}

/** Takes a record out of the second copy. */
function tamperCopy(page: Page, removed: string): Promise<void> {
  return page.evaluate(async (id) => {
    type Area = {
      get(keys: null): Promise<Record<string, unknown>>;
      set(values: object): Promise<void>;
    };
    const { browser, chrome } = globalThis as unknown as Record<
      string,
      { storage: { local: Area } } | undefined
    >;
    const area = (browser ?? chrome)?.storage.local;
    for (const [key, bucket] of Object.entries((await area?.get(null)) ?? {})) {
      // Beside the copy lie notes that are no objects.
      if (typeof bucket !== "object" || bucket === null || !(id in bucket)) continue;
      const others = Object.entries(bucket).filter(([name]) => name !== id);
      await area?.set({ [key]: Object.fromEntries(others) });
    }
  }, removed);
}

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
    await tamper(page, { remove: added });
    expect(journal.judge(await readStore(page))).toContain("missing: otp lost ada@example.com");
    expect(journal.faultOf(await readSecondCopy(page))).toBeNull();
    await tamperCopy(page, added[0] ?? "");
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
    await tamper(page, { put: older });
    const broken = await readStore(page);
    expect(broken.manifest.state).toBe("altered");
    expect(journal.judge(broken)).toContain("unwanted: otp code ada@example.com");
    expect(journal.judge(sound)).toBeNull();
    await page.close();
  });
});
