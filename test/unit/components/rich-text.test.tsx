// @vitest-environment jsdom

import { afterEach, describe, expect, it } from "vitest";
import { setMessageSource, type MessageKey } from "../../../lib/i18n/messages.ts";
import { RichText, type RichTextProps } from "../../../components/controls/rich-text.tsx";
import { readMessageFile, sourceOf } from "../../setup/message-file.ts";
import { clearScreen, show } from "./screen.tsx";

const TAGS: NonNullable<RichTextProps["tags"]> = {
  link: (content) => <a href="#there">{content}</a>,
};

async function html(
  text: string,
  values: NonNullable<RichTextProps["values"]> = [],
): Promise<string> {
  const placeholders = { a: { content: "$1" }, b: { content: "$2" } };
  const used = Object.entries(placeholders).slice(0, values.length);
  setMessageSource(sourceOf({ x: { message: text, placeholders: Object.fromEntries(used) } }));
  const root = await show(<RichText message={"x" as MessageKey} values={values} tags={TAGS} />);
  return root.innerHTML;
}

afterEach(async () => {
  await clearScreen();
  setMessageSource(sourceOf(readMessageFile("en")));
});

describe("a message with tags", () => {
  it.each([
    ["Plain & simple", "Plain &amp; simple"],
    ["Open <link>Headway</link> now", 'Open <a href="#there">Headway</a> now'],
    [
      "<strong>a <link>b</link></strong>, <link>c</link>",
      '<b>a <a href="#there">b</a></b>, <a href="#there">c</a>',
    ],
  ])("shows %s", async (text, expected) => {
    expect(await html(text)).toBe(expected);
  });

  it("takes its values where the language wants them, elements too", async () => {
    expect(await html("<strong>$B$</strong> of $A$", [<i>x</i>, "y"])).toBe("<b>y</b> of <i>x</i>");
  });

  it("reads no tag out of a value", async () => {
    expect(await html("For $A$", ["<link>me</link>"])).toBe("For &lt;link&gt;me&lt;/link&gt;");
  });

  it("refuses a tag that nobody knows", async () => {
    await expect(html("Press <i>this</i>")).rejects.toThrow("a tag <i> that nobody knows");
  });
});
