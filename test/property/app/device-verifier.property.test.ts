import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  challengeOf,
  checkDeviceAssertion,
  checkDeviceRegistration,
} from "../../../lib/app/device-verifier.ts";
import { FakeDevice } from "../../unit/app/device.ts";
import { EXTENSION_ORIGIN, START } from "../../unit/app/kit.ts";
import { errorCode } from "../../unit/vault/error-code.ts";

const PARTY = { origin: EXTENSION_ORIGIN, rpId: null };
const CHALLENGE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/** Text of every kind, and JSON and bytes as base64url. */
const text = fc.oneof(
  fc.string(),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
  fc.uint8Array({ maxLength: 200 }).map((value) => Buffer.from(value).toString("base64url")),
);

describe("the check of a device's answer", () => {
  it("refuses whatever is put in the place of any part, with one code", async () => {
    const device = new FakeDevice(-7);
    const registration = device.register(CHALLENGE);
    const credential = await checkDeviceRegistration(registration, PARTY, START);
    const assertion = device.assert(CHALLENGE);
    const signed = fc.constantFrom("clientDataJSON", "authenticatorData", "signature");
    await fc.assert(
      fc.asyncProperty(signed, text, async (part, value) => {
        fc.pre(value !== assertion[part as keyof typeof assertion]);
        const bad = { ...assertion, [part]: value };
        expect(await errorCode(() => checkDeviceAssertion(bad, credential, PARTY))).toBe(
          "verification/device",
        );
      }),
      { numRuns: 300 },
    );
    const parts = fc.constantFrom("clientDataJSON", "authenticatorData", "publicKey");
    await fc.assert(
      fc.asyncProperty(parts, text, async (part, value) => {
        fc.pre(value !== registration[part as keyof typeof registration]);
        const bad = { ...registration, [part]: value };
        expect(await errorCode(() => checkDeviceRegistration(bad, PARTY, START))).toBe(
          "verification/device",
        );
      }),
      { numRuns: 300 },
    );
  });

  it("finds a challenge or refuses", async () => {
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const code = await errorCode(() => challengeOf(value));
        expect(["none", "verification/device"]).toContain(code);
      }),
      { numRuns: 500 },
    );
  });
});
