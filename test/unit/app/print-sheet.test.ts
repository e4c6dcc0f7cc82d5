import { describe, expect, it, vi } from "vitest";
import { sheetSecrets } from "../../../lib/app/print-sheet.ts";
import { parseOtpauthUri } from "../../../lib/otp/otpauth-uri.ts";
import { formatSecret } from "../../../lib/otp/secret.ts";
import { errorCode } from "../vault/error-code.ts";
import { account, hotp, otp, recovery } from "../vault/sample-records.ts";
import { PASSWORD, unlockedWorld } from "./kit.ts";

vi.mock("../../../lib/crypto/argon2id.ts", async (importOriginal) => {
  const { deriveCheaply } = await import("../vault/cheap-kdf.ts");
  return { ...(await importOriginal<object>()), deriveArgon2id: deriveCheaply };
});

const other = { ...account, id: "account-2", email: "grace@example.com" };
const ALL = { id: account.id, recoveryCode: true, otpId: otp.id };
const NONE = { id: account.id, recoveryCode: false, otpId: null };

describe("the secrets of a printed sheet", () => {
  it("are those that were chosen, and no others", async () => {
    const { app } = await unlockedWorld([account, otp, hotp, recovery]);
    const all = await sheetSecrets(app, ALL, PASSWORD);
    expect(all.recoveryCode).toBe(recovery.code);
    const read = parseOtpauthUri(all.authenticator?.uri ?? "");
    expect(read).toMatchObject({ type: "totp", issuer: otp.issuer, label: otp.label });
    expect(formatSecret(read.secret)).toBe(all.authenticator?.key);
    expect(await sheetSecrets(app, { ...ALL, otpId: null }, PASSWORD)).toEqual({
      recoveryCode: recovery.code,
      authenticator: null,
    });
    expect(await sheetSecrets(app, NONE, PASSWORD)).toEqual({
      recoveryCode: null,
      authenticator: null,
    });
    const counted = await sheetSecrets(app, { ...NONE, otpId: hotp.id }, PASSWORD);
    expect(parseOtpauthUri(counted.authenticator?.uri ?? "")).toMatchObject({
      type: "hotp",
      counter: hotp.counter,
      digits: 8,
    });
  });

  it("take the password, whatever is chosen, even in an unlocked vault", async () => {
    const { app } = await unlockedWorld([account, otp, recovery]);
    for (const password of ["", "wrong password"]) {
      expect(await errorCode(() => sheetSecrets(app, ALL, password))).toBe("vault/password");
      expect(await errorCode(() => sheetSecrets(app, NONE, password))).toBe("vault/password");
    }
    await app.session.lock();
    expect(await errorCode(() => sheetSecrets(app, ALL, PASSWORD))).toBe("vault/locked");
  });

  it("are no used recovery code, and nothing of another account", async () => {
    const { app } = await unlockedWorld([account, other, otp, { ...recovery, usedAt: 7 }]);
    const used = () => sheetSecrets(app, { ...NONE, recoveryCode: true }, PASSWORD);
    expect(await errorCode(used)).toBe("vault/no-record");
    const foreign = () => sheetSecrets(app, { ...NONE, id: other.id, otpId: otp.id }, PASSWORD);
    expect(await errorCode(foreign)).toBe("vault/no-record");
  });

  it("change nothing in the vault but when the password was given", async () => {
    const { world, app } = await unlockedWorld([account, otp, hotp, recovery]);
    await sheetSecrets(app, { ...ALL, otpId: hotp.id }, PASSWORD);
    const held = (await world.records()).filter(({ kind }) => kind !== "verification");
    expect(held.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      [account, hotp, otp, recovery].toSorted((a, b) => a.id.localeCompare(b.id)),
    );
  });
});
