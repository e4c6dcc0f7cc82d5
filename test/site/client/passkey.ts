// Enrols or uses a WebAuthn factor when its button is pressed. Depending on the make-up it converts
// by hand or by the browser's own JSON methods.

import { creationOptionsOf, credentialJson, requestOptionsOf } from "./codec.ts";
import { elementOf } from "./element.ts";
import { ask, post } from "./server.ts";

const root = elementOf("passkey");
const { purpose = "", kind = "", codec = "", csrf = "" } = root.dataset;
const base = purpose === "create" ? "/enroll/webauthn" : "/challenge/webauthn";
const alert = root.querySelector<HTMLElement>("[role=alert]");
const button = root.querySelector("button");

async function create(json: PublicKeyCredentialCreationOptionsJSON): Promise<Credential | null> {
  const publicKey =
    codec === "native"
      ? PublicKeyCredential.parseCreationOptionsFromJSON(json)
      : creationOptionsOf(json);
  return navigator.credentials.create({ publicKey });
}

async function get(json: PublicKeyCredentialRequestOptionsJSON): Promise<Credential | null> {
  const publicKey =
    codec === "native"
      ? PublicKeyCredential.parseRequestOptionsFromJSON(json)
      : requestOptionsOf(json);
  return navigator.credentials.get({ publicKey });
}

function toJson(credential: Credential | null): object {
  if (codec === "native" && credential instanceof PublicKeyCredential) return credential.toJSON();
  return credentialJson(credential);
}

async function perform(): Promise<void> {
  const options = await post(`${base}/options`, csrf, { kind });
  const credential =
    purpose === "create"
      ? await create(options as PublicKeyCredentialCreationOptionsJSON)
      : await get(options as PublicKeyCredentialRequestOptionsJSON);
  const answer = await ask(`${base}/verify`, csrf, { kind, response: toJson(credential) });
  if (answer.next !== undefined) location.assign(answer.next);
  else say(answer.error ?? "We could not verify you. Try again.", "");
}

function say(message: string, errorName: string): void {
  if (alert === null) return;
  alert.textContent = message;
  alert.dataset["errorName"] = errorName;
  alert.hidden = false;
}

function explain(error: unknown): void {
  if (!(error instanceof DOMException)) {
    say("Something went wrong. Try again.", error instanceof Error ? error.name : "unknown");
    return;
  }
  const known = error.name === "InvalidStateError";
  say(
    known
      ? "This device is enrolled already."
      : "The request was cancelled or timed out. Try again.",
    error.name,
  );
}

function press(pressed: HTMLButtonElement): void {
  if (alert !== null) alert.hidden = true;
  pressed.disabled = true;
  void perform()
    .catch(explain)
    .finally(() => {
      pressed.disabled = false;
    });
}

button?.addEventListener("click", () => press(button));
