// Shows a screen of the code steps as plain HTML forms, with one field or with six boxes, or as the
// shell in which the React application shows it.

import { html } from "hono/html";
import type { CodeScreen, ListScreen, NumberScreen, Screen, ScreenButton } from "../screen.ts";
import type { MakeUp, Session } from "../sessions.ts";
import type { Html, Page } from "./layout.ts";
import { alertOf, csrfField, leaveForm, noticeOf } from "./layout.ts";

export function screenPage(
  session: Session,
  makeUp: MakeUp,
  screen: Screen,
  error: string | null,
): Page {
  const title = screen.heading;
  if (makeUp === "react") {
    const body = html`${noticeOf(session)}
      <div
        id="screen"
        data-screen="${JSON.stringify(screen)}"
        data-csrf="${session.csrf}"
        data-error="${error ?? ""}"
      ></div>`;
    return { title, body, scripts: ["screens.js"] };
  }
  const body = html`<h1>${screen.heading}</h1>
    ${noticeOf(session)}
    <p>${screen.lead}</p>
    ${formOf(session, makeUp, screen, error)}`;
  return { title, body, scripts: scriptsOf(makeUp, screen) };
}

function scriptsOf(makeUp: MakeUp, screen: Screen): string[] {
  if (screen.kind === "list") return ["devices.js"];
  return makeUp === "boxes" && screen.kind === "code" ? ["boxes.js"] : [];
}

function formOf(session: Session, makeUp: MakeUp, screen: Screen, error: string | null): Html {
  if (screen.kind === "number") return numberForm(session, screen, error);
  if (screen.kind === "list") return list(session, screen, error);
  return codeForm(session, makeUp, screen, error);
}

function codeForm(
  session: Session,
  makeUp: MakeUp,
  screen: CodeScreen,
  error: string | null,
): Html {
  const boxes = makeUp === "boxes" && screen.entry !== "recovery";
  return html`${barcodeOf(makeUp, screen)}
    <form class="stack" method="post" action="${screen.action}" autocomplete="off">
      ${csrfField(session)} ${boxes ? boxesOf(screen) : fieldOf(screen)} ${alertOf(error)}
      <button type="submit">Continue</button>
    </form>
    <div class="below">
      ${screen.buttons.map((button) => buttonForm(session, button))} ${leaveForm(screen.leave)}
    </div>`;
}

function fieldOf(screen: CodeScreen): Html {
  if (screen.entry === "recovery") {
    return html`<label for="code">${screen.label}</label>
      <input id="code" name="code" type="text" autocomplete="off" spellcheck="false" required />`;
  }
  return html`<label for="code">${screen.label}</label>
    <input
      id="code"
      name="code"
      type="text"
      inputmode="numeric"
      autocomplete="one-time-code"
      pattern="[0-9 ]*"
      required
    />`;
}

function boxesOf(screen: CodeScreen): Html {
  return html`<fieldset data-boxes>
    <legend>${screen.label}</legend>
    <div class="boxes">
      ${[1, 2, 3, 4, 5, 6].map(
        (place) =>
          html`<input
            type="text"
            inputmode="numeric"
            maxlength="1"
            autocomplete="${place === 1 ? "one-time-code" : "off"}"
            aria-label="Digit ${place} of 6"
          />`,
      )}
    </div>
    <input type="hidden" name="code" />
  </fieldset>`;
}

function barcodeOf(makeUp: MakeUp, screen: CodeScreen): Html {
  const { barcode } = screen;
  if (barcode === null) return html``;
  const image = html`<img class="barcode" alt="QR code" src="${barcode.source}" />`;
  if (makeUp === "boxes") {
    return html`${image}<button type="button" class="quiet" aria-expanded="false" data-trouble>
        Trouble scanning?
      </button>
      <div id="key" hidden>
        <p>Enter this key in your authenticator app:</p>
        <code class="key">${barcode.keyText}</code>
      </div>`;
  }
  return html`${image}
    <details>
      <summary>Trouble scanning?</summary>
      <p>Enter this key in your authenticator app:</p>
      <code class="key">${barcode.keyText}</code>
    </details>`;
}

function numberForm(session: Session, screen: NumberScreen, error: string | null): Html {
  return html`<form class="stack" method="post" action="${screen.action}">
      ${csrfField(session)}
      <label for="phone">Phone number</label>
      <input id="phone" name="phone" type="tel" autocomplete="tel" required />
      <fieldset>
        <legend>How do you want to receive the code?</legend>
        <label class="choice"
          ><input type="radio" name="channel" value="sms" checked />Text message</label
        >
        <label class="choice"><input type="radio" name="channel" value="voice" />Voice call</label>
      </fieldset>
      ${alertOf(error)}
      <button type="submit">Continue</button>
    </form>
    <div class="below">${leaveForm(screen.leave)}</div>`;
}

function list(session: Session, screen: ListScreen, error: string | null): Html {
  return html`${alertOf(error)}
    <div class="stack">${screen.buttons.map((button) => buttonForm(session, button))}</div>`;
}

function buttonForm(session: Session, button: ScreenButton): Html {
  const form = html`<form method="post" action="${button.action}">
    ${csrfField(session)}
    ${Object.entries(button.fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <button type="submit" class="quiet">${button.label}</button>
  </form>`;
  return button.needsPlatform ? html`<div data-needs-platform hidden>${form}</div>` : form;
}
