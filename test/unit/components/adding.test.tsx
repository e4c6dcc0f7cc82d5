// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import type { AddDraft, ExportDraft } from "../../../components/ports.ts";
import type { ImportLine, ImportPreview, ImportResult } from "../../../lib/app/views.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { CLIENT, NO_VERIFICATION, PREFERENCES, SETTINGS } from "./fixtures.ts";
import {
  button,
  buttonNames,
  clearScreen,
  fakeClient,
  fakePorts,
  fakeQr,
  field,
  fieldNames,
  type Handlers,
  pageText,
  press,
  refuse,
  settle,
  show,
  type,
} from "./screen.tsx";

const part = (number: number) => `otpauth-migration://offline?data=${number}`;
const LINK = "otpauth://totp/Headway:ana%40example.com?secret=JBSWY3DP&issuer=Headway";

function line(changes: Partial<ImportLine>): ImportLine {
  return {
    name: "Headway: new@example.com",
    verdict: "new",
    kind: "otp",
    notes: [],
    code: null,
    sameAs: null,
    suggestedAccountId: null,
    suggestedEmail: "new@example.com",
    ...changes,
  };
}

const LINES = [
  line({ suggestedAccountId: CLIENT.id }),
  line({ name: "GitHub: ana", suggestedEmail: "" }),
  line({ name: "Twice", verdict: "repeated", sameAs: "GitHub: ana" }),
  line({ name: "Held", verdict: "held", sameAs: "Mine" }),
  line({ name: "Other", kind: "passkey", verdict: "differs", sameAs: "Laptop" }),
  line({ name: "Third", kind: "passkey", verdict: "clashes", sameAs: "Other" }),
  line({ name: "Old", verdict: "refused", code: "otp/algorithm" }),
];

/** Texts are read as "part number"; 9 belongs to another export, 8 is damaged, a number again is repeated. */
function preview(texts: readonly string[]): ImportPreview {
  const numbers = texts.map((text) => Number(text.split("data=")[1]));
  const verdicts = numbers.map((number, index) => {
    if (number === 8) return "unreadable" as const;
    if (number === 9 && numbers[0] !== 9) return "other-export" as const;
    return numbers.indexOf(number) < index ? ("repeated" as const) : ("taken" as const);
  });
  const parts = numbers.filter((_, index) => verdicts[index] === "taken").toSorted((a, b) => a - b);
  return { size: 3, parts, verdicts, lines: parts.length === 0 ? [] : LINES };
}

function exportDraft(texts: readonly string[], changes: Partial<ExportDraft> = {}): AddDraft {
  const batch = { texts, isEnough: false, left: [], accounts: {}, ...changes };
  return { kind: "add", text: "", account: null, replace: null, export: batch };
}

async function open(draft: AddDraft | null, more: Handlers = {}, ports = fakePorts({}, draft)) {
  const client = fakeClient({
    "vault.status": () => ({ state: "unlocked" }),
    "settings.get": () => SETTINGS,
    "preferences.get": () => PREFERENCES,
    "vault.contents": () => ({ accounts: [CLIENT], unreadable: [] }),
    "verification.status": () => NO_VERIFICATION,
    "log.list": () => [],
    "otp.preview": () => refuse("otp/uri"),
    "import.preview": ({ source }) => preview(source.format === "entries" ? [] : source.texts),
    "import.add": ({ chosen }) => ({
      lines: LINES.map((each, entry) => ({
        ...each,
        done: chosen.some((one) => one.entry === entry) ? "added" : "left-out",
      })),
    }),
    ...more,
  });
  await show(<OptionsApp client={client} ports={ports} />);
  return { client, ports };
}

