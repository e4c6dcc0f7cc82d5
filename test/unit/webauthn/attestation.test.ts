import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../lib/bytes/hex.ts";
import { WAYKEY_AAGUID, waykeyAaguidBytes } from "../../../lib/webauthn/aaguid.ts";
import { encodeNoneAttestation } from "../../../lib/webauthn/attestation.ts";
import { SPEC_EXAMPLES } from "../../vectors/webauthn-level-3.ts";

const OBJECTS = SPEC_EXAMPLES.map(({ name, registration }) => ({ name, ...registration })).filter(
  ({ attestationObject }) => attestationObject !== null,
);

describe("encodeNoneAttestation", () => {
  it.each(OBJECTS)("writes $name's registration example byte for byte", (example) => {
    const written = encodeNoneAttestation(decodeHex(example.authenticatorData));
    expect(encodeHex(written)).toBe(example.attestationObject);
  });
});

describe("the AAGUID", () => {
  it("is a fixed random UUID", () => {
    expect(WAYKEY_AAGUID).toBe("8882489d-dcf3-42a1-8e94-22d3dcbc96ae");
    expect(WAYKEY_AAGUID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });

  it("has the UUID's bytes, fresh at each call", () => {
    waykeyAaguidBytes().fill(0);
    expect(encodeHex(waykeyAaguidBytes())).toBe("8882489ddcf342a18e9422d3dcbc96ae");
  });
});
