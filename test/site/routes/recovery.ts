// Shows a new recovery code once, and lets the user go on when they say that it is recorded.

import { Hono } from "hono";
import { signedIn } from "../gates.ts";
import { giveRecoveryCode, methodsPath } from "../enrolling.ts";
import { recoveryCodePage } from "../pages/recovery.ts";
import { goTo, showPage } from "../replies.ts";
import { readField } from "../requests.ts";
import type { SiteEnv, World } from "../world.ts";

export function recoveryRoutes(world: World): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.use("/recovery-code", signedIn(world));
  app.use("/recovery-code/*", signedIn(world));
  app.get("/recovery-code", (c) => {
    const { session, user } = c.var;
    const step = session.recovery;
    if (step === null) return goTo(c, methodsPath(user));
    const { code } = step;
    step.code = null;
    return showPage(c, recoveryCodePage(session, step, code, null));
  });
  app.post("/recovery-code", async (c) => {
    const { session, user } = c.var;
    const step = session.recovery;
    if (step === null) return goTo(c, methodsPath(user));
    if ((await readField(c, "recorded")) !== "yes") {
      const error = "Confirm that you have recorded the code.";
      return showPage(c, recoveryCodePage(session, step, null, error), 400);
    }
    session.recovery = null;
    return goTo(c, step.next);
  });
  app.post("/recovery-code/renew", (c) => {
    const { session, user } = c.var;
    const step = session.recovery;
    if (step === null) return goTo(c, methodsPath(user));
    giveRecoveryCode(c, user, step.heading, step.next);
    return goTo(c, "/recovery-code");
  });
  return app;
}
