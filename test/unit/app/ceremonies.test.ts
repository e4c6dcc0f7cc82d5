import { describe, expect, it, vi } from "vitest";
import type { CeremonyCall } from "../../../lib/rpc/ceremony-messages.ts";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";
import type { PasskeyRecord, VaultRecord } from "../../../lib/vault/schema.ts";
import { ORIGIN } from "../webauthn/ceremony-fixtures.ts";
import { verifyAssertion, verifyRegistration } from "../webauthn/relying-party.ts";
import { errorCode } from "../vault/error-code.ts";
import { noteSignIn } from "../../../lib/app/assisted-sign-ins.ts";
import { account, otp } from "../vault/sample-records.ts";
import { PROOF, unlockedWorld, World } from "./kit.ts";
import {
  asserted,
  created,
  creation,
  heldPasskey,
  NATIVE,
  NOT_ALLOWED,
  PAGE,
  PagePort,
  request,
} from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const UP = 0x01;
const UV = 0x04;
const BE_BS = 0x18;
const AT = 0x40;

const held = heldPasskey("ours");
const ours = held.record;
const sibling = heldPasskey("sibling", { rpId: "care.headway.co" }).record;

async function begin(call: CeremonyCall, records: readonly PasskeyRecord[] = [ours, sibling]) {
  const { world, worker } = await unlockedWorld(records);
  const port = new PagePort();
  const id = (await worker.ceremonies.start(call, PAGE, port)) ?? "";
  return { world, worker, port, id, ceremonies: worker.ceremonies };
}

async function beginLocked(call: CeremonyCall, records: readonly PasskeyRecord[] = [ours]) {
  const world = new World();
  await world.makeVault(records);
  const worker = world.bear();
  const port = new PagePort();
  const id = (await worker.ceremonies.start(call, PAGE, port)) ?? "";
  return { world, worker, port, id, ceremonies: worker.ceremonies };
}

/** Checks that a ceremony has left no trace but its outcome. */
function expectOver(world: World, id: string): void {
  expect(world.prompts.windows.size).toBe(0);
  expect(world.sessionStore.values.get("ceremonies")).toEqual({});
  expect(world.alarms.at.has(`ceremony:${id}`)).toBe(false);
}

const passkeys = async (world: World) => (await world.vault().list("passkey")).records;

