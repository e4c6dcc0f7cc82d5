import { describe, expect, it } from "vitest";
import { ERROR_CODES, isWaykeyError } from "../../../lib/errors.ts";
import { createRpcClient } from "../../../lib/rpc/client.ts";
import { errorCode } from "../vault/error-code.ts";

const BUILD = "build-1";

function clientOf(answer: unknown) {
  const sent: unknown[] = [];
  const client = createRpcClient(BUILD, async (message) => {
    sent.push(message);
    return answer;
  });
  return { client, sent };
}

describe("the client", () => {
  it("sends build, method and input, and resolves with the value", async () => {
    const { client, sent } = clientOf({ ok: true, value: { state: "locked" } });
    expect(await client.call("vault.status", null)).toEqual({ state: "locked" });
    expect(sent).toEqual([{ build: BUILD, method: "vault.status", input: null }]);
  });

  it("turns every code back into the error it was", async () => {
    for (const code of ERROR_CODES) {
      const { client } = clientOf({ ok: false, code, message: "In words" });
      const error: unknown = await client.call("vault.lock", null).catch((e: unknown) => e);
      expect(isWaykeyError(error, code)).toBe(true);
      expect(error).toMatchObject({ message: "In words", keyFault: null });
    }
  });

  it("tells what exactly is wrong with a key", async () => {
    const keyFault = { kind: "character", character: "1", place: 16 };
    const { client } = clientOf({ ok: false, code: "otp/secret", message: "In words", keyFault });
    await expect(client.call("vault.lock", null)).rejects.toMatchObject({ keyFault });
  });

  it.each([
    undefined,
    null,
    false,
    "ok",
    {},
    { ok: "true", value: 1 },
    { ok: true },
    { ok: false },
    { ok: false, code: "vault/unheard-of", message: "" },
    { ok: false, code: "toString", message: "" },
    { ok: false, code: "vault/locked" },
  ])("says that the worker is not there for the answer %j", async (answer) => {
    const { client } = clientOf(answer);
    expect(await errorCode(() => client.call("vault.lock", null))).toBe("rpc/unreachable");
  });

  it("says so when the message cannot be sent, and keeps the cause", async () => {
    const cause = new Error("Receiving end does not exist");
    const client = createRpcClient(BUILD, () => Promise.reject(cause));
    const error: unknown = await client.call("vault.lock", null).catch((e: unknown) => e);
    expect(isWaykeyError(error, "rpc/unreachable")).toBe(true);
    expect(error).toMatchObject({ cause });
  });
});
