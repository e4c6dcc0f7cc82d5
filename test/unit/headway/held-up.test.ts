import { expect, it } from "vitest";
import { classifyScreen } from "../../../lib/headway/page-kinds.ts";
import { screen } from "./corpus.ts";

const kindOf = (heading: string, text: readonly string[], button: string) =>
  classifyScreen(screen(heading, text, { buttons: [button] })).kind;

it.each([
  ["Too many attempts", ["Your account is locked.", "Try again in 15 minutes."], "Log out"],
  ["Verify", ["Too many incorrect codes. Wait a while."], "Sign out"],
  ["Something went wrong", [], "Sign out"],
  ["Log in", ["That code is not valid any more."], "Log out"],
  ["Sorry", ["You have been temporarily blocked."], "Log out"],
  ["Choose a way to verify", ["Authenticator app", "Text message"], "Log out"],
  ["How would you like to verify?", ["Authenticator app", "Text message"], "Log out"],
  ["Verify it’s you", ["Authenticator app", "Recovery code"], "Log out"],
  ["Select another verification method", ["Phone"], "Log out"],
  ["Demasiados intentos", ["Tu cuenta está bloqueada."], "Cerrar sesión"],
  ["Algo salió mal", ["Inténtalo más tarde."], "Cerrar sesión"],
  ["Elige otro método", ["Aplicación", "Mensaje"], "Cerrar sesión"],
  ["Verifica tu identidad", ["Aplicación"], "Cerrar sesión"],
])("nobody is let in where it says %s, %j", (heading, text, button) => {
  expect(kindOf(heading, text, button)).toBe("other");
});

it.each([
  ["Welcome back, Pat", ["Your next session is on Monday."]],
  ["Settings", ["Two-factor authentication", "Authenticator app", "Enrolled", "Phone", "Change"]],
  ["Verification methods", ["Authenticator app", "Added on 12 May", "Add another method"]],
  ["Calendar", ["You have 2 blocked days", "Choose a time that works for you"]],
  ["Ajustes", ["Método de verificación", "Añadir otro método"]],
])("somebody is let in where it says %s, %j", (heading, text) => {
  expect(kindOf(heading, text, "Log out")).toBe("signed-in");
});
