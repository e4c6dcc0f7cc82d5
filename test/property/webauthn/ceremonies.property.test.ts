import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../lib/bytes/base64url.ts";
import { isWaykeyError } from "../../../lib/errors.ts";
import { getAssertion } from "../../../lib/webauthn/get-assertion.ts";
import { makeCredential } from "../../../lib/webauthn/make-credential.ts";
import { parseCreationOptions, parseRequestOptions } from "../../../lib/webauthn/options.ts";
import {
  assertionRequest,
  CREATION,
  creationRequest,
  random,
  REQUEST,
} from "../../unit/webauthn/ceremony-fixtures.ts";
import { orNull } from "../bytes/refusal.ts";
import { verifyAssertion, verifyRegistration } from "../../unit/webauthn/relying-party.ts";

const challenge = fc.uint8Array({ minLength: 1, maxLength: 200 }).map(encodeBase64url);
const text = fc.string({ unit: "binary", maxLength: 30 });

describe("a passkey", () => {
  it("registers and signs in with a relying party, whatever the options", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          created: challenge,
          asked: challenge,
          name: text,
          userHandle: fc.uint8Array({ minLength: 1, maxLength: 64 }),
          attachment: fc.constantFrom("platform", "cross-platform", "unheard-of"),
          residentKey: fc.constantFrom("required", "preferred", "discouraged"),
          algorithm: fc.constantFrom(-7, -8),
          allowed: fc.boolean(),
          verifiedAtCreate: fc.boolean(),
          verifiedAtGet: fc.boolean(),
        }),
        async (run) => {
          const user = {
            id: encodeBase64url(run.userHandle),
            name: run.name,
            displayName: run.name,
          };
          const made = makeCredential(
            creationRequest(
              {
                user,
                challenge: run.created,
                pubKeyCredParams: [{ type: "public-key", alg: run.algorithm }],
                authenticatorSelection: {
                  authenticatorAttachment: run.attachment,
                  residentKey: run.residentKey,
                },
              },
              { userVerified: run.verifiedAtCreate },
            ),
            random,
          );
          const registered = await verifyRegistration(made.response, {
            requireUserVerification: run.verifiedAtCreate,
            challenge: run.created,
          });
          expect(registered.userVerified).toBe(run.verifiedAtCreate);
          const descriptor = { type: "public-key", id: made.response.id };
          const { response } = getAssertion(
            assertionRequest(
              made.passkey,
              { challenge: run.asked, ...(run.allowed ? { allowCredentials: [descriptor] } : {}) },
              { userVerified: run.verifiedAtGet },
            ),
          );
          expect(response.response.userHandle).toBe(user.id);
          const info = await verifyAssertion(response, registered, {
            requireUserVerification: run.verifiedAtGet,
            challenge: run.asked,
          });
          expect(info).toMatchObject({ newCounter: 0, userVerified: run.verifiedAtGet });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the options' parsers", () => {
  /** Good options with any of their members replaced by anything. */
  const spoiled = (good: object) =>
    fc
      .dictionary(fc.constantFrom(...Object.keys(good), "timeout", "extensions"), fc.anything())
      .map((bad): object => Object.assign(bad, { ...good, ...bad }));

  const input = fc.constantFrom("AA", "", "A", "=", 1, undefined);
  const values = fc.dictionary(fc.constantFrom("first", "second", "third"), input);
  const name = fc.oneof(fc.constantFrom("AQ", "Ag", "", "AR", "constructor"), fc.string());
  /** Extension inputs that are nearly right. */
  const extensions = fc.record(
    {
      credProps: fc.constantFrom(true, false, 1),
      prf: fc.record(
        { eval: values, evalByCredential: fc.dictionary(name, values) },
        { requiredKeys: [] },
      ),
      largeBlob: fc.record(
        { support: fc.string(), read: fc.boolean(), write: input },
        { requiredKeys: [] },
      ),
      getCredBlob: fc.constantFrom(true, false, 1),
    },
    { requiredKeys: [] },
  );
  const allowed = fc
    .subarray(["AQ", "Ag"])
    .map((ids) => ids.map((id) => ({ type: "public-key", id })));
  const CODES = ["none", "webauthn/options", "webauthn/not-supported", "webauthn/syntax"];

  it.each([
    ["creation", parseCreationOptions, CREATION],
    ["request", parseRequestOptions, REQUEST],
  ] as const)("refuse extension inputs with the right codes: %s", (_what, parse, good) => {
    fc.assert(
      fc.property(extensions, allowed, (inputs, allowCredentials) => {
        let code = "none";
        try {
          parse({ ...good, allowCredentials, extensions: inputs });
        } catch (error) {
          code = isWaykeyError(error) ? error.code : "other";
        }
        expect(CODES).toContain(code);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["creation", parseCreationOptions, CREATION],
    ["request", parseRequestOptions, REQUEST],
  ] as const)("throw nothing but a WaykeyError: %s", (_what, parse, good) => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), spoiled(good)), (input) => {
        const options = orNull(() => parse(input), "webauthn/options");
        expect(options?.timeoutMs ?? 300_000).toBeGreaterThanOrEqual(300_000);
      }),
      { numRuns: 500 },
    );
  });
});
