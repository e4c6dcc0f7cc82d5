// All pages of the fill corpus. Enrolment comes first: its screens are served with a code that no site
// has accepted yet, and a later page may look as if one had.

import type { Family } from "./field-page.ts";
import { AFTER_PRESSES } from "./families/after-presses.ts";
import { AUTHENTICATOR_CHALLENGES } from "./families/authenticator-challenges.ts";
import { AUTHENTICATOR_ENROLMENT } from "./families/authenticator-enrolment.ts";
import { BLIND_TWO_CHALLENGES } from "./families/blind-two-challenges.ts";
import { BLIND_TWO_ENROLMENT } from "./families/blind-two-enrolment.ts";
import { BLIND_TWO_NONE } from "./families/blind-two-none.ts";
import { BLIND_TWO_RECOVERY } from "./families/blind-two-recovery.ts";
import { BLIND_TWO_EMAILED, BLIND_TWO_TEXTED } from "./families/blind-two-sent.ts";
import { DAILY_SITES } from "./families/daily-sites.ts";
import { EMAILED } from "./families/emailed.ts";
import { ENROLMENT_STEPS } from "./families/enrolment-steps.ts";
import { IDENTITY_PROVIDERS } from "./families/identity-providers.ts";
import { LOOK_ALIKES } from "./families/look-alikes.ts";
import { MORE_LOOK_ALIKES } from "./families/more-look-alikes.ts";
import { ODD_MARKUP } from "./families/odd-markup.ts";
import { OTHER_LANGUAGES } from "./families/other-languages.ts";
import { OUT_OF_REACH } from "./families/out-of-reach.ts";
import { PRODUCTS } from "./families/products.ts";
import { RECOVERY } from "./families/recovery.ts";
import { SAMPLE_THREE_CHALLENGES } from "./families/sample-three-challenges.ts";
import { SAMPLE_THREE_ENROLMENT } from "./families/sample-three-enrolment.ts";
import { SAMPLE_THREE_NONE } from "./families/sample-three-none.ts";
import { SAMPLE_THREE_RECOVERY } from "./families/sample-three-recovery.ts";
import { SAMPLE_THREE_EMAILED, SAMPLE_THREE_TEXTED } from "./families/sample-three-sent.ts";
import { SEVERAL_METHODS } from "./families/several-methods.ts";
import { SHADOWS_AND_FRAMES } from "./families/shadows-and-frames.ts";
import { TEXTED_AND_CALLED } from "./families/texted-and-called.ts";
import { WIDGETS } from "./families/widgets.ts";

export const FAMILIES: readonly Family[] = [
  AUTHENTICATOR_ENROLMENT,
  ENROLMENT_STEPS,
  BLIND_TWO_ENROLMENT,
  SAMPLE_THREE_ENROLMENT,
  AUTHENTICATOR_CHALLENGES,
  TEXTED_AND_CALLED,
  EMAILED,
  WIDGETS,
  OUT_OF_REACH,
  SHADOWS_AND_FRAMES,
  SEVERAL_METHODS,
  RECOVERY,
  LOOK_ALIKES,
  IDENTITY_PROVIDERS,
  PRODUCTS,
  OTHER_LANGUAGES,
  ODD_MARKUP,
  AFTER_PRESSES,
  MORE_LOOK_ALIKES,
  DAILY_SITES,
  BLIND_TWO_CHALLENGES,
  BLIND_TWO_TEXTED,
  BLIND_TWO_EMAILED,
  BLIND_TWO_RECOVERY,
  BLIND_TWO_NONE,
  SAMPLE_THREE_CHALLENGES,
  SAMPLE_THREE_TEXTED,
  SAMPLE_THREE_EMAILED,
  SAMPLE_THREE_RECOVERY,
  SAMPLE_THREE_NONE,
];
