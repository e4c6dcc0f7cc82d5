// The table of contents: every way to sign in, in a line, and its guide.

import { GUIDES } from "../../lib/headway/guides.ts";
import { message } from "../../lib/i18n/messages.ts";
import { ForwardIcon } from "../controls/icons.tsx";
import { hashOf } from "./guide-address.ts";
import { GUIDE_GISTS, GUIDE_TITLES } from "./guide-words.ts";

export function GuideList() {
  return (
    <ul class="guide-list">
      {GUIDES.map((guide) => (
        <li key={guide} class="card">
          <a href={hashOf(guide)}>
            <span>{message(GUIDE_TITLES[guide])}</span>
            <ForwardIcon />
          </a>
          <p class="hint">{message(GUIDE_GISTS[guide])}</p>
        </li>
      ))}
    </ul>
  );
}
