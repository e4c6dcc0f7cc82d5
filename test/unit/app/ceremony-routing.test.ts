import { describe, expect, it, vi } from "vitest";
import { LOCK_ALARM } from "../../../lib/app/session.ts";
import type { CeremonyCall } from "../../../lib/rpc/ceremony-messages.ts";
import { unlockedWorld, World } from "./kit.ts";
import { creation, heldPasskey, NATIVE, PAGE, PagePort, request } from "./page-port.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const ours = heldPasskey("ours").record;
const CALLS = [
  ["create", creation()],
  ["get", request()],
] as const;

async function lockedWorld() {
  const world = new World();
  await world.makeVault([ours]);
  return { world, worker: world.bear() };
}

/** Sends the call and checks that the browser gets it, and that nothing was begun. */
async function expectNative(
  { world, worker }: Awaited<ReturnType<typeof lockedWorld>>,
  call: unknown,
  requester: Partial<typeof PAGE> = {},
): Promise<void> {
  const port = new PagePort();
  const from = { ...PAGE, ...requester };
  expect(await worker.ceremonies.start(call as CeremonyCall, from, port)).toBeNull();
  expect(port.replies).toEqual([{ type: "outcome", outcome: NATIVE }]);
  expect(world.prompts.opened).toEqual([]);
  expect(world.sessionStore.values.get("ceremonies")).toBeUndefined();
}

describe.each(CALLS)("a %s", (_, call) => {
  it("goes to the browser when there is no vault", async () => {
    const world = new World();
    await expectNative({ world, worker: world.bear() }, call);
  });

  it.each([
    "https://evil.test",
    "https://headway.co.evil.test",
    "https://evilheadway.co",
    "https://help.headway.co",
    "http://sigmund.headway.co",
    "https://sigmund.headway.co:8443",
    "https://xn--hedway-3ve.co",
    "null",
    "",
    "moz-extension://1234",
  ])("goes to the browser from %j", async (origin) => {
    await expectNative(await lockedWorld(), call, { origin });
    await expectNative(await unlockedWorld([ours]), call, { origin });
  });

  it.each([
    ["a frame below a foreign page", { frameId: 1, topOrigin: "https://evil.test" }],
    ["a frame below a look-alike", { frameId: 1, topOrigin: "https://headway.co.evil.test" }],
    ["a frame below the help centre", { frameId: 7, topOrigin: "https://help.headway.co" }],
    ["a frame below an insecure page", { frameId: 1, topOrigin: "http://headway.co" }],
    ["a frame below an opaque page", { frameId: 1, topOrigin: "null" }],
    ["a frame below a page the browser does not name", { frameId: 1, topOrigin: null }],
    ["a frame that is none", { frameId: -1 }],
  ])("goes to the browser from %s", async (_, requester) => {
    await expectNative(await lockedWorld(), call, requester);
    await expectNative(await unlockedWorld([ours]), call, requester);
  });

  it("goes to the browser from a top page that says there is one above it", async () => {
    const { world, worker } = await lockedWorld();
    const port = new PagePort();
    expect(await worker.ceremonies.start(call, PAGE, port, true)).toBeNull();
    expect(port.outcome).toEqual(NATIVE);
    expect(world.prompts.opened).toEqual([]);
  });

  it.each([
    ["of the same origin", PAGE.origin, false, null],
    ["of the same origin, with another in between", PAGE.origin, true, PAGE.origin],
    ["of a sibling", "https://care.headway.co", true, "https://care.headway.co"],
    ["of a sibling, whatever it says", "https://care.headway.co", false, "https://care.headway.co"],
  ])("is accepted from a frame below a page %s", async (_, topOrigin, saysCrossOrigin, shown) => {
    const { worker } = await unlockedWorld([ours]);
    const port = new PagePort();
    const frame = { ...PAGE, frameId: 4, topOrigin };
    const id = await worker.ceremonies.start(call, frame, port, saysCrossOrigin);
    expect(port.isAccepted).toBe(true);
    expect(await worker.ceremonies.show(id ?? "")).toMatchObject({ topOrigin: shown });
  });

  it("is accepted when the vault is locked, whatever it holds", async () => {
    for (const records of [[], [ours]]) {
      const world = new World();
      await world.makeVault(records);
      const port = new PagePort();
      const id = await world.bear().ceremonies.start(call, PAGE, port);
      expect(port.replies).toEqual([{ type: "accepted", ceremonyId: id }]);
      expect([...world.prompts.windows.values()]).toEqual([id]);
    }
  });

  it("is accepted with a header that cannot be read, so that the user learns of it", async () => {
    const { world, worker } = await lockedWorld();
    world.store.header = {};
    const port = new PagePort();
    await worker.ceremonies.start(call, PAGE, port);
    expect(port.isAccepted).toBe(true);
  });

  it("does not put the lock off, however often a page calls", async () => {
    const { world, worker } = await unlockedWorld([ours]);
    const lockAt = world.alarms.at.get(LOCK_ALARM);
    for (let minute = 0; minute < 14; minute++) {
      world.now += 60_000;
      await worker.ceremonies.start(call, PAGE, new PagePort());
    }
    expect(world.alarms.at.get(LOCK_ALARM)).toBe(lockAt);
  });

  it("has its time clamped to 5 to 10 minutes", async () => {
    for (const [timeout, minutes] of [
      [undefined, 5],
      [1, 5],
      [400_000, 400_000 / 60_000],
      [4_000_000_000, 10],
    ] as const) {
      const { world, worker } = await lockedWorld();
      const options = { ...call.options, ...(timeout === undefined ? {} : { timeout }) };
      const id = await worker.ceremonies.start(
        { ...call, options } as CeremonyCall,
        PAGE,
        new PagePort(),
      );
      expect(world.alarms.at.get(`ceremony:${id}`)).toBe(world.now + minutes * 60_000);
    }
  });
});

