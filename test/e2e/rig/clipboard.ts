// The clipboard of the browser under test, which is its own: headless browsers share none. A page of the
// extension pastes from it and copies to it as a person would, and needs no focus for that.

import type { Page } from "puppeteer";

/** What a paste brings. */
export function clipboardText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const field = document.createElement("textarea");
    document.body.append(field);
    field.focus();
    const isPasted = document.execCommand("paste");
    const { value } = field;
    field.remove();
    if (!isPasted) throw new Error("The browser does not let this page paste");
    return value;
  });
}

/** Copies as a person does who selects a text. */
export async function copyText(page: Page, text: string): Promise<void> {
  const isCopied = await page.evaluate((given) => {
    const field = document.createElement("textarea");
    document.body.append(field);
    field.value = given;
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    return isDone;
  }, text);
  if (!isCopied) throw new Error("The browser does not let this page copy");
}
