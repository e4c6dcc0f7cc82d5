import { describe, expect, it } from "vitest";
import { saysEnrolled } from "../../../lib/headway/says-enrolled.ts";

const says = (...statuses: string[]) => saysEnrolled({ statuses });

describe("a screen announces that an authenticator was enrolled", () => {
  it.each([
    "Authenticator app is enrolled.",
    "Your authenticator has been set up.",
    "Two-factor authentication enabled",
    "Success! Authenticator app updated",
    "La app de autenticación quedó activada.",
    "Autenticador actualizado",
  ])("by %j", (text) => {
    expect(says(text)).toBe(true);
    expect(says("Saved", text)).toBe(true);
  });

  it.each([
    "",
    "Saved.",
    "Enrolled",
    "Authenticator app",
    "Too many wrong codes. Start again.",
    "Authenticator app is not enrolled.",
    "Authenticator could not be added.",
    "The authenticator wasn’t added",
    "Authenticator app set up was cancelled",
    "Authenticator set up was unsuccessful.",
    "Authenticator set up timed out",
    "There was a problem: the authenticator set up stopped",
    "The code was declined. Authenticator app set up ended",
    "Authenticator app set up rejected",
    "Authenticator app set up incomplete",
    "Two-factor set up required",
    "Two-factor set up is pending",
    "Authenticator removed",
    "Two-factor authentication is already enabled",
    "Phone is enrolled for two-factor authentication.",
    "A passkey was added for two-factor authentication",
    "Two-factor authentication must be set up",
    "No se pudo activar el autenticador: código incorrecto",
    "El autenticador no está activado",
    "Autenticador configurado: código rechazado",
    "Autenticador configurado, verificación pendiente",
    `Authenticator app enrolled ${"and so on ".repeat(20)}`,
  ])("not by %j", (text) => {
    expect(says(text)).toBe(false);
  });

  it("not beside anything that speaks of trouble", () => {
    expect(says("Authenticator app is enrolled.", "Something went wrong, error 5")).toBe(false);
  });
});
