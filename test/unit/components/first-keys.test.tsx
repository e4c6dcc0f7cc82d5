// @vitest-environment jsdom

import { render } from "preact";
import { useRef } from "preact/hooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useAccountArrows } from "../../../components/popup/use-account-arrows.ts";
import { useSearchKeys } from "../../../components/popup/use-search-keys.ts";
import { AccountSearchField } from "../../../components/search/account-search-field.tsx";

function List() {
  const list = useRef<HTMLUListElement>(null);
  useAccountArrows(list);
  const search = useRef<HTMLInputElement>(null);
  useSearchKeys(search);
  return (
    <>
      <AccountSearchField query="" onQuery={() => undefined} found={1} inputRef={search} />
      <ul ref={list}>
        <li>
          <button type="button" class="account-open">
            Details
          </button>
        </li>
      </ul>
    </>
  );
}

function key(name: string): void {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(
    new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }),
  );
}

describe("the list of accounts, from its first picture on", () => {
  const root = document.createElement("div");

  beforeEach(() => {
    document.body.append(root);
    render(<List />, root);
  });

  afterEach(() => {
    render(null, root);
    root.remove();
  });

  it("has the search take a key at once", () => {
    key("/");
    expect(document.activeElement).toBe(root.querySelector("input"));
  });

  it("goes down at the first arrow", () => {
    root.querySelector("input")?.focus();
    key("ArrowDown");
    expect(document.activeElement?.textContent).toBe("Details");
  });
});
