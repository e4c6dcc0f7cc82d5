// Which of the browsers that the guides speak of this one is.

import type { GuideBrowser } from "../../lib/headway/guides.ts";

/**
 * @param engine as the ports name it
 * @param userAgent of which Edge is told from Chrome; what it claims decides about words alone
 */
export function browserInUse(engine: "chrome" | "firefox", userAgent: string): GuideBrowser {
  return engine === "chrome" && /\bEdg\//.test(userAgent) ? "edge" : engine;
}
