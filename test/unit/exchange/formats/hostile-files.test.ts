import { argon2id, argon2Verify, scrypt } from "hash-wasm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { readForeignFile } from "../../../../lib/exchange/formats/read-foreign-file.ts";
import { isWaykeyError } from "../../../../lib/errors.ts";
import { HOSTILE_FILES } from "./hostile-files.ts";
import { PASSWORD } from "./samples.ts";

vi.mock("hash-wasm", { spy: true });
const derivations = [
  vi.mocked(argon2id),
  vi.mocked(argon2Verify),
  vi.mocked(scrypt),
  vi.spyOn(crypto.subtle, "deriveBits"),
];

beforeEach(() => void vi.clearAllMocks());

/** The code of the file's refusal or of its first entry's; null for an entry that is taken. */
async function verdictOn(file: Uint8Array<ArrayBuffer>): Promise<string | null> {
  try {
    const read = readForeignFile(file);
    const { entries } = read.state === "open" ? read : await read.open(PASSWORD);
    const [first] = entries;
    return first?.kind === "refused" ? first.code : null;
  } catch (error) {
    if (isWaykeyError(error)) return error.code;
    throw error;
  }
}

describe("a hostile file", () => {
  it("is one of at least sixty", () => {
    expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(HOSTILE_FILES.map(({ name }) => name)).size).toBe(HOSTILE_FILES.length);
  });

  it.each(HOSTILE_FILES)("ends as it should: $name ($code)", async ({ file, code }) => {
    expect(await verdictOn(file())).toBe(code);
  });

  it.each(HOSTILE_FILES)("is read or refused within a second: $name", ({ file }) => {
    const bytes = file();
    expect(leastOf(3, 1000, () => readOrRefuse(bytes)).timeMs).toBeLessThan(1000);
  });

  it.each(HOSTILE_FILES.filter(({ name, code }) => isCostly(name, code)))(
    "has nothing derived for it: $name",
    async ({ file, code }) => {
      expect(await verdictOn(file())).toBe(code);
      for (const derive of derivations) expect(derive).not.toHaveBeenCalled();
    },
  );

  it.each(HOSTILE_FILES.filter(({ code }) => code === "import/costly"))(
    "is refused before anything is spent: $name",
    ({ file }) => {
      const bytes = file();
      const { timeMs, memory } = leastOf(5, 50, () => readOrRefuse(bytes));
      expect(timeMs).toBeLessThan(50);
      expect(memory).toBeLessThan(10 * 1024 * 1024);
    },
  );
});

/** Those without a mark are not refused: what their first bytes say is not believed, and costs nothing. */
function isCostly(name: string, code: string | null): boolean {
  return code === "import/costly" || name.startsWith("PBKDF2 without a mark");
}

function readOrRefuse(bytes: Uint8Array<ArrayBuffer>): void {
  try {
    readForeignFile(bytes);
  } catch (error) {
    if (!isWaykeyError(error)) throw error;
  }
}

/** What it costs where the computer has nothing else to do: the least of a few tries, until one is good enough. */
function leastOf(tries: number, enoughMs: number, work: () => void) {
  let [timeMs, memory] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let left = tries; left > 0 && timeMs >= enoughMs; left--) {
    const [begun, before] = [performance.now(), process.memoryUsage().rss];
    work();
    timeMs = Math.min(timeMs, performance.now() - begun);
    memory = Math.min(memory, process.memoryUsage().rss - before);
  }
  return { timeMs, memory };
}