describe("creating a passkey", () => {
  it("is verified by a relying party, and the passkey signs in afterwards", async () => {
    const { world, port, id, ceremonies } = await begin(creation(), []);
    expect(await ceremonies.show(id)).toEqual({
      id,
      kind: "create",
      state: "ready",
      origin: ORIGIN,
      rpId: "headway.co",
      firstTime: true,
      userName: "me@x.co",
      userDisplayName: "Me",
      attachment: "platform",
      choices: [],
      topOrigin: null,
      verification: ["password"],
      pinBlocked: false,
    });
    expect(port.outcome).toBeUndefined();
    expect(await ceremonies.allow(id, null, PROOF)).toMatchObject({ state: "ended" });
    const registered = await verifyRegistration(created(port), { requireUserVerification: true });
    expectOver(world, id);

    const [passkey] = await passkeys(world);
    const signIn = new PagePort();
    const next = (await ceremonies.start(request(), PAGE, signIn)) ?? "";
    expect((await ceremonies.show(next)).firstTime).toBe(false);
    await ceremonies.allow(next, passkey?.id ?? "", PROOF);
    await verifyAssertion(asserted(signIn), registered, { requireUserVerification: true });
  });

  it("is kept with its account in one commit before the page hears of it", async () => {
    const { world, port, id, ceremonies } = await begin(creation(), []);
    const commits: { records: number; outcome: unknown }[] = [];
    world.store.onCommitted = ({ put = [] }) => {
      commits.push({ records: put.length, outcome: port.outcome });
    };
    await ceremonies.allow(id, null, PROOF);
    expect(commits[0]).toEqual({ records: 2, outcome: undefined });
    // What follows is the log.
    expect(commits.slice(1)).toEqual([{ records: 1, outcome: port.outcome }]);
    const [account] = (await world.vault().list("account")).records;
    expect(account).toMatchObject({ role: "provider", email: "me@x.co" });
    expect(await passkeys(world)).toMatchObject([
      { id, accountId: account?.id, origins: [ORIGIN], label: "Me", lastUsedAt: null },
    ]);
  });

  it("puts passkeys of one user into one account, and of users without a name too", async () => {
    for (const name of ["ME@x.co ", "", "  "]) {
      const { world, ceremonies } = await begin(creation(), []);
      const user = { id: "AQID", name, displayName: "" };
      for (let round = 0; round < 2; round++) {
        const id = (await ceremonies.start(creation({ user }), PAGE, new PagePort())) ?? "";
        await ceremonies.allow(id, null, PROOF);
      }
      expect(await passkeys(world)).toHaveLength(2);
      expect((await world.vault().list("account")).records).toHaveLength(1);
    }
  });

  describe("where one log-in serves both portals", () => {
    const login = { ...PAGE, origin: "https://login.headway.co", topOrigin: null };
    const client = { ...account, id: "account-client", role: "client" } as const;
    const call = () => creation({ user: { id: "AQID", name: account.email, displayName: "" } });

    async function keptBy(records: readonly VaultRecord[], signedInBy: string | null) {
      const { world, worker, app } = await unlockedWorld(records);
      if (signedInBy !== null) await noteSignIn(app.ports, login.tabId, login.origin, signedInBy);
      const id = (await worker.ceremonies.start(call(), login, new PagePort())) ?? "";
      await worker.ceremonies.allow(id, null, PROOF);
      const [passkey] = await passkeys(world);
      return passkey?.accountId;
    }

    it("goes to the one account that is held of its user, whichever its role", async () => {
      expect(await keptBy([account], null)).toBe(account.id);
      expect(await keptBy([client], null)).toBe(client.id);
    });

    it("goes to the account that is signed in, where two have the name", async () => {
      expect(await keptBy([account, client, otp], otp.id)).toBe(account.id);
      expect(await keptBy([account, client, otp], null)).toBe(client.id);
      expect(await keptBy([account, client, otp], "gone")).toBe(client.id);
    });
  });

  it("says of an excluded passkey nothing before the user allowed it", async () => {
    const call = creation({ excludeCredentials: [{ type: "public-key", id: ours.credentialId }] });
    const { world, port, id, ceremonies } = await begin(call);
    expect(port.replies).toEqual([{ type: "accepted", ceremonyId: id }]);
    expect((await ceremonies.show(id)).state).toBe("ready");
    expect(port.outcome).toBeUndefined();
    await ceremonies.allow(id, null, PROOF);
    expect(port.outcome).toEqual({ kind: "error", name: "InvalidStateError" });
    expect(await passkeys(world)).toHaveLength(2);
    expectOver(world, id);
  });

  it("refuses an excluded one and a cancelled one alike when the user cancels", async () => {
    const outcomes = [];
    for (const excludeCredentials of [[], [{ type: "public-key", id: ours.credentialId }]]) {
      const { port, id, ceremonies } = await begin(creation({ excludeCredentials }));
      await ceremonies.cancel(id);
      outcomes.push(port.outcome);
    }
    expect(outcomes).toEqual([NOT_ALLOWED, NOT_ALLOWED]);
  });

  it("stays open when the storage fails, and makes one passkey at the next try", async () => {
    for (const failure of ["before", "after"] as const) {
      const { world, port, id, ceremonies } = await begin(creation(), []);
      world.store.failNextCommit = failure;
      expect(await errorCode(() => ceremonies.allow(id, null, PROOF))).toBe("vault/storage");
      expect(port.outcome).toBeUndefined();
      await ceremonies.allow(id, null, PROOF);
      const [passkey, ...others] = await passkeys(world);
      expect(others).toEqual([]);
      expect(passkey?.credentialId).toBe(created(port).id);
    }
  });

  it("leaves no passkey behind that no site knows, when the user gives up after a failure", async () => {
    const { world, port, id, ceremonies } = await begin(creation(), []);
    world.store.failNextCommit = "after";
    expect(await errorCode(() => ceremonies.allow(id, null, PROOF))).toBe("vault/storage");
    expect(await passkeys(world)).toHaveLength(1);
    await ceremonies.cancel(id);
    expect(port.outcome).toEqual(NOT_ALLOWED);
    expect(await passkeys(world)).toEqual([]);
  });
});

