import { describe, expect, it } from "vitest";
import {
  createImportReading,
  type ReadingAnswer,
  type ReadingRequest,
} from "../../../lib/app/import-reading.ts";
import * as samples from "../exchange/formats/samples.ts";
import * as sealed from "../exchange/formats/sealed-samples.ts";

async function reading(...requests: readonly ReadingRequest[]): Promise<readonly ReadingAnswer[]> {
  const answers: ReadingAnswer[] = [];
  let now = 0;
  const handle = createImportReading({
    // Each look at the clock is 30 ms later.
    elapsedMs: () => (now += 30),
    answer: (answer) => void answers.push(structuredClone(answer)),
  });
  for (const request of requests) await handle(request);
  return answers;
}

const read = (file: unknown): ReadingRequest => ({ kind: "read", bytes: samples.text(file) });
const unseal = (password: string): ReadingRequest => ({ kind: "unseal", password });

describe("the reading of a file", () => {
  it("answers an open one with what is in it", async () => {
    const [answer] = await reading(read(samples.bitwardenPlain()));
    expect(answer).toMatchObject({
      kind: "open",
      product: "bitwarden",
      content: { passedOver: 2 },
    });
  });

  it("names a sealed one, foretells the time, and opens it by the right password", async () => {
    const answers = await reading(
      read(samples.bitwardenSealed()),
      unseal("wrong"),
      unseal(samples.PASSWORD),
    );
    expect(answers.map((answer) => answer.kind)).toEqual([
      "sealed",
      "expected",
      "failed",
      "expected",
      "open",
    ]);
    // 30 ms for 20,000 of 600,000 iterations.
    expect(answers[1]).toEqual({ kind: "expected", timeMs: 900 });
    expect(answers[2]).toMatchObject({ code: "import/password" });
  });

  it("foretells nothing of what is quick", async () => {
    const answers = await reading(read(samples.twoFasSealed()), unseal(samples.PASSWORD));
    expect(answers[1]).toEqual({ kind: "expected", timeMs: null });
    const underived = await reading(read(sealed.andOtpOld()), unseal(samples.PASSWORD));
    expect(underived.slice(0, 2)).toEqual([
      { kind: "sealed", product: "andotp", isGuess: true },
      { kind: "expected", timeMs: null },
    ]);
  });

  it("answers a failure with its code, and never throws", async () => {
    expect(await reading(read("nothing"))).toMatchObject([
      { kind: "failed", code: "import/unknown" },
    ]);
    expect(await reading(unseal("x"))).toMatchObject([{ code: "internal/unexpected" }]);
  });
});
