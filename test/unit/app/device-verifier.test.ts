import { describe, expect, it } from "vitest";
import {
  challengeOf,
  checkDeviceAssertion,
  checkDeviceRegistration,
} from "../../../lib/app/device-verifier.ts";
import { decodeBase64url, encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { errorCode } from "../vault/error-code.ts";
import { type Change, FakeDevice } from "./device.ts";
import { EXTENSION_ORIGIN, START } from "./kit.ts";

const PARTY = { origin: EXTENSION_ORIGIN, rpId: null };
const CHALLENGE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const ALGORITHMS = [-7, -8, -257] as const;

async function enrolled(algorithm: (typeof ALGORITHMS)[number]) {
  const device = new FakeDevice(algorithm);
  const credential = await checkDeviceRegistration(device.register(CHALLENGE), PARTY, START);
  return { device, credential };
}

const flip = (text: string, index: number) => {
  const bytes = decodeBase64url(text);
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return encodeBase64url(bytes);
};
const lengthOf = (text: string) => decodeBase64url(text).length;

const WRONGS: readonly (readonly [string, Change])[] = [
  ["of another type", { type: "payment.get" }],
  [
    "of another extension's origin",
    { origin: "chrome-extension://ppppppppppppppppppppppppppppppp" },
  ],
  ["of a web page's origin", { origin: "https://headway.co" }],
  ["of a frame", { crossOrigin: true }],
  ["for another relying party", { rpId: "headway.co" }],
  ["without the user's verification", { flags: 0x41 }],
  ["without the user's presence", { flags: 0x44 }],
];

describe.each(ALGORITHMS)("a device with keys of %d", (algorithm) => {
  it("is enrolled and verifies the user", async () => {
    const { device, credential } = await enrolled(algorithm);
    expect(credential).toMatchObject({ algorithm, createdAt: START });
    await expect(
      checkDeviceAssertion(device.assert(CHALLENGE), credential, PARTY),
    ).resolves.toBeUndefined();
  });

  it("is refused with any byte of what it signed, or of the signature, changed", async () => {
    const { device, credential } = await enrolled(algorithm);
    const good = device.assert(CHALLENGE);
    for (const part of ["clientDataJSON", "authenticatorData", "signature"] as const) {
      const length = lengthOf(good[part]);
      for (let index = 0; index < length; index++) {
        const bad = { ...good, [part]: flip(good[part], index) };
        const code = await errorCode(() => checkDeviceAssertion(bad, credential, PARTY));
        expect([part, index, code]).toEqual([part, index, "verification/device"]);
      }
    }
  });

  it.each(WRONGS)("is refused when its signed answer is %s", async (_, change) => {
    const { device, credential } = await enrolled(algorithm);
    const bad = device.assert(CHALLENGE, change);
    expect(await errorCode(() => checkDeviceAssertion(bad, credential, PARTY))).toBe(
      "verification/device",
    );
  });

  it("is refused for another device's signature", async () => {
    const { credential } = await enrolled(algorithm);
    const other = new FakeDevice(algorithm).assert(CHALLENGE);
    expect(await errorCode(() => checkDeviceAssertion(other, credential, PARTY))).toBe(
      "verification/device",
    );
  });

  it.each([
    ["credentialId", "AAAA"],
    ["credentialId", ""],
    ["signature", ""],
    ["signature", "MAYCAQECAQE"],
    ["authenticatorData", ""],
    ["clientDataJSON", ""],
    ["clientDataJSON", "bnVsbA"],
    ["clientDataJSON", "_w"],
    ["clientDataJSON", "*"],
  ])("is refused with %s %j", async (part, value) => {
    const { device, credential } = await enrolled(algorithm);
    const bad = { ...device.assert(CHALLENGE), [part]: value };
    expect(await errorCode(() => checkDeviceAssertion(bad, credential, PARTY))).toBe(
      "verification/device",
    );
  });

  it.each([...WRONGS, ["without a credential", { flags: 0x05 }] as const])(
    "is not enrolled by an answer %s",
    async (_, change) => {
      const bad = new FakeDevice(algorithm).register(CHALLENGE, change);
      expect(await errorCode(() => checkDeviceRegistration(bad, PARTY, START))).toBe(
        "verification/device",
      );
    },
  );

  it.each([
    ["credentialId", "AAAA"],
    ["credentialId", ""],
    ["publicKey", "AAAA"],
    ["publicKey", ""],
    ["algorithm", -37],
    ["algorithm", 0],
    ["authenticatorData", "AAAA"],
    ["clientDataJSON", "e30"],
  ])("is not enrolled with %s %j", async (part, value) => {
    const bad = { ...new FakeDevice(algorithm).register(CHALLENGE), [part]: value };
    expect(await errorCode(() => checkDeviceRegistration(bad, PARTY, START))).toBe(
      "verification/device",
    );
  });

  it("is not enrolled with a key of another kind than it says", async () => {
    for (const other of ALGORITHMS) {
      if (other === algorithm) continue;
      const bad = { ...new FakeDevice(algorithm).register(CHALLENGE), algorithm: other };
      expect(await errorCode(() => checkDeviceRegistration(bad, PARTY, START))).toBe(
        "verification/device",
      );
    }
  });
});

describe("the relying party of an extension", () => {
  it("is its host, or its whole origin as Chromium has it", async () => {
    const device = new FakeDevice(-7);
    const registration = device.register(CHALLENGE, { rpId: EXTENSION_ORIGIN });
    const credential = await checkDeviceRegistration(registration, PARTY, START);
    const assertion = device.assert(CHALLENGE, { rpId: EXTENSION_ORIGIN });
    await expect(checkDeviceAssertion(assertion, credential, PARTY)).resolves.toBeUndefined();
  });

  it("is the RP ID that was asked for, where the browser wants one, and no other", async () => {
    const party = { ...PARTY, rpId: "headway.co" };
    const device = new FakeDevice(-7);
    const registration = device.register(CHALLENGE, { rpId: "headway.co" });
    const credential = await checkDeviceRegistration(registration, party, START);
    const good = device.assert(CHALLENGE, { rpId: "headway.co" });
    await expect(checkDeviceAssertion(good, credential, party)).resolves.toBeUndefined();
    const own = device.assert(CHALLENGE);
    expect(await errorCode(() => checkDeviceAssertion(own, credential, party))).toBe(
      "verification/device",
    );
  });
});

describe("the challenge of an answer", () => {
  it("is read before anything else", () => {
    expect(challengeOf(new FakeDevice(-7).assert(CHALLENGE).clientDataJSON)).toBe(CHALLENGE);
  });

  it.each(["", "e30", "bnVsbA", "eyJjaGFsbGVuZ2UiOjd9", "_w", "*"])(
    "is none in %j",
    async (text) => {
      expect(await errorCode(() => challengeOf(text))).toBe("verification/device");
    },
  );
});
