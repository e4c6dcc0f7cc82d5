import { describe, expect, it } from "vitest";
import { checkNewPassword, MIN_PASSWORD_LENGTH } from "../../../lib/vault/new-password.ts";
import { errorCode } from "./error-code.ts";

describe("checkNewPassword", () => {
  it("asks for 10 characters", async () => {
    expect(MIN_PASSWORD_LENGTH).toBe(10);
    expect(await errorCode(() => checkNewPassword("123456789"))).toBe("vault/weak-password");
    expect(await errorCode(() => checkNewPassword("1234567890"))).toBe("none");
  });

  it("counts characters as they are after normalisation, not code units", async () => {
    expect(await errorCode(() => checkNewPassword("😀".repeat(9)))).toBe("vault/weak-password");
    expect(await errorCode(() => checkNewPassword("😀".repeat(10)))).toBe("none");
    expect(await errorCode(() => checkNewPassword("a\u0308".repeat(9)))).toBe(
      "vault/weak-password",
    );
  });
});
