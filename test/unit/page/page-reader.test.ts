// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://sigmund.headway.co/login" }
import { beforeEach, describe, expect, it } from "vitest";
import { createPageReader } from "../../../lib/page/page-reader.ts";
import { createPageRequests } from "../../../lib/page/page-requests.ts";
import type { PageInspection } from "../../../lib/rpc/page-messages.ts";
import type { RequestOptionsJSON } from "../../../lib/webauthn/json-types.ts";
import { createFakeRuntime, type FakeRuntime } from "./fake-runtime.ts";
import { fakeSight, input, show } from "./fake-sight.ts";

const CODE = "K7Q2M9XWB4TZ8NRC3VHY6PDJ";
const CHALLENGE = `<h1>Check your authenticator app</h1><form>
  <label for="code">Enter your one-time code</label>
  <input id="code" name="code" autocomplete="one-time-code"></form>`;
const PHONE = `<h1>Enter the 6-digit code we texted you</h1><form>
  <label for="code">Enter the 6-digit code</label>
  <input id="code" name="code" autocomplete="one-time-code"></form>`;
const RECOVERY = `<h1>Enter your recovery code</h1><form>
  <label for="code">Enter your recovery code</label><input id="code" name="code"></form>`;
const SHOWN = `<h1>Your recovery code</h1><p>Copy this recovery code</p><code>${CODE}</code>`;
const WELCOME = `<h1>Welcome</h1><p>Signed in as pat@example.com</p><button>Log out</button>`;

let runtime: FakeRuntime;
let held: RequestOptionsJSON | null;
let onRequest: ReturnType<typeof createPageRequests>["onRequest"];

beforeEach(() => {
  show("");
  runtime = createFakeRuntime();
  const { connect, after } = runtime;
  held = null;
  const desk = {
    heldOptions: () => held,
    begin: () => held !== null,
  };
  const checkOverride = () => Promise.resolve({ state: "replaced" as const });
  const reader = createPageReader({
    window,
    connect,
    after,
    desk,
    shadowRootOf: (element) => element.shadowRoot,
    head: () => Promise.resolve({ date: "Sun, 06 Nov 1994 08:49:37 GMT", age: null }),
    sight: fakeSight,
  });
  ({ onRequest } = createPageRequests({
    window,
    desk,
    checkOverride,
    reader: () => Promise.resolve(reader),
  }));
});

/** Asks, and lets time pass until there is an answer. */
async function ask(request: unknown): Promise<unknown> {
  const answer = onRequest(request);
  for (let i = 0; i < 10; i++) {
    runtime.pass(50);
    await Promise.resolve();
  }
  return answer;
}

/** As the worker does it: for the document that it has looked at. */
async function fillCode(code: string): Promise<unknown> {
  const { documentId } = (await ask({ type: "inspect" })) as PageInspection;
  return ask({ type: "fill-code", code, documentId });
}

const mutated = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

