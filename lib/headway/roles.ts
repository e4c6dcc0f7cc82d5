// The two kinds of Headway account.

export const ACCOUNT_ROLES = ["client", "provider"] as const;

export type AccountRole = (typeof ACCOUNT_ROLES)[number];
