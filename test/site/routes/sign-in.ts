// Sign-up, log-in by password, log-out and the home page.

import { Hono } from "hono";
import { signedIn } from "../gates.ts";
import { homePage, landingPage, logInPage, signUpPage } from "../pages/sign-in.ts";
import { goTo, goToScreen, record, showPage } from "../replies.ts";
import { readField } from "../requests.ts";
import type { PortalContext } from "../requests.ts";
import { signIn, startChallenge } from "../signing-in.ts";
import { defaultMethod, isExempt, normalEmail } from "../users.ts";
import type { SiteEnv, World } from "../world.ts";

const wrongPassword = "Wrong email or password.";
const tooMany = "Too many attempts. Wait a few minutes and try again.";

export function signInRoutes(world: World): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get("/", (c) =>
    c.var.session.email === null ? showPage(c, landingPage(c.var.place)) : c.redirect("/home", 303),
  );
  app.get("/signup", (c) => showPage(c, signUpPage(c.var.session, "", null)));
  app.post("/signup", (c) => signUp(world, c));
  app.get("/login", (c) => showPage(c, logInPage(c.var.session, "", null)));
  app.post("/login", (c) => logIn(world, c));
  app.post("/logout", (c) => logOut(world, c));
  app.get("/home", signedIn(world), (c) => showPage(c, homePage(c.var.session)));
  return app;
}

async function signUp(world: World, c: PortalContext): Promise<Response> {
  const { place, session } = c.var;
  const email = normalEmail(await readField(c, "email"));
  const password = await readField(c, "password");
  const fail = (message: string) => {
    record(world, c, email, "signup", false, message);
    return showPage(c, signUpPage(session, email, message), 400);
  };
  if (!/^[^\s@:]+@[^\s@:]+\.[^\s@:]+$/.test(email)) return fail("Enter a valid email address.");
  if (password.length < 8) return fail("The password must have at least 8 characters.");
  const user = await world.state.users(place.role).create(email, password);
  if (user === null) return fail("An account with this email exists already. Log in instead.");
  record(world, c, email, "signup", true);
  return goTo(c, signIn(world, c, user, "password"));
}

async function logIn(world: World, c: PortalContext): Promise<Response> {
  const { place, session } = c.var;
  const email = normalEmail(await readField(c, "email"));
  const key = `${place.role} ${email}`;
  if (world.passwordLimit.isSpent(key)) {
    record(world, c, email, "password", false, "too many attempts");
    return showPage(c, logInPage(session, email, tooMany), 429);
  }
  world.passwordLimit.count(key);
  const users = world.state.users(place.role);
  const user = await users.authenticate(email, await readField(c, "password"));
  record(world, c, email, "password", user !== null);
  if (user === null) return showPage(c, logInPage(session, email, wrongPassword), 401);
  world.passwordLimit.forget(key);
  const method = defaultMethod(user);
  if (method === null) return goTo(c, signIn(world, c, user, "password"));
  if (isExempt(user, world.now())) {
    return goTo(c, signIn(world, c, user, "exemption"));
  }
  const started = startChallenge(world, c, user, method);
  return typeof started === "string" ? goTo(c, started) : goToScreen(c, started);
}

function logOut(world: World, c: PortalContext): Response {
  const { session } = c.var;
  if (session.email !== null) record(world, c, session.email, "signed-out", true);
  world.sessions.rotate(session);
  return goTo(c, "/login");
}