describe("a create", () => {
  it.each([
    ["a foreign RP ID", { rp: { id: "evil.test", name: "" } }],
    ["a public suffix", { rp: { id: "co", name: "" } }],
    ["a sibling's RP ID", { rp: { id: "care.headway.co", name: "" } }],
    ["an RP ID with a final dot", { rp: { id: "headway.co.", name: "" } }],
    ["no key of ours", { pubKeyCredParams: [{ type: "public-key", alg: -257 }] }],
    ["only unknown types", { pubKeyCredParams: [{ type: "password", alg: -7 }] }],
    ["appidExclude", { extensions: { appidExclude: "https://headway.co" } }],
    ["no user handle", { user: { id: "", name: "", displayName: "" } }],
    ["a challenge that is no base64url", { challenge: "====" }],
    ["a challenge that is a number", { challenge: 7 }],
    ["a timeout that is text", { timeout: "9" }],
  ])("goes to the browser with %s", async (_, options) => {
    await expectNative(await lockedWorld(), creation(options as object));
    await expectNative(await unlockedWorld(), creation(options as object));
  });

  it("is ours with an empty list of algorithms, which stands for ES256 too", async () => {
    const { worker } = await lockedWorld();
    const port = new PagePort();
    await worker.ceremonies.start(creation({ pubKeyCredParams: [] }), PAGE, port);
    expect(port.isAccepted).toBe(true);
  });
});

