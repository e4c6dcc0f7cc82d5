// Reads what a browser sent, as a form or as JSON. Everything else counts as empty.

import type { Context } from "hono";
import type { SiteEnv } from "./world.ts";

export type PortalContext = Context<SiteEnv>;

/** True for requests made by page scripts: they send JSON or ask for it. */
export function isScripted(c: PortalContext): boolean {
  return hasJsonBody(c) || (c.req.header("accept") ?? "").startsWith("application/json");
}

function hasJsonBody(c: PortalContext): boolean {
  return (c.req.header("content-type") ?? "").startsWith("application/json");
}

/** The JSON body or the form fields as an object; empty when the body is neither. */
export async function readBody(c: PortalContext): Promise<Record<string, unknown>> {
  if (!hasJsonBody(c)) return c.req.parseBody();
  try {
    const value: unknown = await c.req.json();
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** One field as text; empty when it is absent or not text. */
export async function readField(c: PortalContext, name: string): Promise<string> {
  const value = (await readBody(c))[name];
  return typeof value === "string" ? value : "";
}
