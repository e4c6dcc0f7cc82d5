// The settings of clients and of providers, with the five method rows, and the pages that reset
// two-factor authentication.

import { html } from "hono/html";
import type { Method } from "../methods.ts";
import { methodLabels, methods } from "../methods.ts";
import { maskedNumber } from "../phone.ts";
import type { Session } from "../sessions.ts";
import type { User } from "../users.ts";
import { hasMethod } from "../users.ts";
import type { Html, Page } from "./layout.ts";
import { alertOf, csrfField, noticeOf } from "./layout.ts";

const descriptions: Readonly<Record<Method, string>> = {
  otp: "Generates a 6-digit code every 30 seconds.",
  phone: "Sends a 6-digit code. US phone numbers (+1) only.",
  platform: "Uses the biometric authenticator on your device.",
  roaming: "A small USB or NFC device.",
  recovery: "A one-time-use backup code.",
};

export function clientSettingsPage(session: Session, user: User): Page {
  return {
    title: "Settings",
    scripts: ["devices.js"],
    body: html`<h1>Settings</h1>
      ${noticeOf(session)}
      <h2>Two-factor authentication</h2>
      <p>Currently optional, but highly recommended.</p>
      ${methodRows(session, user)}`,
  };
}

export function providerProfilePage(user: User): Page {
  return {
    title: "Settings",
    body: html`<h1>Settings</h1>
      ${tabs("profile")}
      <p>Signed in as ${user.email}</p>`,
  };
}

export function providerLoginPage(
  session: Session,
  user: User,
  exempt: boolean,
  error: string | null,
): Page {
  return {
    title: "Settings: Login",
    scripts: ["devices.js"],
    body: html`<h1>Settings</h1>
      ${tabs("login")} ${noticeOf(session)} ${alertOf(error)}
      <h2>Two-factor authentication</h2>
      <p>Required for all provider accounts.</p>
      ${methodRows(session, user)}
      <div class="section">
        <p>
          ${
            exempt
              ? "Support granted you an exemption. You can reset your methods."
              : "Lost access to your methods? Contact Headway support for an exemption."
          }
        </p>
        <form method="post" action="/settings/login/reset">
          ${csrfField(session)}<button type="submit" class="quiet">Reset</button>
        </form>
      </div>`,
  };
}

export function accountPage(session: Session, user: User): Page {
  return {
    title: "Account",
    body: html`<h1>Account</h1>
      ${noticeOf(session)}
      <section aria-labelledby="profile">
        <h2 id="profile">Profile</h2>
        <p>${user.email}</p>
      </section>
      <section aria-labelledby="login">
        <h2 id="login">Login</h2>
        <div class="section">
          <p>Removes every verification method and the recovery code.</p>
          <form method="get" action="/account/reset-2fa">
            <button type="submit" class="quiet">Reset 2FA</button>
          </form>
        </div>
      </section>`,
  };
}

export function resetPage(session: Session, user: User, error: string | null): Page {
  return {
    title: "Reset 2FA",
    body: html`<h1>Confirm your password</h1>
      <p>Signed in as ${user.email}. Log in again to reset 2FA.</p>
      <form class="stack" method="post" action="/account/reset-2fa">
        ${csrfField(session)}
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
        />
        ${alertOf(error)}
        <button type="submit">Continue</button>
      </form>
      <div class="below"><a href="/account">Cancel</a></div>`,
  };
}

function tabs(current: "profile" | "login"): Html {
  const link = (name: string, path: string, label: string) =>
    name === current
      ? html`<a href="${path}" aria-current="page">${label}</a>`
      : html`<a href="${path}">${label}</a>`;
  return html`<nav class="tabs" aria-label="Settings">
    ${link("profile", "/settings", "Profile")} ${link("login", "/settings/login", "Login")}
  </nav>`;
}

function methodRows(session: Session, user: User): Html {
  return html`<ul class="rows">
    ${methods.map((method) => methodRow(session, user, method))}
  </ul>`;
}

function methodRow(session: Session, user: User, method: Method): Html {
  const label = `method-${method}`;
  const form = html`<form method="post" action="/enroll/start">
    ${csrfField(session)}<input type="hidden" name="method" value="${method}" />
    <button type="submit" aria-describedby="${label}">Enroll</button>
  </form>`;
  const offer =
    method === "platform"
      ? html`<div data-needs-platform hidden>${form}</div>
          <p data-lacks-platform>Not available on this device.</p>`
      : form;
  return html`<li data-method="${method}">
    <div>
      <h3 id="${label}">${methodLabels[method]}</h3>
      <p>${descriptions[method]}</p>
      <p data-state="${hasMethod(user, method) ? "enrolled" : "none"}">${stateOf(user, method)}</p>
    </div>
    ${offer}
  </li>`;
}

function stateOf(user: User, method: Method): string {
  if (!hasMethod(user, method)) return "Not enrolled";
  if (method === "phone" && user.phone !== null) {
    return `Enrolled: ${maskedNumber(user.phone.number)}`;
  }
  const keys = user.credentials.filter(({ kind }) => kind === method).length;
  return keys > 1 ? `Enrolled (${keys})` : "Enrolled";
}
