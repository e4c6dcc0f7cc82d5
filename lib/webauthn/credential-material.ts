// What is random or fixed about a new passkey, apart from what the site asks for. Production draws it
// here, in one place; tests hand in the values of published examples.

import type { Bytes } from "../bytes/bytes.ts";
import type { RandomBytes } from "../crypto/random-bytes.ts";
import { waykeyAaguidBytes } from "./aaguid.ts";
import type { PasskeyAlgorithm } from "./cose-algorithms.ts";
import { createPrivateKey } from "./key-pair.ts";
import { createPrfSecrets, type PrfSecrets } from "./prf.ts";

export type CredentialMaterial = {
  readonly algorithm: PasskeyAlgorithm;
  /** 32 bytes. */
  readonly privateKey: Bytes;
  /** 1 to 1,023 bytes. */
  readonly credentialId: Bytes;
  /** 16 bytes. */
  readonly aaguid: Bytes;
  readonly prfSecrets: PrfSecrets;
  readonly backupEligible: boolean;
  readonly backupState: boolean;
};

const CREDENTIAL_ID_BYTES = 32;

export function createCredentialMaterial(
  random: RandomBytes,
  algorithm: PasskeyAlgorithm,
): CredentialMaterial {
  return {
    algorithm,
    privateKey: createPrivateKey(algorithm, random),
    credentialId: random(CREDENTIAL_ID_BYTES),
    aaguid: waykeyAaguidBytes(),
    prfSecrets: createPrfSecrets(random),
    backupEligible: true,
    backupState: true,
  };
}
