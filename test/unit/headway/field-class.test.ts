import { describe, expect, it } from "vitest";
import { classOfField, type FieldClass, methodOfField } from "../../../lib/headway/field-class.ts";
import type { FieldDescription } from "../../../lib/headway/screen-description.ts";
import { field } from "./corpus.ts";

const cases: readonly (readonly [FieldClass, Partial<FieldDescription>])[] = [
  ["code", { autocomplete: "one-time-code" }],
  ["code", { autocomplete: "section-a one-time-code", type: "tel" }],
  ["code", { name: "code" }],
  ["code", { name: "otpCode", type: "number" }],
  ["code", { id: "mfa_token" }],
  ["code", { label: "Enter the 6-digit code" }],
  ["code", { label: "Código de verificación" }],
  ["code", { placeholder: "One-time password" }],
  ["code", { boxes: 6, maxLength: 6 }],
  ["code", { type: "tel", label: "Verification code" }],
  ["code", { type: "password", autocomplete: "one-time-code" }],
  ["code", { type: "password", label: "Authenticator app code" }],
  ["recovery", { name: "code", label: "Enter your recovery code" }],
  ["recovery", { name: "recovery-code" }],
  ["recovery", { label: "Código de recuperación", autocomplete: "one-time-code" }],
  ["recovery", { type: "password", label: "Backup code" }],
  ["password", { type: "password", label: "Password" }],
  ["password", { type: "password", name: "code" }],
  ["password", { type: "text", autocomplete: "current-password", name: "code" }],
  ["email", { type: "email" }],
  ["email", { autocomplete: "username", name: "code" }],
  ["email", { label: "Email address" }],
  ["phone", { type: "tel" }],
  ["phone", { label: "Mobile number" }],
  ["phone", { autocomplete: "tel-national", name: "code" }],
  ["phone", { label: "Teléfono" }],
  ["none", { type: "search", name: "code" }],
  ["code", { type: "search", name: "verification" }],
  ["code", { label: "Einmalcode" }],
  ["code", { label: "Auth/backup code" }],
  ["recovery", { label: "Wiederherstellungscode" }],
  ["recovery", { name: "backup-otp_token", label: "Token:" }],
  ["email", { placeholder: "Enter your username." }],
  ["none", { label: "Code from the letter", name: "letter_code" }],
  ["unknown", { name: "a8f3e1c9" }],
  ["none", { label: "Search codes" }],
  ["none", { name: "code", label: "Coupon code" }],
  ["none", { name: "promo_code" }],
  ["none", { name: "code", label: "ZIP code" }],
  ["none", { name: "postalCode" }],
  ["none", { label: "Código postal" }],
  ["none", { label: "Security code on your card", name: "cvc" }],
  ["none", { name: "code", autocomplete: "cc-csc" }],
  ["none", { name: "code", autocomplete: "postal-code" }],
  ["none", { name: "country_code" }],
  ["none", { label: "Billing code" }],
  ["none", { type: "search", placeholder: "Filter by name, code or 2FA status" }],
  ["none", { label: "Course access code" }],
  ["none", { label: "Meeting Passcode" }],
  ["none", { name: "cc_number", label: "Number" }],
  ["code", { id: "cc", name: "confirmation_code", label: "Code" }],
  ["none", { type: "password", name: "yubikey_otp" }],
  ["code", { type: "password", name: "challengeResponse", label: "Response" }],
  ["code", { label: "Clave SMS" }],
  ["code", { label: "Code à usage unique" }],
  ["code", { label: "Código de verificação" }],
  ["recovery", { label: "Code de récupération" }],
  ["recovery", { label: "Código de recuperação" }],
  ["none", { label: "Code postal" }],
  ["none", { label: "CEP", name: "codigo" }],
  ["none", { label: "Gutscheincode", name: "code" }],
  ["none", { label: "Invitation code" }],
  ["none", { label: "NPI", maxLength: 10 }],
  ["none", { label: "Name" }],
  ["unknown", { name: "decode" }],
  ["none", { label: "Shipping address", name: "pinterest" }],
  ["none", { type: "checkbox", name: "code" }],
];

describe("the class of a field", () => {
  it.each(cases)("is %s for %j", (fieldClass, marks) => {
    expect(classOfField(field(marks))).toBe(fieldClass);
  });
});

describe("the way by which the code of a field comes", () => {
  it.each([
    ["authenticator", { label: "Authenticator code" }],
    [null, { name: "app_totp", label: "Code" }],
    ["authenticator", { label: "From your app" }],
    ["phone", { label: "Phone verification code" }],
    ["phone", { label: "SMS-Code" }],
    ["email", { name: "two-factor-email-code", label: "Verification code" }],
    [null, { label: "Can't use your authenticator? Type the code we gave you." }],
    [null, { label: "Code" }],
    [null, { label: "Code from your authenticator app or from your e-mail" }],
  ] as const)("is %s for %o", (method, parts) => {
    expect(methodOfField(field(parts))).toBe(method);
  });
});
