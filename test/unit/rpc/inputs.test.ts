import { describe, expect, it } from "vitest";
import { isMethodName, parseInput } from "../../../lib/rpc/inputs.ts";
import type { MethodName } from "../../../lib/rpc/protocol.ts";
import { contentOf } from "../exchange/formats/read.ts";
import * as files from "../exchange/formats/samples.ts";
import { errorCode } from "../vault/error-code.ts";
import { INPUTS, METHODS, NO_METHODS } from "./samples.ts";

const refusal = (method: MethodName, input: unknown) => errorCode(() => parseInput(method, input));

describe.each(METHODS)("the input of %s", (method) => {
  const good: unknown = INPUTS[method];

  it("passes as it is", () => {
    expect(isMethodName(method)).toBe(true);
    expect(parseInput(method, good)).toEqual(good);
  });

  it("is nothing of another type", async () => {
    const inputs = [undefined, 0, "", "text", [], [null], true, { unknown: 1 }, () => null];
    for (const input of good === null ? [...inputs, {}] : [...inputs, null, {}]) {
      expect(await refusal(method, input)).toBe("rpc/input");
    }
  });

  if (good === null) return;
  const fields = Object.keys(good as object);

  it("has no field too many", async () => {
    expect(await refusal(method, { ...(good as object), extra: 1 })).toBe("rpc/input");
  });

  it.each(fields)("has a %s of the right type", async (field) => {
    const isFlag = typeof (good as Record<string, unknown>)[field] === "boolean";
    const others = [undefined, 0.5, Number.NaN, {}, ["a b"], [7], { length: 1 }];
    for (const value of [...others, isFlag ? "true" : true]) {
      expect(await refusal(method, { ...(good as object), [field]: value })).toBe("rpc/input");
    }
    const { [field]: _missing, ...rest } = good as Record<string, unknown>;
    expect(await refusal(method, rest)).toBe("rpc/input");
  });

  it.each(fields.filter((field) => field !== "text" || !method.startsWith("backup")))(
    "has a %s of bounded length",
    async (field) => {
      const huge = "A".repeat(100_000);
      const value = field === "ids" ? Array.from({ length: 10_001 }, () => "A") : huge;
      expect(await refusal(method, { ...(good as object), [field]: value })).toBe("rpc/input");
    },
  );

  if (!fields.includes("id")) return;
  it("has an id that is one", async () => {
    for (const id of ["", "a b", "a/b", "ä", "A".repeat(65), "../x", "a\n"]) {
      expect(await refusal(method, { ...(good as object), id })).toBe("rpc/input");
    }
  });
});

