// The five verification methods, in the order and with the labels of Headway's settings page.

export const methods = ["otp", "phone", "platform", "roaming", "recovery"] as const;
export type Method = (typeof methods)[number];
export type KeyKind = "platform" | "roaming";

export const methodLabels: Readonly<Record<Method, string>> = {
  otp: "Authenticator app",
  phone: "Phone (text or call)",
  platform: "Fingerprint or face",
  roaming: "Security key",
  recovery: "Recovery code",
};

export function isMethod(value: unknown): value is Method {
  return methods.some((method) => method === value);
}

export function isKeyKind(value: unknown): value is KeyKind {
  return value === "platform" || value === "roaming";
}
