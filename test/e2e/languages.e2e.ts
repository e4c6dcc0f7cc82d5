// Waykey in made-up words that are longer, screen by screen: whatever stays in plain letters is not from the messages. No
// text may lie outside its box, nor where the words run from right to left.

import { readMessageFile } from "../setup/message-file.ts";
import { inMadeUpWords } from "./rig/other-words.ts";
import { describeScreensIn } from "./tour/in-words.ts";
import { NAMES } from "./tour/tour.ts";

/** What `Intl` writes in English, what Headway calls things in English, and keys of the keyboard. */
const PLAIN =
  /\b(?:and|or|AM|PM|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Alt|Shift|Ctrl|Authenticator app|Phone \(text or call\)|Fingerprint or face|Security key|Recovery code)\b/;

const KNOWN = new RegExp(`${NAMES.source}|${PLAIN.source}`, "u");

describeScreensIn("made-up words", inMadeUpWords(readMessageFile("en")), KNOWN);