describe("signing in", () => {
  it("is verified by a relying party, and the use is noted", async () => {
    const { world, port, id, ceremonies } = await begin(request());
    const registered = await verifyRegistration(held.response, { requireUserVerification: true });
    world.now += 1000;
    await ceremonies.allow(id, ours.id, PROOF);
    const info = await verifyAssertion(asserted(port), registered, {
      requireUserVerification: true,
    });
    expect(info).toMatchObject({ newCounter: 0, userVerified: true, origin: ORIGIN });
    expect(await world.vault().get(ours.id)).toMatchObject({ lastUsedAt: world.now });
    expectOver(world, id);
  });

  it("takes the origin from the requester and never from the call", async () => {
    const claims: object = { origin: "https://evil.test", requester: { origin: "x" } };
    const call = request({ ...claims });
    const { port, id, ceremonies } = await begin(call);
    await ceremonies.allow(id, ours.id, PROOF);
    const text = new TextDecoder().decode(decodeBase64url(asserted(port).response.clientDataJSON));
    expect(JSON.parse(text)).toMatchObject({ origin: ORIGIN, crossOrigin: false });
    expect(text).not.toContain("evil");
  });

  it("offers what fits, the one used last first, and notes a new origin", async () => {
    const used = heldPasskey("used", { lastUsedAt: 5e12, origins: ["https://care.headway.co"] });
    const { world, id, ceremonies } = await begin(request(), [ours, sibling, used.record]);
    const view = await ceremonies.show(id);
    expect(view.choices.map((choice) => choice.id)).toEqual(["used", "ours"]);
    await ceremonies.allow(id, "used", PROOF);
    expect(await world.vault().get("used")).toMatchObject({
      origins: ["https://care.headway.co", ORIGIN],
    });
  });

  it("says that an origin is new when it is", async () => {
    const elsewhere = heldPasskey("ours", { origins: ["https://care.headway.co"] }).record;
    const { id, ceremonies } = await begin(request(), [elsewhere]);
    expect(await ceremonies.show(id)).toMatchObject({ firstTime: true });
  });

  it.each([
    ["one of another RP ID", sibling.id],
    ["none", null],
    ["one that is not there", "nothing"],
    ["the ceremony itself", "ceremony"],
  ])("refuses %s as the choice, signs nothing and stays open", async (_, choice) => {
    const { port, id, ceremonies } = await begin(request());
    const passkeyId = choice === "ceremony" ? id : choice;
    expect(await errorCode(() => ceremonies.allow(id, passkeyId, PROOF))).toBe("ceremony/choice");
    expect(port.outcome).toBeUndefined();
    await ceremonies.allow(id, ours.id, PROOF);
    expect(port.outcome?.kind).toBe("asserted");
  });

  it("refuses a passkey that the site did not allow", async () => {
    const second = heldPasskey("second").record;
    const call = request({ allowCredentials: [{ type: "public-key", id: second.credentialId }] });
    const { port, id, ceremonies } = await begin(call, [ours, second]);
    expect(await errorCode(() => ceremonies.allow(id, ours.id, PROOF))).toBe("ceremony/choice");
    await ceremonies.allow(id, second.id, PROOF);
    expect(asserted(port).id).toBe(second.credentialId);
  });

  it("passes over a passkey of ours that does not open, and signs with another", async () => {
    const { world, worker } = await unlockedWorld([ours, heldPasskey("second").record]);
    world.store.sealed("second").ciphertext = new Uint8Array(64);
    const id = (await worker.ceremonies.start(request(), PAGE, new PagePort())) ?? "";
    expect((await worker.ceremonies.show(id)).choices.map((choice) => choice.id)).toEqual(["ours"]);
  });

  it("does not sign with a damaged key", async () => {
    const privateKey = encodeBase64url(new Uint8Array(32));
    const { port, id, ceremonies } = await begin(request(), [{ ...ours, privateKey }]);
    expect(await errorCode(() => ceremonies.allow(id, ours.id, PROOF))).toBe("webauthn/key");
    expect(port.outcome).toBeUndefined();
  });
});

