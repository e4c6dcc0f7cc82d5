// What is wrong with the texts on a page as they are drawn: words that are not from the messages, and words that
// do not fit where they stand.

import type { Page } from "puppeteer";

/** Runs in the page. `known`: the source of an expression for what is the same in every language. */
function plainWords(known: string): string[] {
  const names = new RegExp(known, "gu");
  const isPlain = (text: string) => /[A-Za-z]{2}/.test(text.replaceAll(names, " "));
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    // The words of the check phrase are the same in every language, and so is a printed recovery code.
    if (node.parentElement?.closest("script, style, .check-words, .sheet-key") === null)
      texts.push(node.nodeValue ?? "");
  }
  for (const element of document.body.querySelectorAll("*")) {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      texts.push(element.getAttribute(name) ?? "");
    }
  }
  return texts.filter(isPlain);
}

/** Runs in the page. */
function misfits(): string[] {
  const SLACK = 1;
  const found: string[] = [];
  const { clientWidth } = document.documentElement;
  if (document.documentElement.scrollWidth > clientWidth + SLACK)
    found.push("the page is too wide");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = (node.nodeValue ?? "").trim();
    if (text === "" || parent === null || !parent.checkVisibility()) continue;
    if (parent.closest(".visually-hidden, option, script, style") !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width === 0) continue;
      let box: Element | null = parent;
      while (box !== null) {
        const { display, overflowX, overflowY } = getComputedStyle(box);
        // What scrolls by itself may be as wide as it likes.
        if (overflowX === "auto" || overflowX === "scroll") break;
        const edge = box.getBoundingClientRect();
        // A line may be lower than its letters' boxes: upwards and downwards only what is cut off counts.
        const isOut =
          rect.left < edge.left - SLACK ||
          rect.right > edge.right + SLACK ||
          (overflowY !== "visible" && rect.bottom > edge.bottom + SLACK);
        if (display !== "inline" && display !== "contents" && isOut) {
          found.push(
            `<${box.tagName.toLowerCase()} class="${box.className}"> is too small for “${text}”`,
          );
          break;
        }
        box = box.parentElement;
      }
    }
  }
  for (const part of document.querySelectorAll("time, time > *")) {
    const range = document.createRange();
    for (const node of part.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      range.selectNodeContents(node);
      const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(`“${node.nodeValue}” is broken into lines`);
    }
  }
  return [...new Set(found)];
}

/** Texts of the page, of its attributes and its title, that have words of plain letters other than `known`. */
export function plainWordsOn(page: Page, known: RegExp): Promise<string[]> {
  return page.evaluate(plainWords, known.source);
}

/** Texts that lie outside their box, boxes outside the page, and days and times that are broken into lines. */
export function misfitsOn(page: Page): Promise<string[]> {
  return page.evaluate(misfits);
}

/** The same with the page turned round, as for a language that is written from right to left; it is left as it was. */
export async function misfitsRightToLeftOn(page: Page): Promise<string[]> {
  const turnTo = (direction: string) =>
    page.evaluate((given) => (document.documentElement.dir = given), direction);
  await turnTo("rtl");
  const found = await misfitsOn(page);
  await turnTo("ltr");
  return found.map((fault) => `from right to left: ${fault}`);
}
