import { describe, expect, it } from "vitest";
import { decodeBase64url } from "../../../lib/bytes/base64url.ts";
import { getAssertion } from "../../../lib/webauthn/get-assertion.ts";
import { makeCredential } from "../../../lib/webauthn/make-credential.ts";
import { assertionRequest, creationRequest, random } from "./ceremony-fixtures.ts";

const UP = 0x01;
const UV = 0x04;
const BE = 0x08;
const BS = 0x10;
const AT = 0x40;

const both = [true, false] as const;
const TABLE = (["required", "preferred", "discouraged", undefined] as const).flatMap((asked) =>
  both.flatMap((userPresent) => both.map((userVerified) => ({ asked, userPresent, userVerified }))),
);

/** The flags byte and the four bytes of the counter. */
function flagsAndCounter(authenticatorData: string): { flags: number; counter: number } {
  const data = Buffer.from(decodeBase64url(authenticatorData));
  return { flags: data[32] ?? -1, counter: data.readUInt32BE(33) };
}

const asking = (asked: string | undefined) =>
  asked === undefined ? {} : { userVerification: asked };

describe.each([-7, -8])("the flags, with algorithm %d", (alg) => {
  const pubKeyCredParams = [{ type: "public-key", alg }];
  const { passkey } = makeCredential(creationRequest({ pubKeyCredParams }), random);

  it.each(TABLE)(
    "say what happened: $asked, present $userPresent, verified $userVerified",
    ({ asked, userPresent, userVerified }) => {
      const happened = { userPresent, userVerified };
      const create = () =>
        makeCredential(
          creationRequest({ pubKeyCredParams, authenticatorSelection: asking(asked) }, happened),
          random,
        );
      const get = () => getAssertion(assertionRequest(passkey, asking(asked), happened));
      if (asked === "required" && !userVerified) {
        const refusal: unknown = expect.objectContaining({ code: "ceremony/verification" });
        expect(create).toThrow(refusal);
        expect(get).toThrow(refusal);
        return;
      }
      const flags = (userPresent ? UP : 0) | (userVerified ? UV : 0) | BE | BS;
      expect(flagsAndCounter(create().response.response.authenticatorData)).toEqual({
        flags: flags | AT,
        counter: 0,
      });
      expect(flagsAndCounter(get().response.response.authenticatorData)).toEqual({
        flags,
        counter: 0,
      });
    },
  );

  it.each([
    { backupEligible: true, backupState: true, flags: UP | UV | BE | BS },
    { backupEligible: true, backupState: false, flags: UP | UV | BE },
    { backupEligible: false, backupState: false, flags: UP | UV },
  ])("tell of the backup what the record says: $flags", ({ flags, ...backup }) => {
    const { response } = getAssertion(assertionRequest({ ...passkey, ...backup }));
    expect(flagsAndCounter(response.response.authenticatorData).flags).toBe(flags);
  });

  it("and the counter are the same over 100 assertions", () => {
    const seen = Array.from({ length: 100 }, () => {
      const { response } = getAssertion(assertionRequest(passkey));
      return response.response.authenticatorData;
    });
    expect(new Set(seen).size).toBe(1);
    expect(flagsAndCounter(seen[0] ?? "")).toEqual({ flags: UP | UV | BE | BS, counter: 0 });
  });
});