describe("user verification", () => {
  const wishes = ["discouraged", "preferred", "required"] as const;
  const kinds = ["create", "get"] as const;
  const table = kinds.flatMap((kind) => wishes.map((wish) => [kind, wish] as const));

  const callOf = (kind: "create" | "get", userVerification: string) =>
    kind === "create"
      ? creation({ authenticatorSelection: { userVerification } })
      : request({ userVerification });
  const flags = (port: PagePort): number => {
    const { outcome } = port;
    if (outcome?.kind !== "created" && outcome?.kind !== "asserted") return -1;
    return decodeBase64url(outcome.response.response.authenticatorData)[32] ?? -1;
  };
  const expected = (kind: string, uv: boolean) =>
    UP | BE_BS | (uv ? UV : 0) | (kind === "create" ? AT : 0);

  it.each(table)("of a %s while unlocked: %s", async (kind, wish) => {
    const { port, id, ceremonies } = await begin(callOf(kind, wish));
    const view = await ceremonies.show(id);
    const choice = kind === "get" ? ours.id : null;
    if (wish === "discouraged") {
      expect(view.verification).toEqual([]);
      await ceremonies.allow(id, choice, null);
      expect(flags(port)).toBe(expected(kind, false));
      return;
    }
    expect(view.verification).toEqual(["password"]);
    expect(await errorCode(() => ceremonies.allow(id, choice, null))).toBe("ceremony/verification");
    const empty = { method: "password", password: "" } as const;
    expect(await errorCode(() => ceremonies.allow(id, choice, empty))).toBe("vault/password");
    expect(port.outcome).toBeUndefined();
    await ceremonies.allow(id, choice, PROOF);
    expect(flags(port)).toBe(expected(kind, true));
  });

  it.each(table)("of a %s unlocked within it: %s", async (kind, wish) => {
    const { port, id, ceremonies } = await beginLocked(callOf(kind, wish));
    const locked = await ceremonies.show(id);
    expect(locked).toMatchObject({ state: "locked", choices: [], firstTime: false });
    const view = await ceremonies.unlock(id, PROOF);
    expect(view).toMatchObject({ state: "ready", verification: [] });
    await ceremonies.allow(id, kind === "get" ? ours.id : null, null);
    expect(flags(port)).toBe(expected(kind, true));
  });

  it.each(table)("of a %s unlocked elsewhere: %s", async (kind, wish) => {
    const { world, worker, port, id, ceremonies } = await beginLocked(callOf(kind, wish));
    await world.unlock(worker);
    const isAsked = wish !== "discouraged";
    expect((await ceremonies.show(id)).verification).toEqual(isAsked ? ["password"] : []);
    await ceremonies.allow(id, kind === "get" ? ours.id : null, isAsked ? PROOF : null);
    expect(flags(port)).toBe(expected(kind, isAsked));
  });

  it("is not claimed for another ceremony", async () => {
    const { ceremonies, id } = await beginLocked(request());
    await ceremonies.unlock(id, PROOF);
    await ceremonies.allow(id, ours.id, null);
    const next = (await ceremonies.start(request(), PAGE, new PagePort())) ?? "";
    expect((await ceremonies.show(next)).verification).toEqual(["password"]);
  });
});

describe("a wrong password", () => {
  it("keeps the ceremony open and signs nothing", async () => {
    const { port, id, ceremonies } = await begin(request());
    expect(
      await errorCode(() => ceremonies.allow(id, ours.id, { ...PROOF, password: "wrong" })),
    ).toBe("vault/password");
    expect(await ceremonies.show(id)).toMatchObject({ state: "ready", verification: ["password"] });
    expect(port.outcome).toBeUndefined();
    await ceremonies.allow(id, ours.id, PROOF);
    expect(port.outcome?.kind).toBe("asserted");
  });

  it("does not unlock", async () => {
    const { worker, id, ceremonies } = await beginLocked(request());
    expect(await errorCode(() => ceremonies.unlock(id, { ...PROOF, password: "wrong" }))).toBe(
      "vault/password",
    );
    expect(await ceremonies.show(id)).toMatchObject({ state: "locked" });
    expect(await worker.app.session.isOpen()).toBe(false);
    expect(await errorCode(() => ceremonies.allow(id, ours.id, PROOF))).toBe("vault/locked");
  });
});

