// Landing, sign-up, log-in and home pages.

import { html } from "hono/html";
import type { HeadwayPlace } from "../hosts.ts";
import type { Session } from "../sessions.ts";
import type { Page } from "./layout.ts";
import { alertOf, csrfField, noticeOf } from "./layout.ts";

export function landingPage(place: HeadwayPlace): Page {
  const provider = place.role === "provider";
  return {
    title: "Welcome",
    body: html`<h1>${provider ? "The provider portal" : "Find care that fits"}</h1>
      <p><a href="/login">Log in</a> or <a href="/signup">sign up</a> to continue.</p>`,
  };
}

export function logInPage(session: Session, email: string, error: string | null): Page {
  return {
    title: "Log in",
    body: html`<h1>Log in</h1>
      ${noticeOf(session)}
      <form class="stack" method="post" action="/login">
        ${csrfField(session)}
        <label for="email">Email address</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          value="${email}"
          required
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
        />
        ${alertOf(error)}
        <button type="submit">Log in</button>
      </form>
      <p>No account yet? <a href="/signup">Create one</a></p>`,
  };
}

export function signUpPage(session: Session, email: string, error: string | null): Page {
  return {
    title: "Sign up",
    body: html`<h1>Create your account</h1>
      <form class="stack" method="post" action="/signup">
        ${csrfField(session)}
        <label for="email">Email address</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          value="${email}"
          required
        />
        <label for="password">Password (at least 8 characters)</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="new-password"
          minlength="8"
          required
        />
        ${alertOf(error)}
        <button type="submit">Sign up</button>
      </form>
      <p>Have an account? <a href="/login">Log in here</a></p>`,
  };
}

export function homePage(session: Session): Page {
  return {
    title: "Home",
    body: html`<h1>Welcome</h1>
      ${noticeOf(session)}
      <p>Signed in as ${session.email ?? ""}</p>`,
  };
}

/** Says why a request was refused, when there is no form to say it in. */
export function refusalPage(message: string): Page {
  return {
    title: "Refused",
    body: html`<h1>This did not work</h1>
      ${alertOf(message)}
      <p><a href="/">Back to the start</a></p>`,
  };
}
