// Looks for what sets up an authenticator on the page in use: first in the page's own pictures, which can be
// had at any time, then in what the tab shows, which the browser gives out only after the user's press.

import { isWaykeyError, type WaykeyError } from "../lib/errors.ts";
import type { RpcClient } from "../lib/rpc/protocol.ts";
import type { Ports } from "./ports.ts";
import {
  type FoundLinks,
  isForAuthenticator,
  pictureOf,
  readPictures,
  sortTexts,
  type UnreadPicture,
} from "./qr-scan.ts";

type Seen = { readonly texts: readonly string[]; readonly error: WaykeyError | null };

/**
 * @throws WaykeyError of the area `page` if neither the page nor the tab can be seen; `qr/none`,
 * `qr/none-in-view` where only the tab can't; `qr/not-otp`; of the area `picture`
 */
export async function scanPage(
  call: RpcClient["call"],
  ports: Pick<Ports, "qr" | "captureTab">,
): Promise<FoundLinks> {
  const page = await seenOnPage(call, ports);
  if (page.texts.some(isForAuthenticator)) return sortTexts(page.texts, "qr/none");
  const picture = await ports.captureTab();
  if (picture === null) {
    if (page.error !== null) throw page.error;
    return sortTexts(page.texts, "qr/none-in-view");
  }
  const { texts, unread } = await readPictures([pictureOf(picture)], ports.qr);
  const failure = failureAmong(unread);
  if (failure !== null) throw failure;
  return sortTexts([...page.texts, ...texts], "qr/none");
}

async function seenOnPage(call: RpcClient["call"], { qr }: Pick<Ports, "qr">): Promise<Seen> {
  try {
    const { images } = await call("page.images", null);
    const { texts, unread } = await readPictures(images.map(pictureOf), qr);
    return { texts, error: failureAmong(unread) };
  } catch (error) {
    if (isWaykeyError(error) && error.code.startsWith("page/")) return { texts: [], error };
    throw error;
  }
}

/** That a picture holds no code is nothing to speak of: a page has many pictures. */
function failureAmong(unread: readonly UnreadPicture[]): WaykeyError | null {
  return unread.find(({ error }) => error.code !== "qr/none-in-picture")?.error ?? null;
}