describe("the other ends of a ceremony", () => {
  const ends = [
    ["is cancelled", NOT_ALLOWED, (c: Begun) => c.ceremonies.cancel(c.id)],
    ["is given to another device", NATIVE, (c: Begun) => c.ceremonies.useOther(c.id)],
    [
      "has its window closed",
      NOT_ALLOWED,
      (c: Begun) => c.ceremonies.onWindowClosed([...c.world.prompts.windows.keys()][0] ?? 0),
    ],
    ["runs out of time", NOT_ALLOWED, (c: Begun) => c.ceremonies.onAlarm(`ceremony:${c.id}`)],
  ] as const;
  type Begun = Awaited<ReturnType<typeof begin>>;

  it.each(ends)("%s", async (_, outcome, end) => {
    for (const call of [creation(), request()]) {
      const begun = await begin(call);
      await end(begun);
      expect(begun.port.outcome).toEqual(outcome);
      expectOver(begun.world, begun.id);
      expect(await passkeys(begun.world)).toHaveLength(2);
      const { ceremonies, id } = begun;
      expect(await errorCode(() => ceremonies.show(id))).toBe("ceremony/unknown");
      expect(await errorCode(() => ceremonies.allow(id, ours.id, PROOF))).toBe("ceremony/unknown");
      expect(await errorCode(() => ceremonies.unlock(id, PROOF))).toBe("ceremony/unknown");
      await end(begun);
      expect(begun.port.outcome).toEqual(outcome);
    }
  });

  it.each(ends)(
    "%s: the page hears of it when the prompt has left it the focus",
    async (_, __, end) => {
      const begun = await begin(request());
      const { prompts } = begun.world;
      const close = prompts.close.bind(prompts);
      const heard: unknown[] = [];
      prompts.close = async (windowId) => {
        for (let turn = 0; turn < 50; turn++) await Promise.resolve();
        heard.push(begun.port.outcome);
        await close(windowId);
      };
      await end(begun);
      expect(heard).toEqual([undefined]);
      expect(begun.port.outcome).toBeDefined();
    },
  );

  it.each(ends)("%s although its window cannot be closed", async (_, outcome, end) => {
    const begun = await begin(request());
    begun.world.prompts.failNextClose = true;
    await expect(end(begun)).rejects.toThrow("The window went away");
    expect(begun.port.outcome).toEqual(outcome);
    expect(await begun.worker.handlers["log.list"](null)).toHaveLength(1);
  });

  it("is allowed: the page has its answer while the window closes", async () => {
    const { world, port, id, ceremonies } = await begin(request());
    const closing = Promise.withResolvers<void>();
    world.prompts.close = () => closing.promise;
    const allowing = ceremonies.allow(id, ours.id, PROOF);
    await vi.waitFor(() => expect(port.outcome?.kind).toBe("asserted"));
    closing.resolve();
    await allowing;
  });

  it("is allowed, and in the log, although its window cannot be closed", async () => {
    const { world, worker, port, id, ceremonies } = await begin(request());
    world.prompts.failNextClose = true;
    await expect(ceremonies.allow(id, ours.id, PROOF)).rejects.toThrow("The window went away");
    expect(port.outcome?.kind).toBe("asserted");
    const [line] = await worker.handlers["log.list"](null);
    expect(line).toMatchObject({ result: "signed-in", userPresent: true, userVerified: true });
  });

  it("is abandoned by its page: the prompt closes and nothing is signed or kept", async () => {
    for (const call of [creation(), request()]) {
      const { world, port, id, ceremonies } = await begin(call);
      await ceremonies.abandon(id);
      expectOver(world, id);
      expect(port.outcome).toBeUndefined();
      expect(await errorCode(() => ceremonies.allow(id, ours.id, PROOF))).toBe("ceremony/unknown");
      expect(await passkeys(world)).toHaveLength(2);
    }
  });

  it("takes no notice of the windows and alarms of others", async () => {
    const { world, port, id, ceremonies } = await begin(request());
    await ceremonies.onWindowClosed(4711);
    expect(await ceremonies.onAlarm("lock")).toBe(false);
    expect(await ceremonies.onAlarm("ceremony:other")).toBe(true);
    expect(port.outcome).toBeUndefined();
    expect([...world.prompts.windows.values()]).toEqual([id]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "unknown"])(
    "is none under the id %s",
    async (id) => {
      const { port, ceremonies } = await begin(request());
      expect(await errorCode(() => ceremonies.show(id))).toBe("ceremony/unknown");
      expect(await errorCode(() => ceremonies.unlock(id, PROOF))).toBe("ceremony/unknown");
      expect(await errorCode(() => ceremonies.allow(id, null, PROOF))).toBe("ceremony/unknown");
      await ceremonies.cancel(id);
      await ceremonies.useOther(id);
      await ceremonies.abandon(id);
      const other = new PagePort();
      expect(await ceremonies.resume(id, PAGE, other)).toBeNull();
      expect(other.outcome).toEqual(NOT_ALLOWED);
      expect(port.outcome).toBeUndefined();
    },
  );
});

describe("a second call", () => {
  it("of the same tab ends the first", async () => {
    const { world, port, id, ceremonies } = await begin(request());
    const second = new PagePort();
    const requester = { ...PAGE, documentId: "document-2" };
    const next = await ceremonies.start(creation(), requester, second);
    expect(port.outcome).toEqual(NOT_ALLOWED);
    expect(second.outcome).toBeUndefined();
    expect([...world.prompts.windows.values()]).toEqual([next]);
    expect(world.alarms.at.has(`ceremony:${id}`)).toBe(false);
  });

  it("of another tab leaves the first alone", async () => {
    const { world, port, id, ceremonies } = await begin(request());
    const second = new PagePort();
    const next = await ceremonies.start(request(), { ...PAGE, tabId: 2 }, second);
    expect([port.outcome, second.outcome]).toEqual([undefined, undefined]);
    expect([...world.prompts.windows.values()]).toEqual([id, next]);
    await ceremonies.allow(next ?? "", ours.id, PROOF);
    expect([port.outcome, second.outcome?.kind]).toEqual([undefined, "asserted"]);
  });

  it("that is the browser's own affair leaves the first alone", async () => {
    const { port, ceremonies } = await begin(request());
    await ceremonies.start(request({ rpId: "evil.test" }), PAGE, new PagePort());
    expect(port.outcome).toBeUndefined();
  });
});

describe("a call of a frame", () => {
  const FRAME = { ...PAGE, frameId: 3 };
  const sent = (port: PagePort): unknown => {
    const { outcome } = port;
    if (outcome?.kind !== "created" && outcome?.kind !== "asserted") return null;
    const bytes = decodeBase64url(outcome.response.response.clientDataJSON);
    return JSON.parse(new TextDecoder().decode(bytes));
  };

  it.each([
    ["of its page's origin", ORIGIN, false, { crossOrigin: false, topOrigin: undefined }],
    [
      "below a sibling, whatever it says",
      "https://care.headway.co",
      false,
      { crossOrigin: true, topOrigin: "https://care.headway.co" },
    ],
    [
      "below a sibling",
      "https://care.headway.co",
      true,
      { crossOrigin: true, topOrigin: "https://care.headway.co" },
    ],
    [
      "of its page's origin with another between",
      ORIGIN,
      true,
      { crossOrigin: true, topOrigin: ORIGIN },
    ],
  ])("%s signs where it is", async (_, topOrigin, says, expected) => {
    for (const call of [creation(), request()]) {
      const { worker } = await unlockedWorld([ours]);
      const port = new PagePort();
      const frame = { ...FRAME, topOrigin };
      const id = (await worker.ceremonies.start(call, frame, port, says)) ?? "";
      const back = new PagePort();
      expect(await worker.ceremonies.resume(id, { ...frame, topOrigin: null }, back)).toBeNull();
      await worker.ceremonies.allow(id, ours.id, PROOF);
      const clientData = sent(port) as Record<string, unknown>;
      expect(clientData).toMatchObject({ origin: ORIGIN, crossOrigin: expected.crossOrigin });
      expect(clientData["topOrigin"]).toBe(expected.topOrigin);
    }
  });
});

describe("the largeBlob extension", () => {
  const allowCredentials = [{ type: "public-key", id: ours.credentialId }];
  const write = (blob: string) =>
    request({ allowCredentials, extensions: { largeBlob: { write: blob } } });
  const read = request({ allowCredentials, extensions: { largeBlob: { read: true } } });

  it("keeps what is written before the page hears of it, and gives it back", async () => {
    const { world, port, id, ceremonies } = await begin(write("AQIDBA"));
    const outcomes: unknown[] = [];
    world.store.onCommitted = () => outcomes.push(port.outcome);
    await ceremonies.allow(id, ours.id, PROOF);
    expect(outcomes[0]).toBeUndefined();
    expect(asserted(port).clientExtensionResults).toEqual({ largeBlob: { written: true } });
    expect(await world.vault().get(ours.id)).toMatchObject({ largeBlob: "AQIDBA" });
    const reading = new PagePort();
    const next = (await ceremonies.start(read, PAGE, reading)) ?? "";
    await ceremonies.allow(next, ours.id, PROOF);
    expect(asserted(reading).clientExtensionResults).toEqual({ largeBlob: { blob: "AQIDBA" } });
  });

  it.each(["before", "after"] as const)(
    "signs nothing when the storage fails %s the write, and does at the next try",
    async (failure) => {
      const { world, port, id, ceremonies } = await begin(write("AQIDBA"));
      world.store.failNextCommit = failure;
      expect(await errorCode(() => ceremonies.allow(id, ours.id, PROOF))).toBe("vault/storage");
      expect(port.outcome).toBeUndefined();
      await ceremonies.allow(id, ours.id, PROOF);
      expect(asserted(port).clientExtensionResults).toEqual({ largeBlob: { written: true } });
      expect(await world.vault().get(ours.id)).toMatchObject({ largeBlob: "AQIDBA" });
    },
  );

  it("leaves what is kept as it is when too much is written", async () => {
    const { world, port, id, ceremonies } = await begin(write("A".repeat(2732)));
    await ceremonies.allow(id, ours.id, PROOF);
    expect(asserted(port).clientExtensionResults).toEqual({ largeBlob: { written: false } });
    expect(await world.vault().get(ours.id)).toMatchObject({ largeBlob: null });
  });
});

describe("the prf extension", () => {
  const prf = { eval: { first: "AAAA" } };

  it("is answered to a verified user alone, whatever the site wishes, and the same for ever", async () => {
    const { world, ceremonies } = await begin(request());
    const before = await world.vault().get(ours.id);
    const answers = new Set<string>();
    for (const userVerification of ["required", "preferred", "discouraged"]) {
      const port = new PagePort();
      const call = request({ userVerification, extensions: { prf } });
      const id = (await ceremonies.start(call, PAGE, port)) ?? "";
      expect((await ceremonies.show(id)).verification).toEqual(["password"]);
      const code = await errorCode(() => ceremonies.allow(id, ours.id, null));
      expect(code).toBe("ceremony/verification");
      await ceremonies.allow(id, ours.id, PROOF);
      answers.add(JSON.stringify(asserted(port).clientExtensionResults));
    }
    const [answer, ...others] = answers;
    expect(answer).toMatch(/^\{"prf":\{"results":\{"first":"[A-Za-z0-9_-]{43}"\}\}\}$/);
    expect(others).toEqual([]);
    expect(await world.vault().get(ours.id)).toMatchObject({
      prfSecrets: before?.kind === "passkey" ? before.prfSecrets : null,
    });
  });

  it("has secrets of its own in every new passkey", async () => {
    const { world, ceremonies, id } = await begin(creation({ extensions: { prf } }), []);
    await ceremonies.allow(id, null, PROOF);
    const [passkey] = await passkeys(world);
    const { verified, unverified } = passkey?.prfSecrets ?? {};
    expect(verified).toHaveLength(43);
    expect(unverified).toHaveLength(43);
    expect(verified).not.toBe(unverified);
  });
});
