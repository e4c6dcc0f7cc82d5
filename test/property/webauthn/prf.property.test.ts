import { createHash, createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluatePrf } from "../../../lib/webauthn/prf.ts";

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });
const input = fc.uint8Array({ maxLength: 300 });

describe("evaluatePrf", () => {
  it("is HMAC over the hashed input, by the secret for verified users", () => {
    fc.assert(
      fc.property(
        fc.record({ verified: secret, unverified: secret }),
        fc.record({ first: input, second: fc.option(input) }),
        (secrets, inputs) => {
          const expected = (bytes: Uint8Array) => {
            const salt = createHash("sha256").update("WebAuthn PRF\0").update(bytes).digest();
            return createHmac("sha256", secrets.verified).update(salt).digest("base64url");
          };
          expect(evaluatePrf(secrets, inputs)).toEqual({
            first: expected(inputs.first),
            ...(inputs.second === null ? {} : { second: expected(inputs.second) }),
          });
        },
      ),
    );
  });
});
