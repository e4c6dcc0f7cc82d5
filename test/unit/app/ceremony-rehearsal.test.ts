import { expect, it, vi } from "vitest";
import { rehearse } from "../../../lib/app/ceremony-rehearsal.ts";
import * as assertion from "../../../lib/webauthn/get-assertion.ts";
import { createSeededRandom } from "../vault/seeded-random.ts";

it("goes through a ceremony once, of a key that is none afterwards, for nobody who was there", async () => {
  const sign = vi.spyOn(assertion, "getAssertion");
  const drawn: Uint8Array[] = [];
  const seeded = createSeededRandom("rehearsal");
  const random = (length: number) => {
    const bytes = seeded(length);
    drawn.push(bytes);
    return bytes;
  };
  await rehearse("https://headway.co", random);
  const count = drawn.length;
  await rehearse("https://headway.co", random);
  expect(drawn).toHaveLength(count);
  expect(sign).toHaveBeenCalledTimes(1);
  const [[request] = []] = sign.mock.calls;
  expect(request).toMatchObject({ userPresent: false, userVerified: false });
  expect(request?.passkey.privateKey).toEqual(new Uint8Array(32));
});
