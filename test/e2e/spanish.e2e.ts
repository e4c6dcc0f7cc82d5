// Waykey in Spanish, screen by screen: no text may lie outside its box.

import { readMessageFile } from "../setup/message-file.ts";
import { describeScreensIn } from "./tour/in-words.ts";

describeScreensIn("Spanish", readMessageFile("es"), null);
