// Finding and using controls by their accessible names, as assistive technology does. A name must fit
// exactly one control that can be seen.

import type { ElementHandle, Page } from "puppeteer";
import { until } from "../rig/until.ts";

type Wanted = "button" | "link" | "field";

/**
 * The control of that kind and name that can be seen and, where that is wanted, used, found in the page. Null where
 * there is none; how many, where there are several.
 */
function controlByName(wanted: string, name: string, enabled: boolean): Element | number | null {
  const selectors: Record<string, string> = {
    button: "button, [role=button], input[type=submit]",
    link: "a[href]",
    field: "input:not([type=hidden]), textarea, select",
  };
  const tidy = (text: string | null | undefined) => (text ?? "").replaceAll(/\s+/g, " ").trim();
  const nameOf = (element: Element): string => {
    const label = element.getAttribute("aria-label");
    if (label !== null) return tidy(label);
    const ids = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
    if (ids.length > 0) {
      return tidy(ids.map((id) => document.getElementById(id)?.textContent).join(" "));
    }
    if ("labels" in element && wanted === "field") {
      return tidy((element as HTMLInputElement).labels?.[0]?.innerText);
    }
    return tidy(element.textContent);
  };
  const found = [...document.querySelectorAll(selectors[wanted] ?? "")].filter(
    (element) => element.checkVisibility() && nameOf(element) === name,
  );
  if (found.length > 1) return found.length;
  const [only] = found;
  return only === undefined || (enabled && !only.matches(":enabled, a")) ? null : only;
}

/** What is busy, what has the focus, and how long the texts in the fields are. */
function stateOfControls(): string {
  const nameOf = (each: Element | null) =>
    each?.getAttribute("aria-label") ?? (each?.id || each?.textContent?.slice(0, 40)) ?? "";
  const busy = [...document.querySelectorAll("[aria-busy=true]")].map(nameOf);
  const { activeElement } = document;
  const fields = [...document.querySelectorAll("input")].map(
    (each) => `${nameOf(each)} ${each.type} ${each.value.length}`,
  );
  const focus = `${activeElement?.tagName ?? "none"} ${nameOf(activeElement)}`;
  return `busy: ${busy.join(", ")}; focus: ${focus}; fields: ${fields.join(", ")}`;
}

/** Waits for something on a page, and says what is there in its place where it does not come. */
async function untilOn<T>(
  page: Page,
  what: string,
  look: () => Promise<T | null | false>,
): Promise<T> {
  try {
    return await until(`${what} on ${page.url()}`, look);
  } catch (error) {
    const shown = await textOf(page).catch(() => "nothing that can be read");
    const state = await page.evaluate(stateOfControls).catch(() => "unknown");
    throw new Error(`The page shows: ${shown.slice(0, 600)}\n${state}`, { cause: error });
  }
}

/** One question to the browser: it is asked again and again. */
async function find(
  page: Page,
  wanted: Wanted,
  name: string,
  enabled = false,
): Promise<ElementHandle | null> {
  const found = await page.evaluateHandle(controlByName, wanted, name, enabled);
  const element = found.asElement();
  if (element !== null) return element as ElementHandle;
  const count = await found.jsonValue();
  if (typeof count !== "number") return null;
  throw new Error(`"${name}" names ${count} ${wanted}s on ${page.url()}`);
}

async function wait(
  page: Page,
  wanted: Wanted,
  name: string,
  enabled = true,
): Promise<ElementHandle> {
  return untilOn(page, `the ${wanted} "${name}"`, async () => {
    try {
      return await find(page, wanted, name, enabled);
    } catch (error) {
      // The document is just being replaced by the next one.
      if (error instanceof Error && /context|detached|realm|destroyed/i.test(error.message))
        return null;
      throw error;
    }
  });
}

/**
 * A real click. One that went beside its control, since the page moved under it or drew it anew as an answer came
 * in, is made again, as a user would.
 */
