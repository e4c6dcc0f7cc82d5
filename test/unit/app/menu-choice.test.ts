import { expect, it } from "vitest";
import { codeTextOf } from "../../../lib/app/menu-choice.ts";

const LINK = "otpauth://totp/Headway:ana@example.com?secret=JBSWY3DPEHPK3PXP";

it.each([
  ["an authenticator's link", { linkUrl: LINK }, LINK],
  ["one around a picture", { linkUrl: LINK, mediaType: "image" }, LINK],
  ["one that was selected in part", { linkUrl: LINK, selectionText: "JBSW" }, LINK],
  [
    "an export of many",
    { linkUrl: "otpauth-migration://offline?data=AA" },
    "otpauth-migration://offline?data=AA",
  ],
  ["a selected key", { selectionText: " JBSW Y3DP\n" }, "JBSW Y3DP"],
  [
    "a selected key within a link",
    { linkUrl: "https://headway.co/", selectionText: "JBSW" },
    "JBSW",
  ],
  [
    "another link, for the add screen to refuse",
    { linkUrl: "https://headway.co/x" },
    "https://headway.co/x",
  ],
  ["a picture", { mediaType: "image" }, null],
  ["a picture within another link", { mediaType: "image", linkUrl: "https://headway.co/" }, null],
  ["nothing", {}, null],
])("is of %s", (_, target, text) => {
  expect(codeTextOf(target)).toBe(text);
});

it("is no longer than a code's link can be", () => {
  expect(codeTextOf({ selectionText: "a".repeat(1_000_000) })).toHaveLength(4096);
  const linkUrl = `otpauth-migration://offline?data=${"a".repeat(1_000_000)}`;
  expect(codeTextOf({ linkUrl })).toHaveLength(16_384);
});