describe("a request of the worker", () => {
  it("to inspect is answered with the kind, the e-mail and a recovery code in sight", async () => {
    show(WELCOME);
    const welcome = {
      documentId: expect.any(String) as string,
      kind: "signed-in",
      hasField: false,
      email: "pat@example.com",
      recoveryCode: null,
      saysEnrolled: false,
      conditional: null,
    };
    expect(await ask({ type: "inspect" })).toEqual(welcome);
    show(`${WELCOME}<p role="status">Authenticator app is enrolled.</p>`);
    expect(await ask({ type: "inspect" })).toEqual({ ...welcome, saysEnrolled: true });
    show(SHOWN);
    const shown = { ...welcome, kind: "recovery-shown", email: null, recoveryCode: CODE };
    expect(await ask({ type: "inspect" })).toEqual(shown);
  });

  it("to inspect tells of a sign-in that waits, and another begins it", async () => {
    expect(await ask({ type: "begin-conditional" })).toEqual({ begun: false });
    held = { challenge: "AQ", rpId: "headway.co" };
    expect(await ask({ type: "inspect" })).toMatchObject({ conditional: held });
    expect(await ask({ type: "begin-conditional" })).toEqual({ begun: true });
  });

  it("to look at the override is passed on", async () => {
    expect(await ask({ type: "check-override" })).toEqual({ state: "replaced" });
  });

  it("for a code on a screen of another kind tells no recovery code", async () => {
    show(`${CHALLENGE}<p>Your recovery code ${CODE}</p>`);
    expect(await ask({ type: "inspect" })).toMatchObject({ recoveryCode: null });
  });

  it("to fill an authenticator's code is obeyed on an authenticator screen", async () => {
    show(CHALLENGE);
    expect(await fillCode("123456")).toEqual({
      filled: true,
      screen: "otp-challenge",
    });
    expect(input("#code").value).toBe("123456");
  });

  it("to fill says so where the page puts an empty field in the place of the filled one", async () => {
    for (const kept of ["", "123456"]) {
      show(CHALLENGE);
      const first = input("#code");
      first.addEventListener("input", () => {
        const other = first.cloneNode() as HTMLInputElement;
        other.value = kept;
        first.replaceWith(other);
      });
      const answer = await fillCode("123456");
      expect(answer).toMatchObject(
        kept === "" ? { filled: false, reason: "rejected" } : { filled: true },
      );
    }
  });

  it("to fill one of Steam's codes is obeyed there too", async () => {
    show(CHALLENGE);
    expect(await fillCode("7W6CJ")).toEqual({
      filled: true,
      screen: "otp-challenge",
    });
    expect(input("#code").value).toBe("7W6CJ");
  });

  it.each([
    ["phone", PHONE, "wrong-field"],
    ["recovery", RECOVERY, "wrong-field"],
    ["recovery code", SHOWN, "no-field"],
    ["signed-in", WELCOME, "no-field"],
    [
      "phone number",
      `<h1>Secure your account</h1><label>Phone number<input type="tel" name="phone"></label>`,
      "no-field",
    ],
    [
      "screen whose authenticator field is too short, beside one for the text",
      `<h1>Verify</h1><label>Authenticator code<input name="a" maxlength="4"></label><label>Code by SMS<input name="b"></label>`,
      "no-field",
    ],
    ["search", `<h1>Authenticator app</h1><input type="search" name="code">`, "no-field"],
    [
      "log-in",
      `<h1>Log in</h1><p>authenticator app</p><input type="email"><input type="password"><input name="code">`,
      "wrong-field",
    ],
  ])("to fill an authenticator's code is refused on a %s screen", async (_name, html, reason) => {
    show(html);
    expect(await fillCode("123456")).toEqual({ filled: false, reason });
    for (const element of document.querySelectorAll("input")) expect(element.value).toBe("");
    expect(runtime.ports).toEqual([]);
  });

  it("to fill an authenticator's code is refused where the field is hidden, covered or too short", async () => {
    for (const marks of [
      "hidden",
      "data-covered",
      "data-out-of-reach",
      "data-painted",
      `onfocus="this.dataset.painted = ''"`,
      "disabled",
      'maxlength="4"',
    ]) {
      show(CHALLENGE.replace("<input", `<input ${marks}`));
      const answer = await fillCode("123456");
      expect(answer).toEqual({ filled: false, reason: "no-field" });
      expect(input("#code").value).toBe("");
    }
  });

  it("to fill a recovery code is obeyed on a recovery screen and on no other", async () => {
    const request = { type: "fill-recovery-code", code: CODE };
    show(RECOVERY);
    expect(await ask(request)).toEqual({ filled: true, screen: "recovery-challenge" });
    expect(input("#code").value).toBe(CODE);
    for (const html of [CHALLENGE, PHONE]) {
      show(html);
      expect(await ask(request)).toEqual({ filled: false, reason: "wrong-field" });
      expect(input("#code").value).toBe("");
    }
    expect(runtime.ports).toEqual([]);
  });

  it.each([
    ["covers the field", () => input("#code").setAttribute("data-covered", "")],
    ["takes the field away", () => input("#code").remove()],
    [
      "asks for another code",
      () => {
        show(PHONE);
      },
    ],
  ])("writes nothing where the page %s as soon as it has the focus", async (_what, spring) => {
    show(CHALLENGE);
    const field = input("#code");
    field.addEventListener("focus", spring, { once: true });
    expect(await fillCode("123456")).toMatchObject({ filled: false });
    expect(field.value).toBe("");
    expect(document.querySelector("input")?.value ?? "").toBe("");
  });

  it.each([
    ["https://evilheadway.co/collect", false],
    ["http://headway.co/login", false],
    ["https://help.headway.co/login", false],
    ["https://sigmund.headway.co/login", true],
    ["/login", true],
    ["", true],
  ])("fills a field of a form that goes to %j: %j", async (action, filled) => {
    show(CHALLENGE);
    const form = document.createElement("form");
    form.setAttribute("action", action);
    input("#code").replaceWith(form);
    form.innerHTML = `<input id="code" name="code" autocomplete="one-time-code">`;
    expect(await fillCode("123456")).toMatchObject({ filled });
    expect(input("#code").value).toBe(filled ? "123456" : "");
  });

  it("says that the page did not keep the code", async () => {
    show(CHALLENGE);
    input("#code").addEventListener("input", () => {
      input("#code").value = "";
    });
    expect(await fillCode("123456")).toEqual({
      filled: false,
      reason: "rejected",
    });
    expect(runtime.ports).toEqual([]);
  });

  it.each([
    null,
    {},
    { type: "fill-code" },
    { type: "fill-code", code: "123456" },
    { type: "fill-code", code: "123456", documentId: 1 },
    { type: "fill-code", code: "12345a", documentId: "d" },
    { type: "fill-code", code: "7w6cj", documentId: "d" },
    { type: "fill-code", code: "ABCDE", documentId: "d" },
    { type: "fill-code", code: "7W6CJK", documentId: "d" },
    { type: "run" },
  ])("that is none is not answered: %j", (request) => {
    expect(onRequest(request)).toBeNull();
  });
});

