import { describe, expect, it } from "vitest";
import { leadsToOtherMethods } from "../../../lib/headway/other-method.ts";

describe("the control that leads to other methods", () => {
  it.each([
    "Try another method",
    "Try another way",
    "Try another way to sign in",
    "Use a different method",
    "Use a different sign-in method",
    "Choose another method",
    "Choose another way to verify your identity",
    "Select a different verification method",
    "Sign in another way",
    "Verify another way",
    "Verify with something else",
    "I want to use another method",
    "Other ways to sign in",
    "More options to verify it's you",
    "TRY ANOTHER METHOD →",
    "Probar otro método",
    "Prueba con otro método",
    "Intentar de otra forma",
    "Inténtalo de otra manera",
    "Usar otro método de verificación",
    "Utilizar un método diferente",
    "Elegir otra opción",
    "Iniciar sesión de otra forma",
    "Otras formas de iniciar sesión",
  ])("is known by %j", (text) => {
    expect(leadsToOtherMethods(text)).toBe(true);
  });

  it.each([
    "",
    "Continue",
    "Resend code",
    "Use another payment method",
    "Try another card",
    "Use a different account",
    "Use another e-mail address",
    "Use another device",
    "Choose another plan",
    "Choose a method of payment",
    "Add another method",
    "Remove another method",
    "Delete my account and try another method",
    "Usar otro método de pago",
    "Usar otra cuenta",
    "Elegir otro plan",
    "Otra tarjeta",
    "If you have lost your phone, you can try another method of signing in on the next page of this site",
  ])("is not %j", (text) => {
    expect(leadsToOtherMethods(text)).toBe(false);
  });
});
