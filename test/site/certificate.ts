// Makes the self-signed certificate of the stand-in site: its own hosts and the look-alikes that
// negative tests visit. The key lives in memory only.

import { createHash, X509Certificate } from "node:crypto";
import { generate } from "selfsigned";

export interface Certificate {
  readonly keyPem: string;
  readonly certificatePem: string;
}

const dnsNames = [
  "headway.co",
  "*.headway.co",
  "evilheadway.co",
  "headway.co.evil.test",
  "localhost",
];

/** Makes a P-256 certificate that is valid from one day ago for thirty days. */
export async function createCertificate(): Promise<Certificate> {
  const dayMs = 86_400_000;
  const made = await generate([{ name: "commonName", value: "headway.co" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + 30 * dayMs),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          ...dnsNames.map((value) => ({ type: 2 as const, value })),
          { type: 7 as const, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { keyPem: made.private, certificatePem: made.cert };
}

/**
 * The base64 SHA-256 of the certificate's public key (SPKI), as Chromium's
 * `--ignore-certificate-errors-spki-list` takes it.
 */
export function spkiFingerprint(certificatePem: string): string {
  const spki = new X509Certificate(certificatePem).publicKey.export({
    type: "spki",
    format: "der",
  });
  return createHash("sha256").update(spki).digest("base64");
}
