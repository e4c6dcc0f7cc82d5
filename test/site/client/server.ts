// Speaks JSON with the site: posts with the CSRF token of the page, and reads answers of the shape
// that the portal routes give.

import type { Screen } from "../screen.ts";

export interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly next?: string;
  readonly screen?: Screen;
}

export async function post(path: string, csrf: string, body: object): Promise<unknown> {
  const response = await fetch(path, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-CSRF-Token": csrf,
    },
    body: JSON.stringify(body),
  });
  return response.json();
}

export async function ask(path: string, csrf: string, body: object): Promise<Answer> {
  return (await post(path, csrf, body)) as Answer;
}

export async function askScreen(path: string): Promise<Answer> {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  return (await response.json()) as Answer;
}
