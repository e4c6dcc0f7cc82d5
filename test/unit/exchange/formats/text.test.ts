import { describe, expect, it } from "vitest";
import { textOf } from "../../../../lib/exchange/formats/text.ts";
import { errorCode } from "../../vault/error-code.ts";
import { contentOf, productOf, summaries } from "./read.ts";
import * as samples from "./samples.ts";

const utf16 = (text: string, isBig = false): Uint8Array<ArrayBuffer> => {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return new Uint8Array(isBig ? bytes.swap16() : bytes);
};
const latin = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, "latin1"));

describe("textOf", () => {
  const text = "Käse, 日本語, \u{1f600}\r\n";

  it.each([
    ["UTF-8", new Uint8Array(Buffer.from(text))],
    ["UTF-8 with its mark", new Uint8Array(Buffer.from(`\uFEFF${text}`))],
    ["UTF-16, little end first", utf16(text)],
    ["UTF-16, big end first", utf16(text, true)],
  ])("reads %s", (_encoding, bytes) => {
    expect(textOf(bytes)).toBe(text);
  });

  it("reads a table in Windows-1252", () => {
    expect(textOf(latin("name;totp\r\nKäse;x\t\x80"))).toBe("name;totp\r\nKäse;x\t€");
  });

  it.each([
    ["half a character of UTF-16", utf16(text).slice(0, -1)],
    ["a lone surrogate of UTF-16", utf16("\ud800x")],
    ["JSON in Windows-1252, which was damaged", latin(' {"name": "Käse"}')],
    ["a control character", latin("Käse\x01")],
    ["an empty byte", latin("Käse\x00")],
    ["a deletion", latin("Käse\x7f")],
  ])("takes for no text: %s", (_what, bytes) => {
    expect(textOf(bytes)).toBeNull();
  });
});

const HEADWAY = "Headway: ada@example.com totp SHA1 6 30 0";
const table = (delimiter: string) =>
  [
    "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp",
    `,,login,Headway,,,0,https://headway.co,ada@example.com,p,${samples.SECRET}`,
  ]
    .map((line) => line.replaceAll(",", delimiter))
    .join("\r\n");
const passTable = (delimiter: string) =>
  [
    "type,name,url,email,username,password,note,totp,createTime,modifyTime,vault",
    `login,Headway,,,ada@example.com,p,,${samples.SECRET},1,1,Personal`,
  ]
    .map((line) => line.replaceAll(",", delimiter))
    .join("\n");

const quoted = (head: string) =>
  head
    .split(";")
    .map((name) => `"${name.trim()}"`)
    .join(";");

describe("a file that was saved by another program than its own", () => {
  it.each([
    ["links in UTF-16", utf16(samples.ENTE_LINES), "ente-auth"],
    ["JSON in UTF-16", utf16(JSON.stringify(samples.aegisPlain()), true), "aegis"],
    ["a sealed file in UTF-16", utf16(JSON.stringify(samples.twoFasSealed(32))), "2fas"],
    ["a table with semicolons", table(";"), "bitwarden"],
    ["a table with tabs in UTF-16, as Excel's Unicode text", utf16(table("\t")), "bitwarden"],
    ["a table with its delimiter stated", `sep=;\r\n${table(";")}`, "bitwarden"],
    ["a table with commas, which it states", `sep=,\r\n${table(",")}`, "bitwarden"],
    ["a quoted head", table(";").replaceAll(/^folder.*$/gm, quoted), "bitwarden"],
    ["Proton Pass's table with semicolons", passTable(";"), "proton-pass"],
    ["Proton Pass's table with tabs", utf16(passTable("\t"), true), "proton-pass"],
    ["a table in Windows-1252", latin(table(";").replace(",,login", "Käse,,login")), "bitwarden"],
  ])("is known by its content: %s", async (_what, file, product) => {
    expect(productOf(file)).toBe(product);
    expect(await summaries(file)).toContain(HEADWAY);
  });

  it("keeps a name that was written in Windows-1252", async () => {
    const file = latin(table(";").replace(";Headway;", ";Käse;"));
    expect(await summaries(file)).toEqual(["Käse: ada@example.com totp SHA1 6 30 0"]);
  });

  it("is refused beyond the bounds of every file", async () => {
    expect(await errorCode(() => contentOf(utf16("x".repeat(25_000_000))))).toBe(
      "import/too-large",
    );
    const lines = "otpauth://totp/a?secret=JBSWY3DP\n".repeat(10_001);
    expect(await errorCode(() => contentOf(utf16(lines)))).toBe("import/too-many");
    const nested = utf16(`${"[".repeat(100)}${"]".repeat(100)}`);
    expect(await errorCode(() => contentOf(nested))).toBe("import/damaged");
  });
});
