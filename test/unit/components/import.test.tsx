// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import type { ImportFile, ImportFilePort } from "../../../components/ports.ts";
import { productName } from "../../../components/import/product-names.ts";
import type {
  ImportContent,
  ImportEntry,
  ImportLine,
  ImportResult,
  WorkProgress,
} from "../../../lib/app/views.ts";
import { WaykeyError } from "../../../lib/errors.ts";
import { PRODUCTS } from "../../../lib/exchange/formats/format.ts";
import { axeFaults } from "./axe-faults.ts";
import { CLIENT, NO_VERIFICATION, PREFERENCES, SETTINGS } from "./fixtures.ts";
import {
  button,
  buttonNames,
  clearScreen,
  fakeClient,
  fakePorts,
  field,
  pageText,
  press,
  settle,
  show,
  refuse,
  type Handlers,
  type,
} from "./screen.tsx";

const ENTRY: ImportEntry = { kind: "refused", name: "x", code: "otp/type" };

function line(changes: Partial<ImportLine>): ImportLine {
  return {
    name: "Headway: ana@example.com",
    kind: "otp",
    verdict: "new",
    notes: [],
    code: null,
    sameAs: null,
    suggestedAccountId: CLIENT.id,
    suggestedEmail: "",
    ...changes,
  };
}

const OTHER = { suggestedAccountId: null, suggestedEmail: "" };
const LINES: readonly ImportLine[] = [
  line({}),
  line({ name: "GitHub: ana", ...OTHER }),
  line({ name: "Bank: ana", ...OTHER }),
  line({ name: "Old: ana", notes: ["trashed"] }),
  line({
    name: "example.com: ana",
    kind: "passkey",
    notes: ["counter-reset", "other-site"],
    ...OTHER,
  }),
  line({ name: "Bad", kind: null, verdict: "refused", code: "entry/unreadable", ...OTHER }),
];

function content(changes: Partial<ImportContent> = {}): ImportContent {
  return { entries: LINES.map(() => ENTRY), passedOver: 0, isNewer: false, ...changes };
}

type Opened = { file: ImportFile; isEnded: boolean };

function port(make: () => Partial<ImportFile>): ImportFilePort & { opened: Opened[] } {
  const opened: Opened[] = [];
  return {
    opened,
    open: async () => {
      const state: Opened = { isEnded: false, file: undefined as unknown as ImportFile };
      state.file = {
        product: "aegis",
        isGuess: false,
        content: content(),
        unseal: () => Promise.reject(new WaykeyError("import/password", "")),
        end: () => {
          state.isEnded = true;
        },
        ...make(),
      };
      opened.push(state);
      return state.file;
    },
  };
}

async function open(imports: ImportFilePort, lines = LINES, given: Handlers = {}) {
  const client = fakeClient({
    "vault.status": () => ({ state: "unlocked" }),
    "settings.get": () => SETTINGS,
    "preferences.get": () => PREFERENCES,
    "vault.contents": () => ({ accounts: [CLIENT], unreadable: [] }),
    "verification.status": () => NO_VERIFICATION,
    "log.list": () => [],
    "import.preview": () => ({ size: 0, parts: [], verdicts: [], lines }),
    "import.add": ({ chosen }) => ({
      lines: lines.map((each, entry) => ({
        ...each,
        done: chosen.some((one) => one.entry === entry) ? "added" : "left-out",
      })),
    }),
    ...given,
  });
  await show(<OptionsApp client={client} ports={fakePorts({ imports })} />);
  return client;
}

const FIELD = "File that the other app has exported";

