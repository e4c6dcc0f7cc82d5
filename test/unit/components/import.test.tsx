// @vitest-environment jsdom

import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { OptionsApp } from "../../../components/options/options-app.tsx";
import type { ImportFile, ImportFilePort } from "../../../components/ports.ts";
import { productName } from "../../../components/import/product-names.ts";
import type { ImportContent, ImportEntry, ImportLine } from "../../../lib/app/views.ts";
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

async function open(imports: ImportFilePort, lines = LINES) {
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

  it("has a name for every program", () => {
    for (const product of PRODUCTS) expect(productName(product)).toMatch(/\w/u);
  });
});