describe("the watch after a fill", () => {
  const UNTOLD = { saysEnrolled: false, isHandedIn: false };

  it("tells when the page moves on by itself, once for each screen", async () => {
    show(CHALLENGE);
    await fillCode("123456");
    const [port] = runtime.ports;
    expect(port).toMatchObject({ name: "fill-watch", sent: [] });
    show(SHOWN);
    await mutated();
    runtime.pass(200);
    document.body.append("more");
    await mutated();
    runtime.pass(200);
    show(WELCOME);
    await mutated();
    runtime.pass(200);
    expect(port?.sent).toEqual([
      { type: "screen", kind: "recovery-shown", ...UNTOLD },
      { type: "screen", kind: "signed-in", ...UNTOLD },
    ]);
  });

  it("tells of a page that moved on while the code was being read back", async () => {
    show(CHALLENGE);
    input("#code").addEventListener("input", () => {
      show(WELCOME);
    });
    expect(await fillCode("123456")).toEqual({
      filled: true,
      screen: "otp-challenge",
    });
    runtime.pass(200);
    expect(runtime.ports[0]?.sent).toEqual([{ type: "screen", kind: "signed-in", ...UNTOLD }]);
  });

  it.each(["five minutes", "the page's going away"])("ends with %s", async (end) => {
    show(CHALLENGE);
    await fillCode("123456");
    const [port] = runtime.ports;
    if (end === "five minutes") runtime.pass(300_000);
    else window.dispatchEvent(new Event("pagehide"));
    expect(port?.disconnected).toBe(true);
    show(WELCOME);
    await mutated();
    runtime.pass(1000);
    // On a page that stays another code may be typed unseen now.
    expect(port?.sent).toEqual(end === "five minutes" ? [{ type: "typed-over" }] : []);
    expect(runtime.timers()).toBe(0);
  });

  it("goes on with the next worker, soon after the last one went to sleep", async () => {
    show(CHALLENGE);
    await fillCode("123456");
    const [first] = runtime.ports;
    first?.drop();
    runtime.pass(1000);
    expect(runtime.ports).toHaveLength(2);
    runtime.ports[1]?.drop();
    show(WELCOME);
    await mutated();
    runtime.pass(200);
    expect(runtime.ports[2]?.sent).toEqual([{ type: "screen", kind: "signed-in", ...UNTOLD }]);
    expect(first?.sent).toEqual([]);
  });

  it("ends where the extension has gone from the page", async () => {
    show(CHALLENGE);
    await fillCode("123456");
    runtime.alive = false;
    runtime.ports[0]?.drop();
    runtime.pass(1000);
    expect(runtime.timers()).toBe(0);
  });

  it("is not begun for another document's code", async () => {
    show(CHALLENGE);
    const answer = await ask({ type: "fill-code", code: "123456", documentId: "another" });
    expect(answer).toEqual({ filled: false, reason: "another-document" });
    expect(input("#code").value).toBe("");
    expect(runtime.ports).toEqual([]);
  });

  it("of an older fill ends with a new one", async () => {
    show(CHALLENGE);
    await fillCode("123456");
    await fillCode("654321");
    expect(runtime.ports.map(({ disconnected }) => disconnected)).toEqual([true, false]);
  });

  it("says that its code is asked for once more where its frame shows the same screen anew", async () => {
    const frame = (): HTMLIFrameElement => {
      const [element] = document.getElementsByTagName("iframe");
      if (element === undefined) throw new RangeError("no frame");
      element.contentDocument?.write(CHALLENGE);
      return element;
    };
    show("<iframe></iframe>");
    frame();
    expect(await fillCode("123456")).toMatchObject({ filled: true });
    const [port] = runtime.ports;
    runtime.pass(200);
    expect(port).toMatchObject({ sent: [], disconnected: false });
    show("<iframe></iframe>");
    frame().dispatchEvent(new Event("load"));
    runtime.pass(200);
    expect(port).toMatchObject({ sent: [{ type: "typed-over" }], disconnected: true });
  });

  it("says that its code may be gone when another was to be put in, and failed", async () => {
    show(CHALLENGE);
    await fillCode("123456");
    input("#code").addEventListener("input", () => {
      input("#code").value = "";
    });
    expect(await fillCode("654321")).toEqual({ filled: false, reason: "rejected" });
    expect(runtime.ports.map(({ sent }) => sent)).toEqual([[{ type: "typed-over" }]]);
  });
});
