// Settings and account pages, and the resets: clients by their password, providers by a support
// exemption less than a week old.

import { Hono } from "hono";
import { signedIn } from "../gates.ts";
import {
  accountPage,
  clientSettingsPage,
  providerLoginPage,
  providerProfilePage,
  resetPage,
} from "../pages/settings.ts";
import { goTo, record, refuse, showPage } from "../replies.ts";
import { readField } from "../requests.ts";
import type { PortalContext } from "../requests.ts";
import { isExempt, resetMethods } from "../users.ts";
import type { SiteEnv, World } from "../world.ts";

export function settingsRoutes(world: World): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  for (const path of ["/settings", "/settings/*", "/account", "/account/*"]) {
    app.use(path, signedIn(world));
  }
  app.get("/settings", (c) => {
    const { place, session, user } = c.var;
    return showPage(
      c,
      place.role === "provider" ? providerProfilePage(user) : clientSettingsPage(session, user),
    );
  });
  app.get("/settings/login", (c) =>
    c.var.place.role === "provider" ? showLogin(world, c, null, 200) : goTo(c, "/settings"),
  );
  app.post("/settings/login/reset", (c) => resetProvider(world, c));
  app.use("/account/*", clientsOnly);
  app.use("/account", clientsOnly);
  app.get("/account", (c) => showPage(c, accountPage(c.var.session, c.var.user)));
  app.get("/account/reset-2fa", (c) => showPage(c, resetPage(c.var.session, c.var.user, null)));
  app.post("/account/reset-2fa", (c) => resetClient(world, c));
  return app;
}

function clientsOnly(c: PortalContext, next: () => Promise<void>) {
  if (c.var.place.role === "client") return next();
  return Promise.resolve(refuse(c, "There is no such page.", 404));
}

function showLogin(world: World, c: PortalContext, error: string | null, status: 200 | 403) {
  const { session, user } = c.var;
  return showPage(c, providerLoginPage(session, user, isExempt(user, world.now()), error), status);
}

async function resetProvider(world: World, c: PortalContext): Promise<Response> {
  const { place, session, user } = c.var;
  if (place.role !== "provider") return refuse(c, "There is no such page.", 404);
  if (!isExempt(user, world.now())) {
    record(world, c, user.email, "reset", false, "no exemption");
    return showLogin(world, c, "Contact Headway support: only they can allow a reset.", 403);
  }
  resetMethods(user);
  record(world, c, user.email, "reset", true);
  world.sessions.endOthers(session);
  session.notice = "Your methods were reset. Enroll a new one.";
  return goTo(c, "/settings/login");
}

async function resetClient(world: World, c: PortalContext): Promise<Response> {
  const { place, session, user } = c.var;
  const key = `${place.role} ${user.email}`;
  if (world.passwordLimit.isSpent(key)) {
    return showPage(c, resetPage(session, user, "Too many attempts. Wait a few minutes."), 429);
  }
  world.passwordLimit.count(key);
  const users = world.state.users(place.role);
  const confirmed = await users.authenticate(user.email, await readField(c, "password"));
  if (confirmed === null) {
    record(world, c, user.email, "reset", false, "wrong password");
    return showPage(c, resetPage(session, user, "Wrong password."), 401);
  }
  world.passwordLimit.forget(key);
  resetMethods(user);
  record(world, c, user.email, "reset", true);
  world.sessions.rotate(session);
  session.email = user.email;
  world.sessions.endOthers(session);
  session.notice = "2FA was reset. Set it up again.";
  return goTo(c, "/settings");
}
