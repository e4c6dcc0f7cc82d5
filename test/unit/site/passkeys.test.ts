import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSite } from "../../site/server.ts";
import type { Site } from "../../site/server.ts";
import { email, logIn, recordRecoveryCode, signUp } from "./accounts.ts";
import { SoftKey } from "./soft-key.ts";
import { Visitor } from "./visitor.ts";

const here = { origin: "https://headway.co", rpId: "headway.co", userVerified: true };
let site: Site;
let time: number;
let owner: Visitor;

beforeEach(async () => {
  time = Date.UTC(2026, 0, 15, 12);
  site = await startSite({ now: () => time });
  owner = new Visitor(site);
  await signUp(owner);
});
afterEach(() => site.close());

interface Options {
  readonly challenge: string;
  readonly [member: string]: unknown;
}

async function enrollOptions(kind: string): Promise<Options> {
  const options = await owner.call(`/enroll/${kind}`, "/enroll/webauthn/options", { kind });
  return options as unknown as Options;
}

function enrollAnswer(kind: string, response: object) {
  return owner.call(`/enroll/${kind}`, "/enroll/webauthn/verify", { kind, response });
}

async function enroll(kind: string, key: SoftKey): Promise<void> {
  const { challenge } = await enrollOptions(kind);
  expect(await enrollAnswer(kind, key.create(challenge, here))).toMatchObject({ ok: true });
  await recordRecoveryCode(owner);
}

async function challenged(kind: string): Promise<{ visitor: Visitor; options: Options }> {
  const visitor = new Visitor(site);
  expect((await logIn(visitor)).headers.location).toBe(`/challenge/${kind}`);
  const path = "/challenge/webauthn/options";
  const options = await visitor.call(`/challenge/${kind}`, path, {});
  return { visitor, options: options as unknown as Options };
}

function answer(visitor: Visitor, kind: string, response: object) {
  return visitor.call(`/challenge/${kind}`, "/challenge/webauthn/verify", { response });
}

