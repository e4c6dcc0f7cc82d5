// WebAuthn calls from a host that is no Headway portal, with the RP ID that the page was given.

import { attemptCreate, attemptGet } from "./attempt.ts";
import type { Outcome } from "./attempt.ts";
import { base64urlOf } from "./base64url.ts";
import { elementOf } from "./element.ts";

const rpId = elementOf("tools").dataset["rpId"] ?? "";
const result = elementOf("result");

function random(): string {
  return base64urlOf(crypto.getRandomValues(new Uint8Array(32)).buffer);
}

function call(name: string | undefined): Promise<Outcome> {
  if (name !== "create") return attemptGet({ challenge: random(), rpId });
  return attemptCreate({
    challenge: random(),
    rp: { id: rpId, name: "Another site" },
    user: { id: random(), name: "visitor", displayName: "Visitor" },
    pubKeyCredParams: [
      { type: "public-key", alg: -7 },
      { type: "public-key", alg: -257 },
    ],
  });
}

async function show(name: string | undefined): Promise<void> {
  result.textContent = JSON.stringify(await call(name), null, 2);
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-call]")) {
  button.addEventListener("click", () => void show(button.dataset["call"]));
}
