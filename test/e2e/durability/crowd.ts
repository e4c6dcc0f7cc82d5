// Many pages of the extension that write to one vault at the same time: every change that was
// acknowledged is there, and the manifest counts each once.

import type { Page } from "puppeteer";
import { describe, expect, it } from "vitest";
import type { Rig } from "../rig/rig.ts";
import { KIND } from "../rig/kind.ts";
import { useRig } from "../rig/use-rig.ts";
import { addCode, EMAILS, idsOf, restoreBackup, renamePasskey } from "./operations.ts";
import { referenceOf } from "./reference-vault.ts";
import { readStore, type StoreState } from "./store-dump.ts";
import { callAll, workerAnswer } from "./worker-call.ts";

/** The popup, the options page and a prompt's page, each in a tab, and five more. */
const PAGES = [
  "popup.html",
  "options.html",
  "prompt.html?id=none",
  "options.html#accounts",
  "options.html#backup",
  "options.html#settings",
  "options.html#requests",
  "popup.html",
] as const;

/** Messages that one page has under way at once. */
const LANES = 3;

const PASSKEY = "shared";

async function openAll(rig: Rig): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (const path of PAGES) pages.push(await rig.openExtensionPage(path));
  return pages;
}

function generationOf({ manifest }: StoreState): number {
  if (manifest.state !== "whole") throw new Error(`The manifest: ${JSON.stringify(manifest)}`);
  return manifest.generation;
}

export function declareCrowd(count: number): void {
  describe(`a vault that ${PAGES.length} pages write ${count} times at once, in ${KIND}`, () => {
    const given = useRig({ vault: true });

    it("loses no change and counts each once", { timeout: 90_000 + count * 1000 }, async () => {
      const pages = await openAll(given.rig);
      const [first] = pages as [Page];
      const { method, input } = await restoreBackup(PASSKEY);
      await workerAnswer(first, method, input as never);
      // The accounts are there before, so that each change is one commit.
      for (const email of EMAILS) {
        await workerAnswer(first, "account.create", { role: "client", email });
      }
      const before = await readStore(first);
      const id = idsOf(before.records).get(`passkey ${PASSKEY}`) ?? "";
      const each = Math.ceil(count / pages.length);
      const tasks = pages.map((_, page) =>
        Array.from({ length: each }, (_each, i) =>
          i % 4 === 3
            ? renamePasskey(PASSKEY, id, `by page ${page}, ${i}`)
            : addCode(`page-${page}-code-${i}`, EMAILS[i % 3] ?? EMAILS[0]),
        ),
      );
      const answers = await Promise.all(
        pages.map((page, i) => callAll(page, tasks[i] ?? [], LANES)),
      );
      expect(answers.flat().filter((answer) => !answer.ok)).toEqual([]);
      expect(answers.flat()).toHaveLength(each * pages.length);

      const after = await readStore(first);
      expect(after.unreadable).toBe(0);
      expect(generationOf(after) - generationOf(before)).toBe(each * pages.length);
      const { otps, passkeys } = referenceOf(after.records);
      const adds = tasks.flat().filter((task) => task.method === "otp.add");
      const wanted = adds.reduce((vault, add) => add.change(vault), referenceOf(before.records));
      expect(new Map(otps)).toEqual(new Map(wanted.otps));
      const labels = tasks.flat().flatMap((task) => {
        return task.method === "passkey.rename" ? [(task.input as { label: string }).label] : [];
      });
      expect(labels).toContain(passkeys.get(PASSKEY)?.label);
      for (const page of pages) await page.close();
    });
  });
}
