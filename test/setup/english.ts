// All tests of the interface read it in English.

import { setMessageSource } from "../../lib/i18n/messages.ts";
import { readMessageFile, sourceOf } from "./message-file.ts";

setMessageSource(sourceOf(readMessageFile("en")));
