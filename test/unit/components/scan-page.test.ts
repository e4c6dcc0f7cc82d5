import { describe, expect, it, vi } from "vitest";
import { scanPage } from "../../../components/scan-page.ts";
import { type ErrorCode, WaykeyError } from "../../../lib/errors.ts";
import { fakeClient, fakeQr, refuse } from "./screen.tsx";

const LINK = "otpauth://totp/a?secret=JBSWY3DP";
const url = (text: string) => `data:image/png;base64,${btoa(text)}`;

/** Each picture says what it holds; "!" can't be read. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  link: [LINK],
  other: ["https://headway.co"],
  nothing: [],
};

function scan(page: readonly string[] | ErrorCode, tab: string | null) {
  const qr = fakeQr(() => []);
  const decode = async (picture: Blob) => {
    const texts = SEEN[await picture.text()];
    if (texts === undefined) throw new WaykeyError("picture/damaged", "It can't be read");
    return texts;
  };
  const client = fakeClient({
    "page.images": () => (typeof page === "string" ? refuse(page) : { images: page.map(url) }),
  });
  const captureTab = vi.fn<() => Promise<string | null>>(() =>
    Promise.resolve(tab === null ? null : url(tab)),
  );
  const ports = { qr: { ...qr, decode }, captureTab };
  return { captureTab, found: scanPage(client.call.bind(client), ports) };
}

describe("the scan of a page", () => {
  it("does not look at the tab where the page's own pictures hold a code", async () => {
    const { found, captureTab } = scan(["nothing", "!", "link"], "other");
    expect(await found).toEqual({ links: [LINK], exports: [] });
    expect(captureTab).not.toHaveBeenCalled();
  });

  it.each<[string, readonly string[] | ErrorCode]>([
    ["hold no code", ["nothing"]],
    ["hold a code of something else", ["other"]],
    ["can't be read", ["!"]],
    ["can't be had", "page/none"],
  ])("looks at the tab where the page's own pictures %s", async (_what, page) => {
    expect(await scan(page, "link").found).toEqual({ links: [LINK], exports: [] });
  });

  it.each<[readonly string[] | ErrorCode, string | null, ErrorCode]>([
    [["nothing"], "nothing", "qr/none"],
    [["nothing"], null, "qr/none-in-view"],
    [["other"], null, "qr/not-otp"],
    [["nothing"], "other", "qr/not-otp"],
    ["page/none", null, "page/none"],
    ["page/unreachable", "nothing", "qr/none"],
    [["!"], null, "picture/damaged"],
    [["nothing"], "!", "picture/damaged"],
    ["vault/locked", "link", "vault/locked"],
  ])("of %j and a tab of %j says %s", async (page, tab, code) => {
    await expect(scan(page, tab).found).rejects.toMatchObject({ code });
  });
});
