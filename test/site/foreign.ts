// The application of every host that is no Headway portal: the help centre, a sibling subdomain, a
// look-alike. It has no accounts and sets no cookies.

import { Hono } from "hono";
import { html } from "hono/html";
import type { ForeignPlace } from "./hosts.ts";
import { helpPage, otherPage } from "./pages/foreign.ts";
import { documentOf } from "./pages/layout.ts";

export function createForeign(place: ForeignPlace): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
    c.header("X-Content-Type-Options", "nosniff");
  });
  app.get("/", (c) => {
    const page =
      place.kind === "help" ? helpPage(place) : otherPage(place, c.req.query("rpId") ?? place.host);
    return c.html(documentOf(page, html``));
  });
  return app;
}
