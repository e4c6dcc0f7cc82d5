// The application of the two Headway portals: the gates in order, then the routes of each area.

import { Hono } from "hono";
import { againstForgery, securityHeaders, withSession } from "./gates.ts";
import type { HeadwayPlace } from "./hosts.ts";
import { phonePage } from "./pages/phone.ts";
import { refuse, showPage } from "./replies.ts";
import { challengeRoutes } from "./routes/challenge.ts";
import { enrollRoutes } from "./routes/enroll.ts";
import { labRoutes } from "./routes/lab.ts";
import { passkeyRoutes } from "./routes/passkeys.ts";
import { recoveryRoutes } from "./routes/recovery.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import type { SiteEnv, World } from "./world.ts";

export function createPortal(world: World, place: HeadwayPlace): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.use(async (c, next) => {
    c.set("place", place);
    await next();
  });
  app.use(securityHeaders());
  app.use(withSession(world));
  app.use(againstForgery());
  if (world.inspect) app.get("/__state", (c) => c.json(world.state.summary()));
  app.get("/phone", (c) => showPage(c, phonePage(world.state.phoneMessages())));
  app.route("/", signInRoutes(world));
  app.route("/", settingsRoutes(world));
  app.route("/", passkeyRoutes(world));
  app.route("/", enrollRoutes(world));
  app.route("/", recoveryRoutes(world));
  app.route("/", challengeRoutes(world));
  app.route("/", labRoutes(world));
  app.notFound((c) => refuse(c, "There is no such page.", 404));
  return app;
}