async function chooseFile(): Promise<void> {
  const input = field(FIELD);
  Object.defineProperty(input, "files", { value: [new File([], "x")], configurable: true });
  await act(() => void input.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
}

function addedBy(client: Awaited<ReturnType<typeof open>>) {
  const input = client.calls.find(({ method }) => method === "import.add")?.input;
  return (input as { chosen: unknown } | undefined)?.chosen;
}

afterEach(clearScreen);

describe("importing a file", () => {
  it.each([
    ["has what was in it", [], true],
    ["could not be written", [{ kind: "copy-failed" as const, at: 0, count: 0 }], false],
  ])(
    "says that the file may go when the second copy %s: not before",
    async (_what, notices, may) => {
      const known = Promise.withResolvers<void>();
      let isAdded = false;
      await open(
        port(() => ({})),
        LINES,
        {
          "import.add": () => {
            isAdded = true;
            return { lines: LINES.map((each) => ({ ...each, done: "left-out" })) };
          },
          "condition.get": async () => {
            if (isAdded) await known.promise;
            return { notices: isAdded ? notices : [], decision: null };
          },
        },
      );
      await chooseFile();
      await press("Leave out the 2 without an account");
      await press("Add 1 entry");
      expect(button("Done")).toBeDefined();
      expect(pageText()).not.toContain("Now delete the file");
      known.resolve();
      await settle();
      expect(pageText().includes("Now delete the file")).toBe(may);
    },
  );

  it("shows every entry with what becomes of it, and leaves out what nobody asked for", async () => {
    const client = await open(port(() => ({ content: content({ passedOver: 3, isNewer: true }) })));
    await chooseFile();
    const text = pageText();
    expect(text).toContain("Aegis: 6 entries. 3 more items have neither a code nor a passkey");
    expect(text).toContain("The file is of a newer version than Waykey knows");
    expect(text).toContain("It was in the other app’s trash.");
    expect(text).toContain("Its use counter was above zero");
    expect(text).toContain("It is for another site than Headway");
    expect(text).toContain("Can’t be taken: This entry lacks something that it needs");
    expect(text).toContain("2 ticked entries have no account yet");
    expect(button("Add 1 entry").disabled).toBe(true);
    await press("Leave out the 2 without an account");
    await press("Add 1 entry");
    expect(addedBy(client)).toEqual([{ entry: 0, account: { accountId: CLIENT.id } }]);
    expect(pageText()).toContain("1 code was added");
    expect(pageText()).toContain("Now delete the file");
    await press("Done");
    expect(field(FIELD)).toBeDefined();
  });

  it("has no fault that axe finds, neither under review nor before a password nor after", async () => {
    let isSealed = true;
    await open(port(() => (isSealed ? { content: null, isGuess: true } : {})));
    await chooseFile();
    expect(pageText()).toContain("under a password");
    expect(await axeFaults()).toEqual([]);
    await press("Cancel");
    isSealed = false;
    await chooseFile();
    expect(button("Leave out the 2 without an account")).toBeDefined();
    expect(await axeFaults()).toEqual([]);
    await press("Leave out the 2 without an account");
    await press("Add 1 entry");
    expect(button("Done")).toBeDefined();
    expect(await axeFaults()).toEqual([]);
  });

  it("puts all that have no account into the one that is chosen", async () => {
    const client = await open(port(() => ({})));
    await chooseFile();
    const list = [...document.querySelectorAll("select")].find(
      ({ labels }) => labels[0]?.textContent === "Account of the 2 entries that have none yet",
    );
    if (list === undefined) throw new RangeError("There is no such list");
    list.value = CLIENT.id;
    await act(() => void list.dispatchEvent(new Event("change", { bubbles: true })));
    await settle();
    await press("Add 3 entries");
    expect(addedBy(client)).toHaveLength(3);
  });

  it("says what was added where passkeys are among it", async () => {
    await open(
      port(() => ({})),
      [line({}), line({ kind: "passkey", name: "headway.co: ana" })],
    );
    await chooseFile();
    await press("Add 2 entries");
    expect(pageText()).toContain("2 entries were added");
  });

  it("ends the worker of a file that was read, and of one that is given up", async () => {
    const imports = port(() => ({ content: null }));
    await open(imports);
    await chooseFile();
    expect(pageText()).toContain("This is an export of Aegis, under a password.");
    await press("Cancel");
    expect(imports.opened.map(({ isEnded }) => isEnded)).toEqual([true]);
    expect(field(FIELD)).toBeDefined();
  });

  it("says that it only guesses whose file it is", async () => {
    await open(port(() => ({ product: "andotp", isGuess: true, content: null })));
    await chooseFile();
    expect(pageText()).toContain("This may be an old export of andOTP, under a password.");
    expect(pageText()).not.toContain("This is an export");
  });

  it("asks for the password until it is right, and shows how long it takes", async () => {
    const { promise, resolve } = Promise.withResolvers<ImportContent>();
    const imports = port(() => ({
      content: null,
      unseal: (password, onExpected) => {
        if (password === "wrong") return Promise.reject(new WaykeyError("import/password", ""));
        onExpected(12_000);
        return promise;
      },
    }));
    await open(imports);
    await chooseFile();
    await press("Open the file");
    expect(pageText()).toContain("Type the password of the file.");
    await type("Password of this file", "wrong");
    await press("Open the file");
    expect(pageText()).toContain("That’s not the password of this file");
    await type("Password of this file", "right");
    await press("Open the file");
    expect(pageText()).toContain("Opening the file takes about 12 seconds");
    expect(document.querySelector("progress")).not.toBeNull();
    resolve(content());
    await settle();
    expect(pageText()).toContain("Aegis: 6 entries.");
    expect(imports.opened[0]?.isEnded).toBe(true);
  });

  it("goes by the file that was chosen last, also while an earlier one is being read", async () => {
    const first = Promise.withResolvers<ImportFile>();
    const slow = port(() => ({ product: "bitwarden" }));
    const quick = port(() => ({}));
    let turn = 0;
    await open({ open: (file) => (turn++ === 0 ? first.promise : quick.open(file)) });
    await chooseFile();
    await chooseFile();
    expect(pageText()).not.toContain("6 entries");
    first.resolve(await slow.open(new File([], "x")));
    await settle();
    expect(pageText()).toContain("Aegis: 6 entries.");
    expect(slow.opened[0]?.isEnded).toBe(true);
  });

  it("does not tell the fault of a file that another was chosen after", async () => {
    const first = Promise.withResolvers<ImportFile>();
    const quick = port(() => ({}));
    let turn = 0;
    await open({ open: (file) => (turn++ === 0 ? first.promise : quick.open(file)) });
    await chooseFile();
    await chooseFile();
    first.reject(new WaykeyError("import/too-slow", ""));
    await settle();
    expect(pageText()).toContain("Aegis: 6 entries.");
    expect(document.querySelector("#import [role=alert]")).toBeNull();
  });

  it("says what is wrong with a file, and takes another", async () => {
    const codes = ["import/unknown", "import/account-restricted"] as const;
    let turn = 0;
    const good = port(() => ({}));
    await open({
      open: (file) => {
        const code = codes[turn++];
        return code === undefined ? good.open(file) : Promise.reject(new WaykeyError(code, ""));
      },
    });
    await chooseFile();
    expect(pageText()).toContain("Waykey doesn’t know this kind of file");
    await chooseFile();
    expect(pageText()).toContain("Only your own Bitwarden account can open this file");
    expect(pageText()).toContain("Password protected");
    await chooseFile();
    expect(pageText()).toContain("Aegis: 6 entries.");
  });

  it("shows a hundred entries of many, and more when asked", async () => {
    const many = Array.from({ length: 250 }, (_, index) => line({ name: `Number ${index}.` }));
    await open(
      port(() => ({})),
      many,
    );
    await chooseFile();
    expect(pageText()).toContain("Number 99.");
    expect(pageText()).not.toContain("Number 100.");
    await press("Show 100 more");
    expect(pageText()).toContain("Number 199.");
    await press("Show 50 more");
    expect(pageText()).toContain("Number 249.");
    expect(buttonNames()).toContain("Add 250 entries");
  });

  it("says what became of it to who was at an account meanwhile", async () => {
    // jsdom has nothing to scroll.
    Element.prototype.scrollIntoView = () => undefined;
    const { promise, resolve } = Promise.withResolvers<ImportResult>();
    await open(
      port(() => ({})),
      [line({})],
      { "import.add": () => promise },
    );
    await chooseFile();
    await press("Add 1 entry");
    await press("Details of ana@example.com Client");
    expect(document.querySelector("#import")?.closest("[hidden]")).not.toBeNull();
    resolve({ lines: [{ ...line({}), done: "added" }] });
    await settle();
    await press("Back");
    expect(document.querySelector("#import")?.closest("[hidden]")).toBeNull();
    expect(document.querySelector("#import")?.textContent).toContain("1 code was added");
  });

  it("has a name for every program", () => {
    for (const product of PRODUCTS) expect(productName(product)).toMatch(/\w/u);
  });
});

describe("adding thousands of entries", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const pass = async (ms: number) => {
    await act(async () => {
      await vi.advanceTimersByTimeAsync(ms);
    });
  };
  const LINE = [line({})];
  const HELD = [line({ verdict: "held", sameAs: "itself" })];
  const ADDED: ImportResult = { lines: [{ ...line({}), done: "added" }] };

  async function begin(given: Handlers) {
    const client = await open(
      port(() => ({})),
      LINE,
      given,
    );
    await chooseFile();
    await press("Add 1 entry");
    return client;
  }
  const workOf = (client: Awaited<ReturnType<typeof open>>) => {
    const input = client.calls.find(({ method }) => method === "import.add")?.input;
    return (input as { work: string } | undefined)?.work;
  };

  it("shows nothing for the first second, then the step, how far it is and what is left", async () => {
    const { promise, resolve } = Promise.withResolvers<ImportResult>();
    let progress: WorkProgress = { step: "prepare", share: null, mayCancel: true };
    const client = await begin({ "import.add": () => promise, "work.progress": () => progress });
    await pass(900);
    expect(document.querySelector("progress")).toBeNull();
    expect(client.calls.map(({ method }) => method)).not.toContain("work.progress");
    await pass(200);
    expect(pageText()).toContain("Looking at what your vault holds");
    expect(document.querySelector("progress")?.hasAttribute("value")).toBe(false);
    expect(client.calls.at(-1)).toEqual({
      method: "work.progress",
      input: { work: workOf(client) },
    });
    progress = { step: "seal", share: 0.1, mayCancel: true };
    await pass(300);
    expect(pageText()).toContain("Encrypting the entries");
    expect(pageText()).not.toContain("seconds left");
    progress = { step: "seal", share: 0.2, mayCancel: true };
    await pass(300);
    // A tenth took 0.3 s.
    expect(pageText()).toContain("About 3 seconds left");
    expect(document.querySelector("progress")?.value).toBe(0.2);
    const status = [...document.querySelectorAll("#import [role=status]")];
    expect(status.some(({ textContent }) => textContent?.includes("seconds left"))).toBe(false);
    expect(button("Cancel").disabled).toBe(false);
    progress = { step: "check", share: 0.9, mayCancel: false };
    await pass(300);
    expect(pageText()).toContain("The entries are stored. Waykey reads them back to check them.");
    expect(button("Cancel").disabled).toBe(true);
    resolve(ADDED);
    await pass(0);
    expect(pageText()).toContain("1 code was added");
    expect(pageText()).not.toContain("interrupted");
    const { length } = client.calls;
    await pass(5000);
    expect(client.calls).toHaveLength(length);
  });

  it("is cancelled, says so, and can begin anew", async () => {
    const { promise, reject } = Promise.withResolvers<ImportResult>();
    const client = await begin({
      "import.add": () => promise,
      "work.cancel": () => ({ cancelled: true }),
      "work.progress": () => ({ step: "seal", share: 0.1, mayCancel: true }),
    });
    await pass(1000);
    await press("Cancel");
    expect(pageText()).toContain("Cancelling");
    reject(new WaykeyError("work/cancelled", ""));
    await pass(0);
    expect(pageText()).toContain("You cancelled itNothing was changed.");
    expect(document.querySelector("#import [role=alert]")).toBeNull();
    expect(client.calls.filter(({ method }) => method === "work.cancel")).toEqual([
      { method: "work.cancel", input: { work: workOf(client) } },
    ]);
    expect(button("Add 1 entry").disabled).toBe(false);
    await press("Cancel");
    expect(field(FIELD)).toBeDefined();
  });

  it("does not pretend to be cancelled when it is too late", async () => {
    const { promise, resolve } = Promise.withResolvers<ImportResult>();
    await begin({ "import.add": () => promise, "work.cancel": () => ({ cancelled: false }) });
    await press("Cancel");
    await pass(0);
    expect(button("Cancel").disabled).toBe(true);
    resolve(ADDED);
    await pass(0);
    expect(pageText()).toContain("1 code was added");
  });

  it.each([
    ["nothing", LINE, "Waykey was interrupted before it was doneNothing was changed. Try again."],
    ["all", HELD, "Waykey was interrupted, but everything had been stored before that."],
  ])("says, when the worker died, that %s was added", async (_what, after, text) => {
    let lines: readonly ImportLine[] = LINE;
    let isOver = false;
    await begin({
      "import.preview": () => ({ size: 0, parts: [], verdicts: [], lines }),
      "import.add": () => {
        lines = after;
        refuse("rpc/unreachable");
      },
      "work.progress": () => (isOver ? null : { step: "check", share: 0.9, mayCancel: false }),
    });
    // As long as it lives, nothing is said.
    await pass(3000);
    expect(pageText()).not.toContain("interrupted");
    isOver = true;
    await pass(300);
    expect(pageText()).toContain(text);
    expect(pageText().includes("1 code was added")).toBe(after === HELD);
  });
});
