// Passkey ceremonies through everything that can come between: a locked vault, a cancelled prompt,
// a worker that dies, a user who wants another device.

import { afterEach, describe, expect, it } from "vitest";
import { fill, press, sees, seesButton } from "./flows/screen.ts";
import { KIND } from "./rig/kind.ts";
import { isVerified, labCreate, labGet, openLab } from "./rig/lab.ts";
import { useRig } from "./rig/use-rig.ts";
import { addVirtualKey } from "./rig/virtual-key.ts";

describe(`passkey ceremonies in ${KIND}`, () => {
  const given = useRig({ vault: true });

  afterEach(async () => {
    const prompt = await given.rig.findPrompt();
    await prompt?.close();
  });

  async function enrolled() {
    const page = await openLab(given.rig);
    const created = labCreate(page, { user: { id: "YQ", name: "a@b.org", displayName: "A" } });
    await given.user.allow();
    const outcome = await created;
    expect(await isVerified(page, outcome)).toBe(true);
    if (!outcome.ok) throw new Error("not created");
    return { page, allowCredentials: [{ type: "public-key", id: outcome.credential.id }] };
  }

  it("sign in with a locked vault, unlocked on the way, and count as verified", async () => {
    const { page, allowCredentials } = await enrolled();
    await given.user.lock();
    await page.bringToFront();
    const got = labGet(page, { allowCredentials, userVerification: "required" });
    const prompt = await given.user.unlockInPrompt();
    await sees(prompt, "https://headway.co");
    await given.user.allow();
    expect(await isVerified(page, await got, true)).toBe(true);
    await page.close();
  });

  it("end in NotAllowedError when the user cancels", async () => {
    const { page, allowCredentials } = await enrolled();
    const got = labGet(page, { allowCredentials });
    const prompt = await given.rig.prompt();
    await given.user.decide(prompt, "Cancel");
    expect(await got).toMatchObject({ ok: false, error: { name: "NotAllowedError" } });
    await page.close();
  });

  it("end in NotAllowedError when the user closes the prompt", async () => {
    const { page, allowCredentials } = await enrolled();
    const got = labGet(page, { allowCredentials });
    await (await given.rig.prompt()).close();
    expect(await got).toMatchObject({
      ok: false,
      error: { name: "NotAllowedError", isDomException: true },
    });
    await page.close();
  });

  it("ask again after a wrong password, and verify with the right one", async () => {
    const { page, allowCredentials } = await enrolled();
    const got = labGet(page, { allowCredentials, userVerification: "required" });
    const prompt = await given.rig.prompt();
    await fill(prompt, "Password", "not the password at all");
    await press(prompt, "Allow");
    await sees(prompt, "not the right password");
    await given.user.allow();
    expect(await isVerified(page, await got, true)).toBe(true);
    await page.close();
  });

  it("outlast a worker killed while the prompt is open", async () => {
    const { page, allowCredentials } = await enrolled();
    const got = labGet(page, { allowCredentials, userVerification: "required" });
    const prompt = await given.rig.prompt();
    await seesButton(prompt, "Allow");
    await given.rig.killWorker();
    await given.user.allow();
    expect(await isVerified(page, await got, true)).toBe(true);
    await page.close();
  });

  it("outlast a worker killed between unlock and signing", async () => {
    const { page, allowCredentials } = await enrolled();
    await given.user.lock();
    await page.bringToFront();
    const got = labGet(page, { allowCredentials });
    await given.user.unlockInPrompt();
    await given.rig.killWorker();
    await given.user.allow();
    expect(await isVerified(page, await got)).toBe(true);
    await page.close();
  });

  it("keep a passkey made just before a worker's death", async () => {
    const page = await openLab(given.rig);
    const created = labCreate(page);
    const prompt = await given.rig.prompt();
    await seesButton(prompt, "Allow");
    await given.rig.killWorker();
    await given.user.allow();
    expect(await isVerified(page, await created)).toBe(true);
    await page.close();
  });

  it("close the prompt and sign nothing when the page goes away", async () => {
    const { page, allowCredentials } = await enrolled();
    labGet(page, { allowCredentials }).catch(() => undefined);
    await given.rig.prompt();
    await page.goto("https://headway.co/login");
    await given.rig.promptClosed();
    await page.close();
  });

  it("refuse a second passkey for a credential on the exclude list, after consent", async () => {
    const { page, allowCredentials } = await enrolled();
    const created = labCreate(page, { excludeCredentials: allowCredentials });
    await given.user.allow();
    expect(await created).toMatchObject({ ok: false, error: { name: "InvalidStateError" } });
    await page.close();
  });

  it("reach the browser's own authenticator by 'Use another device or security key'", async () => {
    const page = await openLab(given.rig);
    const key = await addVirtualKey(given.rig, page);
    const created = labCreate(page);
    const prompt = await given.rig.prompt();
    await given.user.decide(prompt, "Use another device or security key");
    const outcome = await created;
    expect(await isVerified(page, outcome)).toBe(true);
    expect(await key.count()).toBe(1);
    await key.remove();
    await page.close();
  });

  it("reach the browser's own authenticator from the lock screen too", async () => {
    await given.user.lock();
    const page = await openLab(given.rig);
    const key = await addVirtualKey(given.rig, page);
    const created = labCreate(page);
    const prompt = await given.rig.prompt();
    await seesButton(prompt, "Unlock");
    await given.user.decide(prompt, "Use another device or security key");
    expect(await isVerified(page, await created)).toBe(true);
    expect(await key.count()).toBe(1);
    await key.remove();
    await page.close();
    await given.user.unlock();
  });

  it("leave credentials that are not Waykey's to the browser, without a prompt", async () => {
    const page = await openLab(given.rig);
    const key = await addVirtualKey(given.rig, page);
    const made = labCreate(page);
    await given.user.decide(await given.rig.prompt(), "Use another device or security key");
    const outcome = await made;
    if (!outcome.ok) throw new Error("not created");
    await page.bringToFront();
    const allowCredentials = [
      { type: "public-key", id: outcome.credential.id, transports: ["internal"] },
    ];
    const got = await labGet(page, { allowCredentials });
    expect(got).toMatchObject({ ok: true, credential: { id: outcome.credential.id } });
    expect(await given.rig.findPrompt()).toBeNull();
    await key.remove();
    await page.close();
  });

  it("are aborted by the page's signal", async () => {
    const { page, allowCredentials } = await enrolled();
    const reason = page.evaluate(async (list) => {
      const controller = new AbortController();
      (window as unknown as { stop: () => void }).stop = () =>
        controller.abort(new Error("my reason"));
      const id = Uint8Array.from(
        atob(list[0]?.id.replaceAll("-", "+").replaceAll("_", "/") ?? ""),
        (c) => c.charCodeAt(0),
      );
      try {
        await navigator.credentials.get({
          signal: controller.signal,
          publicKey: {
            challenge: new Uint8Array(32),
            allowCredentials: [{ type: "public-key", id }],
          },
        });
        return "resolved";
      } catch (error) {
        return (error as Error).message;
      }
    }, allowCredentials);
    await given.rig.prompt();
    await page.evaluate(() => (window as unknown as { stop: () => void }).stop());
    expect(await reason).toBe("my reason");
    await given.rig.promptClosed();
    await page.close();
  });

  it("are not allowed by a click in the first moments after the prompt appeared or changed", async () => {
    const { page, allowCredentials } = await enrolled();
    const got = labGet(page, { allowCredentials });
    const prompt = await given.rig.prompt();
    await seesButton(prompt, "Allow");
    const restedMs = await prompt.evaluate(async () => {
      const allow = [...document.querySelectorAll("button")].find((b) => b.textContent === "Allow");
      if (allow === undefined) throw new Error("no Allow");
      const until = (disabled: boolean) =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (allow.disabled === disabled) resolve(performance.now());
            else setTimeout(look, 5);
          };
          look();
        });
      await until(false);
      window.dispatchEvent(new Event("resize"));
      const changed = performance.now();
      await until(true);
      allow.click();
      return (await until(false)) - changed;
    });
    expect(restedMs).toBeGreaterThanOrEqual(500);
    expect(await given.rig.findPrompt()).not.toBeNull();
    await given.user.decide(prompt, "Cancel");
    expect(await got).toMatchObject({ ok: false });
    await page.close();
  });
});
