// All pages of the fill corpus. Enrolment comes first: its screens are served with a code that no site
// has accepted yet, and a later page may look as if one had.

import type { Family } from "./field-page.ts";
import { AUTHENTICATOR_CHALLENGES } from "./families/authenticator-challenges.ts";
import { AUTHENTICATOR_ENROLMENT } from "./families/authenticator-enrolment.ts";
import { EMAILED } from "./families/emailed.ts";
import { LOOK_ALIKES } from "./families/look-alikes.ts";
import { OUT_OF_REACH } from "./families/out-of-reach.ts";
import { RECOVERY } from "./families/recovery.ts";
import { SEVERAL_METHODS } from "./families/several-methods.ts";
import { SHADOWS_AND_FRAMES } from "./families/shadows-and-frames.ts";
import { TEXTED_AND_CALLED } from "./families/texted-and-called.ts";
import { WIDGETS } from "./families/widgets.ts";

export const FAMILIES: readonly Family[] = [
  AUTHENTICATOR_ENROLMENT,
  AUTHENTICATOR_CHALLENGES,
  TEXTED_AND_CALLED,
  EMAILED,
  WIDGETS,
  OUT_OF_REACH,
  SHADOWS_AND_FRAMES,
  SEVERAL_METHODS,
  RECOVERY,
  LOOK_ALIKES,
];
