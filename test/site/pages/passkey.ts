// The pages on which a WebAuthn factor is enrolled or asked for.

import { html } from "hono/html";
import type { KeyKind } from "../methods.ts";
import type { MakeUp, Session } from "../sessions.ts";
import type { Page } from "./layout.ts";
import { leaveForm, noticeOf } from "./layout.ts";

const buttons: Readonly<Record<KeyKind, string>> = {
  platform: "Use fingerprint or face",
  roaming: "Use security key",
};

const leads: Readonly<Record<KeyKind, Readonly<Record<"create" | "get", string>>>> = {
  platform: {
    create: "Press the button, then use your device's fingerprint or face recognition.",
    get: "Press the button to verify with your device's fingerprint or face recognition.",
  },
  roaming: {
    create: "Make sure your security key is nearby, then press the button to register it.",
    get: "Make sure your security key is nearby, then press the button to use it.",
  },
};

const enrolHeadings: Readonly<Record<KeyKind, string>> = {
  platform: "Log in faster on this device",
  roaming: "Add your security key",
};

export function passkeyPage(
  session: Session,
  makeUp: MakeUp,
  purpose: "create" | "get",
  kind: KeyKind,
): Page {
  const heading = purpose === "create" ? enrolHeadings[kind] : "Verify your identity";
  const leave =
    purpose === "create"
      ? leaveForm({ label: "Cancel", path: "/settings" })
      : leaveForm({ label: "Try another method", path: "/challenge" });
  return {
    title: heading,
    scripts: ["passkey.js"],
    body: html`<h1>${heading}</h1>
      ${noticeOf(session)}
      <p>${leads[kind][purpose]}</p>
      <div
        id="passkey"
        class="stack"
        data-purpose="${purpose}"
        data-kind="${kind}"
        data-codec="${makeUp === "react" ? "native" : "manual"}"
        data-csrf="${session.csrf}"
      >
        <p class="error" role="alert" hidden></p>
        <button type="button">${buttons[kind]}</button>
      </div>
      <div class="below">${leave}</div>`,
  };
}
