// What every route of the stand-in site shares, and the variables a request carries.

import type { Assets } from "./assets.ts";
import type { HeadwayPlace } from "./hosts.ts";
import { Limiter } from "./limits.ts";
import type { MakeUp, Session } from "./sessions.ts";
import { SessionStore } from "./sessions.ts";
import { SiteState } from "./state.ts";
import type { User } from "./users.ts";

export interface World {
  readonly now: () => number;
  readonly makeUp: MakeUp;
  readonly inspect: boolean;
  readonly assets: Assets;
  readonly state: SiteState;
  readonly sessions: SessionStore;
  /** Wrong passwords per account. */
  readonly passwordLimit: Limiter;
  /** Wrong codes per account, over all its challenges. */
  readonly codeLimit: Limiter;
  /** Texts and calls per number. */
  readonly messageLimit: Limiter;
}

/** Variables of a request to a Headway portal; `user` is there only behind the sign-in gate. */
export interface SiteEnv {
  Variables: { place: HeadwayPlace; session: Session; user: User };
}

const minuteMs = 60_000;

export function createWorld(options: Pick<World, "now" | "makeUp" | "inspect" | "assets">): World {
  const { now } = options;
  return {
    ...options,
    state: new SiteState(now),
    sessions: new SessionStore(now),
    passwordLimit: new Limiter(10, 15 * minuteMs, now),
    codeLimit: new Limiter(30, 60 * minuteMs, now),
    messageLimit: new Limiter(20, 10 * minuteMs, now),
  };
}
