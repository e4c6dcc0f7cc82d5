// Ways to sign in within a sentence, and where they are in the user's own words.

import type { Method, MethodNote, MethodStatus } from "../lib/headway/methods.ts";
import { message, messageWith, type MessageKey } from "../lib/i18n/messages.ts";
import { methodName } from "./method-name.ts";
import { listText } from "./plain-text.ts";

/** "“Authenticator app” and “Security key”". */
export function wayNames(statuses: readonly MethodStatus[]): string {
  return listText(statuses.map(({ method }) => message("common_quoted", methodName(method))));
}

/** With where each is, as far as that was said. */
export function placedWayNames(ways: readonly Pick<MethodNote, "method" | "where">[]): string {
  return listText(
    ways.map(({ method, where }) =>
      where === ""
        ? message("common_quoted", methodName(method))
        : message("common_quoted_placed", methodName(method), where),
    ),
  );
}

/** Where the user said that it is, if it is not in Waykey; empty if they did not. */
export function placeOf(methods: readonly MethodStatus[], wanted: Method): string {
  const status = methods.find(({ method, state }) => method === wanted && state === "elsewhere");
  return status?.where ?? "";
}

/** One message for where no place is known, and another one, which tells it, for where it is. */
export function placedText(place: string, plain: MessageKey, placed: MessageKey): string {
  return place === "" ? message(plain) : messageWith(placed, [place]);
}