describe("the inputs", () => {
  it("refuse a field that would reach what objects inherit", async () => {
    const input: unknown = JSON.parse('{"id":"a","__proto__":{"polluted":1}}');
    expect(await refusal("otp.remove", input)).toBe("rpc/input");
    expect({}).not.toHaveProperty("polluted");
  });

  it.each(NO_METHODS)("have none for %j", (name) => {
    expect(isMethodName(name)).toBe(false);
  });

  it("use up no way to sign in but a recovery code", async () => {
    const used = (method: string) => ({ id: "a", method, answer: { state: "used" } });
    expect(await refusal("account.note-method", used("authenticator"))).toBe("rpc/input");
    expect(() => parseInput("account.note-method", used("recovery-code"))).not.toThrow();
  });

  it.each([0, -1, 1441, 1.5, Number.POSITIVE_INFINITY, "15", null])(
    "take %j for no idle time",
    async (autoLockMinutes) => {
      expect(await refusal("settings.set", { autoLockMinutes })).toBe("rpc/input");
    },
  );

  it.each([
    { accountId: "a", role: "client", email: "ada@example.com" },
    { role: "client" },
    { role: "admin", email: "ada@example.com" },
    { accountId: "__proto__ " },
    {},
    null,
  ])("take %j for no account", async (account) => {
    expect(await refusal("otp.add", { text: "JBSWY3DP", account })).toBe("rpc/input");
    expect(await refusal("recovery.save", { code: "ABCD", account })).toBe("rpc/input");
  });

  it.each([
    { password: "correct horse battery" },
    { method: "password", pin: "2580" },
    { method: "password", password: "correct horse battery", pin: "2580" },
    { method: "device", credentialId: "AAAA" },
    { method: "device", credentialId: "AAAA", prfOutput: "not base64url!" },
    { method: "emergency-key", emergencyKey: "0".repeat(257) },
    { method: "fingerprint" },
    null,
  ])("take %j for no proof", async (proof) => {
    expect(await refusal("vault.unlock", proof)).toBe("rpc/input");
    expect(await refusal("ceremony.unlock", { id: "a", proof })).toBe("rpc/input");
  });

  it.each(["pin", "device"])("take no %s for what only a lasting secret may do", async (method) => {
    const proofs: Readonly<Record<string, object>> = {
      pin: { method, pin: "2580" },
      device: { method, credentialId: "AAAA", prfOutput: "AAAA" },
    };
    const proof = proofs[method];
    expect(await refusal("vault.unlock", proof)).toBe("none");
    expect(await refusal("vault.reclaim", proof)).toBe("rpc/input");
    const change = { proof, newPassword: "another battery" };
    expect(await refusal("vault.change-password", change)).toBe("rpc/input");
  });

  it("take one thing to lock a backup with", async () => {
    const password = "correct horse battery";
    const of = (lock: object) => refusal("backup.export", { password, ...lock });
    expect(await of({ emergencyKey: "0123-4567" })).toBe("none");
    expect(await of({ emergencyKey: "0".repeat(257) })).toBe("rpc/input");
    expect(await of({ emergencyKey: "0123-4567", backupPassword: password })).toBe("rpc/input");
    expect(await of({})).toBe("rpc/input");
  });

  it("say how many entries a backup may lack, or none", async () => {
    const passwords = { password: "correct horse battery", backupPassword: "another battery" };
    const of = (without: unknown) => refusal("backup.export", { ...passwords, without });
    expect(await of(3)).toBe("none");
    for (const without of [0, -1, 1.5, "1", undefined, null]) {
      expect(await of(without)).toBe("rpc/input");
    }
  });

  it("name long work, or not", async () => {
    const restore = { text: "{}", backupPassword: "a", mode: "merge" };
    expect(await refusal("backup.restore", { ...restore, work: "a-work" })).toBe("none");
    expect(await refusal("backup.restore", { ...restore, work: "a work" })).toBe("rpc/input");
    expect(await refusal("backup.restore", { ...restore, work: undefined })).toBe("rpc/input");
  });

  it("name what a restore may take out, or leave that to it", async () => {
    const restore = { text: "{}", backupPassword: "a", mode: "replace" };
    expect(await refusal("backup.restore", { ...restore, others: ["otp-1"] })).toBe("none");
    expect(await refusal("backup.restore", { ...restore, others: [""] })).toBe("rpc/input");
    expect(await refusal("backup.restore", { ...restore, others: undefined })).toBe("rpc/input");
  });

  it("take a backup of 50 MB and none of 65", async () => {
    const of = (megabytes: number) => ({
      text: "A".repeat(megabytes * 1024 * 1024),
      backupPassword: "",
    });
    expect(await refusal("backup.preview", of(50))).toBe("none");
    expect(await refusal("backup.preview", of(65))).toBe("rpc/input");
  });
});

describe("the entries of a file", () => {
  const ed25519 = files.foreignPkcs8("ed25519");
  const pem = `-----BEGIN PRIVATE KEY-----\n${ed25519.toString("base64")}\n-----END PRIVATE KEY-----\n`;
  const name = "n".repeat(1024);
  const samples: Readonly<Record<string, unknown>> = {
    "Ente Auth": files.ENTE_LINES,
    Aegis: files.aegisPlain(),
    "2FAS": files.twoFasPlain(),
    Bitwarden: files.bitwardenPlain(),
    "Bitwarden, as a table": files.BITWARDEN_CSV,
    "Proton Authenticator": files.protonAuthenticatorPlain(),
    "Proton Pass": files.protonPass(),
    "1Password": files.onePassword(),
    Stratum: files.stratum(),
    andOTP: files.andOtp(),
    "FreeOTP+": files.freeOtpPlus(),
    "LastPass Authenticator": files.lastPass(),
    "Authenticator Extension": files.authenticatorExtension(),
    KeePassXC: files.keePassXc(),
    "KeePassXC, on Ed25519": files.keePassXc({ privateKey: pem }),
    "credential exchange": files.credentialExchange(),
    "credential exchange, on Ed25519": files.credentialExchange({
      key: ed25519.toString("base64url"),
    }),
    "credential exchange, with the longest names": files.credentialExchange({
      username: name,
      userDisplayName: name,
      userHandle: files.bytes(64).toString("base64url"),
      credentialId: files.bytes(1023).toString("base64url"),
    }),
    "links, with the longest name and key": `otpauth://totp/${name}?issuer=${name}&secret=${"A".repeat(1639)}`,
  };

  it.each(Object.entries(samples))("pass as the reader of %s gives them", async (_what, file) => {
    const { entries } = await contentOf(file);
    expect(entries.some(({ kind }) => kind !== "refused")).toBe(true);
    const input = { source: { format: "entries", entries } } as const;
    expect(parseInput("import.preview", input)).toEqual(input);
  });
});