describe("a get", () => {
  it.each([
    ["a foreign RP ID", { rpId: "evil.test" }],
    ["a public suffix", { rpId: "co" }],
    ["an empty RP ID", { rpId: "" }],
    ["appid", { extensions: { appid: "https://headway.co" } }],
    ["a list of credentials that is none", { allowCredentials: {} }],
    ["a challenge that is no base64url", { challenge: "a" }],
    [
      "credentials of unknown types alone",
      { allowCredentials: [{ type: "password", id: ours.credentialId }] },
    ],
  ])("goes to the browser with %s", async (_, options) => {
    await expectNative(await lockedWorld(), request(options as object));
    await expectNative(await unlockedWorld([ours]), request(options as object));
  });

  it.each([
    ["the vault is empty", [], request()],
    [
      "the passkeys are of another RP ID",
      [heldPasskey("sibling", { rpId: "care.headway.co" }).record],
      request(),
    ],
    [
      "none of ours is allowed",
      [ours],
      request({ allowCredentials: [{ type: "public-key", id: "AAAA" }] }),
    ],
    [
      "the passkey is of the registrable domain and the page asks for its host",
      [ours],
      { kind: "get", mediation: "modal", options: { challenge: "AAAA" } },
    ],
  ])("goes to the browser unlocked when %s", async (_, records, call) => {
    await expectNative(await unlockedWorld(records), call);
  });

  it.each([
    ["no list of credentials", {}],
    ["an empty one", { allowCredentials: [] }],
    [
      "one that has a known type too",
      {
        allowCredentials: [
          { type: "password", id: "AAAA" },
          { type: "public-key", id: ours.credentialId },
        ],
      },
    ],
  ])("is taken up, locked or not, with %s", async (_, options) => {
    for (const { worker } of [await lockedWorld(), await unlockedWorld([ours])]) {
      const port = new PagePort();
      await worker.ceremonies.start(request(options), PAGE, port);
      expect(port.isAccepted).toBe(true);
    }
  });

  it("is ours by the credential ID alone, whatever transports and hints say", async () => {
    const { worker } = await unlockedWorld([ours]);
    const port = new PagePort();
    const call = request({
      allowCredentials: [{ type: "public-key", id: ours.credentialId, transports: ["usb"] }],
      hints: ["security-key"],
    });
    await worker.ceremonies.start(call, PAGE, port);
    expect(port.isAccepted).toBe(true);
  });

  it("goes to the browser after the unlocking when nothing fits, and the prompt closes", async () => {
    const world = new World();
    await world.makeVault();
    const worker = world.bear();
    const port = new PagePort();
    const id = (await worker.ceremonies.start(request(), PAGE, port)) ?? "";
    await world.unlock(worker);
    expect(await worker.ceremonies.show(id)).toMatchObject({ state: "ended", choices: [] });
    expect(port.outcome).toEqual(NATIVE);
    expect(world.prompts.windows.size).toBe(0);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
    expect(world.alarms.at.has(`ceremony:${id}`)).toBe(false);
  });
});

describe("options that contradict themselves", () => {
  const cases = [
    ["NotSupportedError", creation({ extensions: { appid: "https://headway.co" } })],
    ["NotSupportedError", creation({ extensions: { largeBlob: { read: true } } })],
    ["NotSupportedError", creation({ extensions: { prf: { evalByCredential: {} } } })],
    ["NotSupportedError", request({ extensions: { largeBlob: { support: "preferred" } } })],
    [
      "SyntaxError",
      request({
        allowCredentials: [{ type: "public-key", id: ours.credentialId }],
        extensions: { prf: { evalByCredential: { "": { first: "AAAA" } } } },
      }),
    ],
  ] as const;

  it.each(cases)("end in a %s at once and without a prompt", async (name, call) => {
    for (const { world, worker } of [await lockedWorld(), await unlockedWorld([ours])]) {
      const port = new PagePort();
      expect(await worker.ceremonies.start(call, PAGE, port)).toBeNull();
      expect(port.replies).toEqual([{ type: "outcome", outcome: { kind: "error", name } }]);
      expect(world.prompts.opened).toEqual([]);
    }
  });

  it.each(cases)("are the browser's to refuse where it answers (%s)", async (_, call) => {
    const world = new World();
    await expectNative({ world, worker: world.bear() }, call);
    await expectNative(await lockedWorld(), call, { origin: "https://evil.test" });
    const foreign =
      call.kind === "get"
        ? { ...call.options, rpId: "evil.test" }
        : { ...call.options, rp: { id: "evil.test", name: "" } };
    await expectNative(await lockedWorld(), { ...call, options: foreign });
  });
});

describe("a prompt that cannot be opened", () => {
  it("hands the call to the browser and leaves nothing behind", async () => {
    const { world, worker } = await lockedWorld();
    world.prompts.failNextOpen = true;
    const port = new PagePort();
    await expect(worker.ceremonies.start(request(), PAGE, port)).rejects.toThrow("No window");
    expect(port.outcome).toEqual(NATIVE);
    expect(world.sessionStore.values.get("ceremonies")).toEqual({});
    expect([...world.alarms.at.keys()]).toEqual([]);
  });
});