describe("passkeys", () => {
  it("asks for a platform credential with user verification", async () => {
    const options = await enrollOptions("platform");
    expect(options).toMatchObject({
      rp: { id: "headway.co", name: "Headway" },
      user: { name: email, displayName: email },
      attestation: "none",
      timeout: 60_000,
      excludeCredentials: [],
      authenticatorSelection: {
        authenticatorAttachment: "platform",
        residentKey: "required",
        userVerification: "required",
      },
      pubKeyCredParams: [{ alg: -7 }, { alg: -8 }, { alg: -257 }],
    });
    const again = await enrollOptions("platform");
    expect(again.challenge).not.toBe(options.challenge);
    expect(again["user"]).toEqual(options["user"]);
  });

  it("asks for a security key without user verification", async () => {
    expect((await enrollOptions("roaming"))["authenticatorSelection"]).toMatchObject({
      authenticatorAttachment: "cross-platform",
      residentKey: "discouraged",
      userVerification: "discouraged",
    });
  });

  it("enrols a credential and signs in with it", async () => {
    const key = new SoftKey();
    await enroll("platform", key);
    expect(site.state.credentials("client", email)).toMatchObject([
      { kind: "platform", userVerified: true, backupEligible: false, transports: ["internal"] },
    ]);
    const { visitor, options } = await challenged("platform");
    expect(options).toMatchObject({
      rpId: "headway.co",
      userVerification: "required",
      allowCredentials: [{ id: key.id.toString("base64url"), transports: ["internal"] }],
    });
    const verdict = await answer(visitor, "platform", key.get(options.challenge, here));
    expect(verdict).toEqual({ ok: true, next: "/home" });
  });

  it("excludes the platform keys that the user has", async () => {
    const key = new SoftKey();
    await enroll("platform", key);
    const options = await enrollOptions("platform");
    expect(options["excludeCredentials"]).toMatchObject([{ id: key.id.toString("base64url") }]);
    expect((await enrollOptions("roaming"))["excludeCredentials"]).toEqual([]);
  });

  it("takes a challenge once, right or wrong, and not after five minutes", async () => {
    const key = new SoftKey();
    const first = await enrollOptions("platform");
    const foreign = { ...here, origin: "https://evilheadway.co" };
    const wrong = await enrollAnswer("platform", key.create(first.challenge, foreign));
    expect(wrong).toMatchObject({ ok: false });
    const retried = await enrollAnswer("platform", key.create(first.challenge, here));
    expect(retried).toMatchObject({ ok: false });
    const late = await enrollOptions("platform");
    time += 300_001;
    expect(await enrollAnswer("platform", key.create(late.challenge, here))).toMatchObject({
      ok: false,
    });
    expect(site.state.events.slice(-2).map(({ detail }) => detail)).toEqual([
      "platform: no open challenge",
      "platform: no open challenge",
    ]);
  });

  it("does not take a challenge in another session", async () => {
    const key = new SoftKey();
    await enroll("platform", key);
    const { options } = await challenged("platform");
    const other = await challenged("platform");
    const verdict = await answer(other.visitor, "platform", key.get(options.challenge, here));
    expect(verdict).toMatchObject({ ok: false });
  });

  it("refuses another origin, another RP ID and cross-origin client data", async () => {
    const wrongs = [
      { ...here, origin: "https://old.headway.co" },
      { ...here, rpId: "sigmund.headway.co" },
      { ...here, crossOrigin: true },
    ];
    for (const circumstances of wrongs) {
      const { challenge } = await enrollOptions("platform");
      const response = new SoftKey().create(challenge, circumstances);
      expect(await enrollAnswer("platform", response)).toMatchObject({ ok: false });
    }
    expect(site.state.credentials("client", email)).toHaveLength(0);
  });

  it("demands user verification of the platform key and not of the security key", async () => {
    const unverified = { ...here, userVerified: false };
    const platform = await enrollOptions("platform");
    const refused = new SoftKey().create(platform.challenge, unverified);
    expect(await enrollAnswer("platform", refused)).toMatchObject({ ok: false });
    const key = new SoftKey();
    const roaming = await enrollOptions("roaming");
    const taken = key.create(roaming.challenge, unverified);
    expect(await enrollAnswer("roaming", taken)).toMatchObject({ ok: true });
    await recordRecoveryCode(owner);
    const { visitor, options } = await challenged("roaming");
    expect(options["userVerification"]).toBe("discouraged");
    const verdict = await answer(visitor, "roaming", key.get(options.challenge, unverified));
    expect(verdict).toMatchObject({ ok: true });
  });

  it("refuses a credential ID that is registered, even to another account", async () => {
    const key = new SoftKey();
    await enroll("roaming", key);
    owner = new Visitor(site);
    const other = { email: "bob@example.org", password: "another long password" };
    await owner.post("/signup", "/signup", other);
    const { challenge } = await enrollOptions("roaming");
    expect(await enrollAnswer("roaming", key.create(challenge, here))).toMatchObject({ ok: false });
  });

  it("refuses a counter that does not grow", async () => {
    const key = new SoftKey();
    key.counter = 5;
    await enroll("platform", key);
    const { visitor, options } = await challenged("platform");
    const verdict = await answer(visitor, "platform", key.get(options.challenge, here));
    expect(verdict).toMatchObject({ ok: false });
    expect(site.state.events.at(-1)?.detail).toContain("counter");
  });

  it("refuses a signature by another key", async () => {
    const key = new SoftKey();
    await enroll("platform", key);
    const { visitor, options } = await challenged("platform");
    const stranger = Object.defineProperty(new SoftKey(), "id", { value: key.id });
    const verdict = await answer(visitor, "platform", stranger.get(options.challenge, here));
    expect(verdict).toMatchObject({ ok: false });
  });

  it("verifies in the laboratory what a page obtained", async () => {
    const key = new SoftKey();
    const fresh = async () => (await owner.call("/lab", "/lab/challenge", {}))["challenge"];
    const verify = (response: object) => owner.call("/lab", "/lab/verify", { response });
    const created = key.create(String(await fresh()), here);
    expect(await verify(created)).toMatchObject({ verified: true, info: { fmt: "none" } });
    expect(await verify(created)).toMatchObject({ verified: false, error: "no open challenge" });
    const used = key.get(String(await fresh()), here);
    expect(await verify(used)).toMatchObject({ verified: true });
  });
});
