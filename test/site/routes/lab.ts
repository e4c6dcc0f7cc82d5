// The laboratory's endpoints: a fresh challenge, and a verdict by @simplewebauthn/server on
// whatever a page obtained for it. Credentials made here belong to no account.

import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import type { WebAuthnCredential } from "@simplewebauthn/server";
import { Hono } from "hono";
import { randomBytes } from "node:crypto";
import { securityHeaders } from "../gates.ts";
import type { HeadwayPlace } from "../hosts.ts";
import { labPage } from "../pages/lab.ts";
import {
  algorithms,
  isAuthenticationResponse,
  isRegistrationResponse,
  messageOf,
} from "../passkeys.ts";
import { showPage } from "../replies.ts";
import { readBody } from "../requests.ts";
import type { SiteEnv, World } from "../world.ts";
import { ceremonyLifeMs, takeChallenge } from "./passkeys.ts";

interface Trial {
  readonly place: HeadwayPlace;
  readonly challenge: string;
  readonly rpId: string;
  readonly requireUserVerification: boolean;
  readonly credentials: Map<string, WebAuthnCredential>;
}

export function labRoutes(world: World): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  const credentials = new Map<string, WebAuthnCredential>();
  // It may be framed by anybody and frame anything.
  const framing = ["frame-src https: blob: data:", "frame-ancestors https:"];
  app.get("/lab", securityHeaders(framing), (c) => {
    const frame = c.req.query("frame") ?? null;
    // So that a browser may keep the page alive when it is left.
    c.header("Cache-Control", "no-cache");
    return showPage(c, labPage(c.var.session, frame, c.req.query("allow") ?? ""));
  });
  app.post("/lab/challenge", (c) => {
    const challenge = randomBytes(32).toString("base64url");
    const expiresAt = world.now() + ceremonyLifeMs;
    c.var.session.ceremony = { purpose: "lab", kind: null, challenge, expiresAt };
    return c.json({ challenge });
  });
  app.post("/lab/verify", async (c) => {
    const { place, session } = c.var;
    const body = await readBody(c);
    const challenge = takeChallenge(world, session, "lab", null);
    if (challenge === null) return c.json({ verified: false, error: "no open challenge" }, 400);
    const rpId = typeof body["rpId"] === "string" ? body["rpId"] : place.rpId;
    const requireUserVerification = body["requireUserVerification"] === true;
    const trial = { place, challenge, rpId, requireUserVerification, credentials };
    try {
      return c.json(await judge(trial, body["response"]));
    } catch (error) {
      return c.json({ verified: false, error: messageOf(error) }, 400);
    }
  });
  return app;
}

async function judge(trial: Trial, response: unknown): Promise<object> {
  const expected = {
    expectedChallenge: trial.challenge,
    expectedOrigin: trial.place.origin,
    expectedRPID: trial.rpId,
    requireUserVerification: trial.requireUserVerification,
  };
  if (isRegistrationResponse(response)) {
    const result = await verifyRegistrationResponse({
      ...expected,
      response,
      supportedAlgorithmIDs: algorithms,
    });
    if (!result.verified) return { verified: false };
    const { credential, attestationObject: _, ...info } = result.registrationInfo;
    trial.credentials.set(credential.id, credential);
    return { verified: true, info: { ...info, id: credential.id, counter: credential.counter } };
  }
  if (!isAuthenticationResponse(response)) throw new TypeError("response: not a credential");
  const credential = trial.credentials.get(response.id);
  if (credential === undefined) throw new RangeError("response: unknown credential");
  const result = await verifyAuthenticationResponse({ ...expected, response, credential });
  if (result.verified) credential.counter = result.authenticationInfo.newCounter;
  return { verified: result.verified, info: result.authenticationInfo };
}
