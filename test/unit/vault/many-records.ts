// A vault's worth of records for tests of scale: accounts with a code, a passkey and a recovery code each,
// of whom the first two share Headway's own RP ID and the others have a site of their own.

import type { VaultRecord } from "../../../lib/vault/schema.ts";
import { account, otp, passkey, recovery } from "./sample-records.ts";

const base64url = (text: string) => Buffer.from(text).toString("base64url");

/** The first `count` records; the account of number i comes at 4 i, what hangs on it after it. */
export function manyRecords(count: number): readonly VaultRecord[] {
  const whole = Array.from({ length: Math.ceil(count / 4) }, (_, i) => recordsOfAccount(i));
  return whole.flat().slice(0, count);
}

function recordsOfAccount(i: number): readonly VaultRecord[] {
  const number = String(i).padStart(16, "0");
  const email = `person-${i}@example.com`;
  const accountId = `account-${i}`;
  return [
    { ...account, id: accountId, role: i % 2 === 0 ? "provider" : "client", email },
    { ...otp, id: `otp-${i}`, accountId, label: email, secret: base64url(`secret-${number}`) },
    {
      ...passkey,
      id: `passkey-${i}`,
      accountId,
      rpId: i < 2 ? "headway.co" : `clinic-${i}.headway.co`,
      credentialId: base64url(`credential-${number}`),
      userHandle: base64url(`user-${number}`),
      userName: email,
    },
    { ...recovery, id: `recovery-${i}`, accountId, code: `CODE${number}` },
  ];
}
