// A well-formed header for tests that come to an open vault without its password.

export const storedHeader = {
  format: "waykey-vault",
  version: 1,
  vaultId: "AAECAwQFBgcICQoLDA0ODw",
  createdAt: 1_760_000_000_000,
  slots: [
    {
      kind: "password",
      id: "EBESExQVFhcYGRobHB0eHw",
      kdf: { name: "argon2id", memoryKiB: 65_536, iterations: 3, parallelism: 1 },
      salt: "ICEiIyQlJicoKSorLC0uLw",
      nonce: "MDEyMzQ1Njc4OTo7",
      wrappedKey: "A".repeat(64),
    },
  ],
} as const;