async function click(page: Page, wanted: Wanted, name: string): Promise<void> {
  await until(`the click on the ${wanted} "${name}" to hit it`, async () => {
    const element = await wait(page, wanted, name);
    const mark = await element.evaluateHandle((node) => {
      const found = { isHit: false };
      node.addEventListener("click", () => (found.isHit = true), { capture: true, once: true });
      return found;
    });
    const isGone = await element.click().then(
      () => false,
      (error: unknown) => {
        if (error instanceof Error && /detached from document/.test(error.message)) return true;
        throw error;
      },
    );
    // What the click did away with was hit.
    return mark.evaluate((found) => found.isHit).catch(() => !isGone);
  });
}

export async function press(page: Page, name: string): Promise<void> {
  await click(page, "button", name);
}

/** Presses `name` or, where several things offer it, the one that is for `email`. */
export async function pressFor(page: Page, name: string, email?: string): Promise<void> {
  if (email !== undefined && (await hasControlStarting(page, `${name} for ${email}`))) {
    await pressStarting(page, `${name} for ${email}`);
  } else {
    await press(page, name);
  }
}

function buttonsStarting(start: string): Element[] {
  const nameOf = (element: Element) =>
    element.getAttribute("aria-label") ??
    (element.textContent ?? "").replaceAll(/\s+/g, " ").trim();
  return [...document.querySelectorAll("button")].filter(
    (button) => button.checkVisibility() && nameOf(button).startsWith(start),
  );
}

async function hasControlStarting(page: Page, start: string): Promise<boolean> {
  const list = await page.evaluateHandle(buttonsStarting, start);
  return list.evaluate((found) => found.length > 0);
}

/** Presses the one button whose name starts so. */
export async function pressStarting(page: Page, start: string): Promise<void> {
  const button = await untilOn(page, `a button "${start}…"`, async () => {
    const list = await page.evaluateHandle(buttonsStarting, start);
    return (await list.evaluateHandle((found) => found[0])).asElement() as ElementHandle | null;
  });
  await button.click();
}

/** Opens the section of that title, unless it is open. */
export async function unfold(page: Page, title: string): Promise<void> {
  await until(`the section "${title}" on ${page.url()} to be open`, async () => {
    const list = await page.evaluateHandle(
      (wanted) =>
        [...document.querySelectorAll("summary")].filter(
          (summary) => summary.querySelector("h2")?.textContent === wanted,
        ),
      title,
    );
    const summary = (
      await list.evaluateHandle((found) => found[0])
    ).asElement() as ElementHandle | null;
    if (summary === null) return false;
    const isOpen = () => summary.evaluate((node) => node.closest("details")?.open === true);
    if (!(await isOpen())) await summary.click();
    return isOpen();
  });
}

export async function pressLink(page: Page, name: string): Promise<void> {
  await click(page, "link", name);
}

/** Replaces what is in the field by typing. */
export async function fill(page: Page, name: string, text: string): Promise<void> {
  const field = await wait(page, "field", name);
  await field.evaluate((node) => (node as HTMLInputElement).select());
  await field.type(text);
}

/** Picks an option, by its text, from the list of that name. */
export async function choose(page: Page, name: string, option: string): Promise<void> {
  const list = await wait(page, "field", name);
  const value = await list.evaluate(
    (node, text) =>
      [...(node as HTMLSelectElement).options].find((each) => each.text === text)?.value,
    option,
  );
  if (value === undefined) throw new Error(`"${name}" has no "${option}"`);
  await (list as ElementHandle<HTMLSelectElement>).select(value);
}

/** Ticks a checkbox, or takes its tick away. */
export async function tick(page: Page, name: string): Promise<void> {
  await click(page, "field", name);
}

export async function seesButton(page: Page, name: string): Promise<void> {
  await wait(page, "button", name, false);
}

export async function hasButton(page: Page, name: string): Promise<boolean> {
  return (await find(page, "button", name)) !== null;
}

export async function hasField(page: Page, name: string): Promise<boolean> {
  return (await find(page, "field", name)) !== null;
}

export function textOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText);
}

/** Resolves when the page's visible text holds `text`. */
export async function sees(page: Page, text: string): Promise<void> {
  await untilOn(page, `"${text}"`, async () => {
    try {
      return await page.evaluate((wanted) => document.body.innerText.includes(wanted), text);
    } catch {
      // The document is just being replaced by the next one.
      return false;
    }
  });
}
