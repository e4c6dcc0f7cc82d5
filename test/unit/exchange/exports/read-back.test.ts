import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { planExport } from "../../../../lib/exchange/exports/export-plan.ts";
import { checkSealedExport } from "../../../../lib/exchange/exports/read-back.ts";
import type { OtpRecord, VaultRecord } from "../../../../lib/vault/schema.ts";
import { account, hotp, otp, passkey, recovery, steam } from "../../vault/sample-records.ts";
import { EXPORT_PASSWORD, fileOf } from "./writing.ts";

// What is compared is no matter of the cost of a password.
vi.mock("../../../../lib/crypto/foreign-kdf.ts", async (importOriginal) => ({
  ...(await importOriginal<object>()),
  deriveForeignKey: async (password: Uint8Array, salt: Uint8Array) =>
    new Uint8Array(createHash("sha256").update(salt).update(password).digest()),
}));

const everything: readonly VaultRecord[] = [account, otp, hotp, steam, passkey, recovery];

describe("checkSealedExport", () => {
  it.each(["ente-auth", "aegis", "bitwarden-sealed"] as const)(
    "takes %s as it was written, and nothing else",
    async (format) => {
      const { taken } = planExport(format, everything, true);
      const text = await fileOf(format, everything);
      await checkSealedExport(text, EXPORT_PASSWORD, taken);
      const wrong: OtpRecord = { ...otp, digits: 8 };
      const others = [{ kind: "otp", name: "", record: wrong } as const, ...taken.slice(1)];
      for (const [file, password, entries] of [
        [text, EXPORT_PASSWORD, taken.slice(1)],
        [text, EXPORT_PASSWORD, others],
        [text, "another password", taken],
        [text.slice(1), EXPORT_PASSWORD, taken],
      ] as const) {
        await expect(checkSealedExport(file, password, entries)).rejects.toMatchObject({
          code: "export/incomplete",
        });
      }
    },
  );

  it("takes no file that is open", async () => {
    const { taken } = planExport("otpauth-list", everything, true);
    const text = await fileOf("otpauth-list", everything);
    await expect(checkSealedExport(text, EXPORT_PASSWORD, taken)).rejects.toMatchObject({
      code: "export/incomplete",
    });
  });
});
