// Makes the certificate of the stand-in site, for its own hosts and the look-alikes that negative tests
// visit, and an authority that signed it, for browsers that are to trust it. Keys live in memory only.

import { createHash, X509Certificate } from "node:crypto";
import { generate } from "selfsigned";

export interface Certificate {
  readonly keyPem: string;
  readonly certificatePem: string;
  /** Of the authority that signed it. */
  readonly authorityPem: string;
}

const dnsNames = [
  "headway.co",
  "*.headway.co",
  "evilheadway.co",
  "headway.co.evil.test",
  "xn--hadway-3of.co",
  "localhost",
];

/** Makes P-256 certificates that are valid from one day ago for thirty days. */
export async function createCertificate(): Promise<Certificate> {
  const dayMs = 86_400_000;
  const common = {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + 30 * dayMs),
  } as const;
  const authority = await generate([{ name: "commonName", value: "Stand-in authority" }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  const made = await generate([{ name: "commonName", value: "headway.co" }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
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
  return {
    keyPem: made.private,
    certificatePem: made.cert,
    authorityPem: authority.cert,
  };
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
