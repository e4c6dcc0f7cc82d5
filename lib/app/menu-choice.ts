// What the user pointed at when they chose "Add this code to Waykey" in a page's context menu.

/** As the browser tells it. */
export type MenuTarget = {
  readonly linkUrl?: string | undefined;
  readonly selectionText?: string | undefined;
  /** "image" for a picture. */
  readonly mediaType?: string | undefined;
};

/** Longer than any key or link of a code; a whole page that was selected is cut off, and refused as no code. */
const MAX_LENGTH = 4096;
/** Longer than any link of an export, whose QR code holds 2,953 bytes at most. */
const MAX_EXPORT_LENGTH = 16_384;

const OF_AUTHENTICATORS = /^otpauth(?:-migration)?:/i;

/**
 * The link or key that was meant: an authenticator's link first, then what was selected, then any other
 * link, for the add screen to say what is wrong with it. Null for a picture: the page is to be scanned.
 */
export function codeTextOf({
  linkUrl = "",
  selectionText = "",
  mediaType,
}: MenuTarget): string | null {
  const selected = selectionText.trim();
  const isImage = mediaType === "image";
  const text =
    OF_AUTHENTICATORS.test(linkUrl) || (selected === "" && !isImage) ? linkUrl : selected;
  if (text === "") return null;
  const isExport = /^otpauth-migration:/i.test(text);
  return text.slice(0, isExport ? MAX_EXPORT_LENGTH : MAX_LENGTH);
}
