// What the React widgets share: the place to render at, the variant the page asks for, and a card with
// the code as the application has it in an `output`.

/** @jsxImportSource react */
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (root === null) throw new TypeError("The page has no #root");

export const variant: string = root.dataset["variant"] ?? "";

export function render(screen: ReactNode): void {
  if (root !== null) createRoot(root).render(screen);
}

export type ScreenProps = {
  readonly heading: string;
  readonly lead: string;
  readonly code: string;
  readonly children: ReactNode;
};

export function Screen({ heading, lead, code, children }: ScreenProps) {
  return (
    <main>
      <h1>{heading}</h1>
      <p>{lead}</p>
      <form onSubmit={(event) => event.preventDefault()}>
        {children}
        <button type="submit" disabled={code.length < 6}>
          Continue
        </button>
      </form>
      <output hidden>{code}</output>
    </main>
  );
}
