// The steps of one guide, with their pictures.

import { type GuideBrowser, type GuideId, guideSteps } from "../../lib/headway/guides.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { message } from "../../lib/i18n/messages.ts";
import { PICTURES, picturesOf } from "./guide-pictures.ts";
import { guideStepText } from "./guide-words.ts";

export type GuideStepsProps = {
  readonly guide: GuideId;
  readonly role: AccountRole;
  readonly browser: GuideBrowser;
};

export function GuideSteps({ guide, ...place }: GuideStepsProps) {
  return (
    <ol class="card section steps guide-steps">
      {guideSteps(guide, place).map((step) => (
        <li key={step}>
          <p>{guideStepText(step)}</p>
          {picturesOf(step).length === 0 ? null : (
            <div class="guide-pictures">
              {picturesOf(step).map((picture) => (
                <img
                  key={picture}
                  class="guide-picture"
                  src={`guides/${picture}.webp`}
                  alt={message(PICTURES[picture])}
                />
              ))}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
