// Puts `window.lab` in place: arbitrary WebAuthn calls from page script, and the site's verdict on
// what they bring. Options are JSON with bytes in base64url.

import { attemptCreate, attemptGet } from "./attempt.ts";
import type { Outcome } from "./attempt.ts";
import { credentialJson } from "./codec.ts";
import { elementOf } from "./element.ts";
import { type Notes, type Observation, observe } from "./observe.ts";
import { post } from "./server.ts";

const csrf = elementOf("lab").dataset["csrf"] ?? "";

const lab = {
  create: attemptCreate,
  get: attemptGet,
  /** Calls with whatever `build` makes, and writes down all that a site could see of the outcome. */
  observe(
    kind: "create" | "get",
    build: (notes: Notes) => unknown,
    patienceMs: number,
  ): Promise<Observation> {
    return observe(kind, build, credentialJson, patienceMs);
  },
  /** Asks the site for a challenge (base64url) that its next verdict will expect. */
  async challenge(): Promise<string> {
    const answer = (await post("/lab/challenge", csrf, {})) as { challenge: string };
    return answer.challenge;
  },
  /** Resolves when the document has the focus; what is called then still finds it so. */
  async focused(): Promise<void> {
    while (!document.hasFocus()) {
      await new Promise((resolve) => {
        addEventListener("focus", resolve, { once: true });
      });
    }
  },
  /** Has the site verify a credential; `rest` may hold `rpId` and `requireUserVerification`. */
  verify(response: object, rest: object = {}): Promise<unknown> {
    return post("/lab/verify", csrf, { ...rest, response });
  },
};

declare global {
  interface Window {
    lab: {
      readonly create: typeof attemptCreate;
      readonly get: typeof attemptGet;
      observe(
        kind: "create" | "get",
        build: (notes: Notes) => unknown,
        patienceMs: number,
      ): Promise<Observation>;
      challenge(): Promise<string>;
      focused(): Promise<void>;
      verify(response: object, rest?: object): Promise<unknown>;
    };
  }
}
window.lab = lab;

/** Other pages hear of it as changes of what is stored under "early". */
async function askEarly(): Promise<void> {
  const isPrerendered = "prerendering" in document && document.prerendering === true;
  const tell = (end: string) =>
    localStorage.setItem("early", JSON.stringify({ isPrerendered, end }));
  tell("waits");
  const outcome = await lab.get({ challenge: "AAAAAAAAAAAAAAAAAAAAAA", rpId: location.hostname });
  tell(outcome.ok ? "credential" : outcome.error.name);
}
if (new URLSearchParams(location.search).has("early")) void askEarly();

const options = elementOf("options") as HTMLTextAreaElement;
const result = elementOf("result");
const rpId = location.hostname;

async function sample(): Promise<object> {
  const challenge = await lab.challenge();
  const id = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const user = { id: id.replaceAll(/[+/=]/g, "A"), name: "lab", displayName: "Lab" };
  const pubKeyCredParams = [-7, -8, -257].map((alg) => ({ type: "public-key", alg }));
  return { challenge, rp: { id: rpId, name: "Headway" }, rpId, user, pubKeyCredParams };
}

async function run(call: string | undefined): Promise<void> {
  const given = JSON.parse(options.value) as never;
  const outcome: Outcome = await (call === "create" ? lab.create(given) : lab.get(given));
  const verdict = outcome.ok ? await lab.verify(outcome.credential) : null;
  result.textContent = JSON.stringify({ outcome, verdict }, null, 2);
  options.value = JSON.stringify(await sample(), null, 2);
}

options.value = JSON.stringify(await sample(), null, 2);
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-call]")) {
  button.addEventListener("click", () => void run(button.dataset["call"]));
}