async function choosePictures(...names: readonly string[]): Promise<void> {
  const input = field("Or choose pictures");
  const files = names.map((name) => new File([], name));
  Object.defineProperty(input, "files", { value: files, configurable: true });
  await act(() => void input.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
}

const readsNames = () => fakeQr((picture) => [(picture as File).name]);
const select = (name: string) =>
  document.querySelector<HTMLSelectElement>(`select[aria-label="${name}"]`);

async function pick(name: string, value: string): Promise<void> {
  const list = select(name);
  if (list === null) throw new RangeError(`No list is named ${name}`);
  list.value = value;
  await act(() => void list.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
}

afterEach(clearScreen);

describe("adding from pictures", () => {
  it("puts what is read into the field, and keeps it for the next time", async () => {
    const { ports } = await open(null, {}, fakePorts({ qr: readsNames() }));
    await choosePictures(LINK);
    expect(field("Setup key or otpauth link").value).toBe(LINK);
    expect(ports.draft()).toMatchObject({ text: LINK });
    await type("Setup key or otpauth link", "");
    expect(ports.draft()).toBeNull();
  });

  it("refuses a drop without a picture, and keeps the browser from leaving the page for it", async () => {
    await open(null);
    const drop = new Event("drop", { bubbles: true, cancelable: true });
    await act(() => void document.body.dispatchEvent(drop));
    await settle();
    expect(drop.defaultPrevented).toBe(true);
    expect(pageText()).toContain("There is no picture in this");
  });

  it("says what is wrong with a picture", async () => {
    const qr = fakeQr(() => {
      throw new WaykeyError("picture/too-large", "It has too many pixels");
    });
    await open(null, {}, fakePorts({ qr }));
    await choosePictures("big.png");
    expect(pageText()).toContain("This picture is too large");
    expect(pageText()).toContain("Cut it down to the QR code");
  });
});

describe("an export over several QR codes", () => {
  it("is gathered from pictures in any order, and survives in the draft", async () => {
    const { ports } = await open(null, {}, fakePorts({ qr: readsNames() }));
    await choosePictures(part(2));
    expect(pageText()).toContain("1 of 3 scanned.");
    expect(pageText()).toContain("Not here yet: number 1, 2.");
    await choosePictures(part(0), part(2));
    expect(pageText()).toContain("2 of 3 scanned.");
    expect(ports.draft()).toMatchObject({ export: { texts: [part(2), part(0)] } });
    expect(pageText()).not.toContain("GitHub: ana");
  });

  it("is taken from the field too, several parts at once", async () => {
    const { ports } = await open(null);
    await type("Setup key or otpauth link", `${part(0)}${part(1)}`);
    expect(pageText()).toContain("2 of 3 scanned.");
    expect(ports.draft()).toMatchObject({ text: "", export: { texts: [part(0), part(1)] } });
  });

  it("is not begun with a damaged part, which is said", async () => {
    const { ports } = await open(null);
    await type("Setup key or otpauth link", part(8));
    expect(pageText()).toContain("This export of Google Authenticator can’t be read");
    expect(field("Setup key or otpauth link").value).toBe(part(8));
    expect(ports.draft()).toBeNull();
  });

  it("tells a part of another export apart, and begins anew with it on demand", async () => {
    const { ports } = await open(
      exportDraft([part(0)]),
      {},
      fakePorts({ qr: readsNames() }, exportDraft([part(0)])),
    );
    await choosePictures(part(9));
    expect(pageText()).toContain("This QR code belongs to another export");
    await press("Go on with the first");
    expect(pageText()).not.toContain("belongs to another export");
    await choosePictures(part(9));
    await press("Start over with this one");
    expect(ports.draft()).toMatchObject({ export: { texts: [part(9)] } });
  });

  it("is reviewed when it is whole, or when the user says that it is enough", async () => {
    await open(exportDraft([part(0)]));
    expect(buttonNames()).not.toContain("Add 1 code");
    await press("Go on with what is there");
    expect(pageText()).toContain(
      "Can’t be taken: This code uses a method that Waykey doesn’t know",
    );
    expect(pageText()).toContain("Duplicate: Waykey holds this code already, as Mine");
    expect(pageText()).toContain("Duplicate: the same code as GitHub: ana in this list");
    expect(pageText()).toContain("it differs from the passkey that you have as Laptop");
    expect(pageText()).toContain("remove yours first, then import the file again");
    expect(pageText()).toContain("it differs from Other in this list");
  });

  it("waits for an account of every ticked entry, and adds what is chosen in one call", async () => {
    const texts = [part(0), part(1), part(2)];
    const { client, ports } = await open(exportDraft(texts));
    expect(button("Add 1 code").disabled).toBe(true);
    expect(pageText()).toContain("1 ticked code has no account yet");
    expect(select("Account of 1. Headway: new@example.com")?.value).toBe(CLIENT.id);
    await pick("Account of 2. GitHub: ana", "new");
    await pick("Kind of account of 2. GitHub: ana", "provider");
    await type("E-mail of 2. GitHub: ana", "ana@example.org");
    await press("Add 2 codes");
    expect(client.calls).toContainEqual({
      method: "import.add",
      input: {
        source: { format: "google-migration", texts },
        chosen: [
          { entry: 0, account: { accountId: CLIENT.id } },
          { entry: 1, account: { role: "provider", email: "ana@example.org" } },
        ],
        work: expect.any(String) as string,
      },
    });
    expect(pageText()).toContain("2 codes were added");
    expect(ports.draft()).toBeNull();
    await press("Done");
    expect(pageText()).not.toContain("2 codes were added");
  });

  it("begins with the link that the page's menu has left", async () => {
    const text = part(0);
    const { ports } = await open({ kind: "add", text, account: null, replace: null, export: null });
    expect(pageText()).toContain("1 of 3 scanned.");
    expect(ports.draft()).toMatchObject({ text: "", export: { texts: [text] } });
  });

  it("goes on at the page that the menu had scanned", async () => {
    const { export: begun } = exportDraft([part(0)]);
    if (begun === null) throw new RangeError("There must be an export");
    await open(null, {}, fakePorts({}, { kind: "scan", export: begun }));
    expect(pageText()).toContain("1 of 3 scanned.");
  });

  it("leaves one more code to be added afterwards", async () => {
    const draft = { ...exportDraft([part(0), part(1), part(2)], { left: [1] }), text: LINK };
    const { ports } = await open(draft);
    expect(pageText()).toContain("One more code waits to be added");
    await press("Add 1 code");
    await press("Done");
    expect(field("Setup key or otpauth link").value).toBe(LINK);
    expect(ports.draft()).toMatchObject({ text: LINK, export: null });
  });

  it("leaves out what is not ticked, and keeps that in the draft", async () => {
    const { client, ports } = await open(exportDraft([part(0), part(1), part(2)]));
    await act(() => field("2. GitHub: ana").click());
    await settle();
    expect(ports.draft()).toMatchObject({ export: { left: [1] } });
    await press("Add 1 code");
    expect(client.calls.at(-1)).toBeDefined();
    expect(pageText()).toContain("Left out, as you chose");
  });

  it("keeps everything where the adding fails", async () => {
    const texts = [part(0), part(1), part(2)];
    const { ports } = await open(exportDraft(texts, { left: [1] }), {
      "import.add": () => refuse("vault/no-room"),
    });
    await press("Add 1 code");
    expect(pageText()).toContain("There is no room left for this");
    expect(ports.draft()).toMatchObject({ export: { texts } });
  });

  it("shows how far the adding is, and lets it be cancelled", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    try {
      const { promise, reject } = Promise.withResolvers<ImportResult>();
      await open(exportDraft([part(0), part(1), part(2)], { left: [1] }), {
        "import.add": () => promise,
        "work.progress": () => ({ step: "seal", share: 0.25, mayCancel: true }),
        "work.cancel": () => ({ cancelled: true }),
      });
      await press("Add 1 code");
      await act(async () => void (await vi.advanceTimersByTimeAsync(1000)));
      expect(pageText()).toContain("Encrypting the entries");
      expect(document.querySelector("progress")?.value).toBe(0.25);
      expect(buttonNames()).not.toContain("Forget this export");
      await press("Cancel");
      reject(new WaykeyError("work/cancelled", ""));
      await settle();
      expect(pageText()).toContain("You cancelled itNothing was changed.");
      expect(button("Add 1 code").disabled).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ["nothing", "new", "Waykey was interrupted before it was done"],
    ["all", "held", "Waykey was interrupted, but everything had been stored before that."],
  ] as const)("says, when the worker died, that %s was added", async (_what, verdict, text) => {
    const texts = [part(0), part(1), part(2)];
    let lines = LINES;
    const { ports } = await open(exportDraft(texts, { left: [1] }), {
      "import.preview": () => ({ ...preview(texts), lines }),
      "import.add": () => {
        lines = LINES.map((each, entry) => (entry === 0 ? { ...each, verdict } : each));
        refuse("rpc/unreachable");
      },
      "work.progress": () => null,
    });
    await press("Add 1 code");
    expect(pageText()).toContain(text);
    expect(ports.draft() === null).toBe(verdict === "held");
  });

  it("says what became of it to who was at an account meanwhile, and keeps no key in sight", async () => {
    Element.prototype.scrollIntoView = () => undefined;
    const { promise, resolve } = Promise.withResolvers<ImportResult>();
    const { ports } = await open(exportDraft([part(0), part(1), part(2)], { left: [1] }), {
      "import.add": () => promise,
    });
    await press("Add 1 code");
    await press("Details of ana@example.com Client");
    expect(document.querySelector("#add")?.textContent).not.toContain("GitHub");
    expect(fieldNames()).not.toContain("Or choose pictures");
    resolve({
      lines: LINES.map((each, entry) => ({ ...each, done: entry === 0 ? "added" : "left-out" })),
    });
    await settle();
    expect(ports.draft()).toBeNull();
    await press("Back");
    expect(pageText()).toContain("1 code was added");
  });

  it("is forgotten on demand", async () => {
    const { ports } = await open(exportDraft([part(0)]));
    await press("Forget this export");
    expect(ports.draft()).toBeNull();
    expect(field("Setup key or otpauth link").value).toBe("");
  });
});

describe("the camera of the full page", () => {
  it("says what to do where there is none", async () => {
    await open(null);
    await press("Use the camera");
    expect(pageText()).toContain("No camera was found");
    expect(buttonNames()).toContain("Use the camera");
  });

  it("goes on for the parts of an export until it has them all", async () => {
    const frames = [[], [part(0)], [part(0)], ["https://headway.co"], [part(1)], [part(2)]];
    const stop = vi.fn<() => void>();
    let at = 0;
    const view = {
      show: () => Promise.resolve(),
      frame: () => Promise.resolve({} as ImageBitmap),
      next: () => Promise.resolve(),
      stop,
    };
    const qr = { ...fakeQr(() => []), decodeFrame: async () => frames[at++] ?? [] };
    await open(null, {}, fakePorts({ qr, camera: { open: () => Promise.resolve(view) } }));
    await press("Use the camera");
    await vi.waitFor(() => expect(stop).toHaveBeenCalled());
    await settle();
    expect(at).toBe(frames.length);
    expect(pageText()).toContain("3 of 3 scanned.");
  });
});
