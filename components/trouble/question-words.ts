// The questions that lead to an advice, and their answers.

import type { AdviceId, QuestionId, QUESTIONS } from "../../lib/headway/trouble.ts";
import { type MessageKey } from "../../lib/i18n/messages.ts";

type Words<Q extends QuestionId> = {
  readonly question: MessageKey;
  readonly answers: Readonly<Record<keyof (typeof QUESTIONS)[Q], MessageKey>>;
};

const PHONES = {
  question: "trouble_which_phone",
  answers: {
    iphone: "trouble_phone_iphone",
    android: "trouble_phone_android",
    other: "trouble_phone_other",
  },
} as const;

export const QUESTION_WORDS: { readonly [Q in QuestionId]: Words<Q> } = {
  what: {
    question: "trouble_what",
    answers: {
      "no-code": "trouble_what_no_code",
      "no-biometrics": "trouble_what_no_biometrics",
      "no-key": "trouble_what_no_key",
      "code-refused": "trouble_what_code_refused",
      "lost-something": "trouble_what_lost_something",
      "new-device": "trouble_what_new_device",
      travel: "trouble_what_travel",
    },
  },
  "which-code": {
    question: "trouble_which_code",
    answers: { text: "trouble_which_code_text", call: "trouble_which_code_call" },
  },
  "which-phone-text": PHONES,
  "which-phone-call": PHONES,
  "other-way": {
    question: "trouble_other_way",
    answers: { yes: "trouble_other_way_yes", no: "trouble_other_way_no" },
  },
  "recovery-code": {
    question: "trouble_recovery_code",
    answers: { yes: "trouble_recovery_code_yes", no: "trouble_recovery_code_no" },
  },
};

export const ADVICE_TITLES: Readonly<Record<AdviceId, MessageKey>> = {
  "text-iphone": "trouble_text_iphone_title",
  "text-android": "trouble_text_android_title",
  "text-other": "trouble_text_other_title",
  "call-iphone": "trouble_call_iphone_title",
  "call-other": "trouble_call_other_title",
  biometrics: "trouble_biometrics_title",
  "security-key": "trouble_security_key_title",
  "code-refused": "trouble_code_refused_title",
  "lost-one": "trouble_lost_one_title",
  "lost-all-but-code": "trouble_lost_all_but_code_title",
  "lost-all": "trouble_lost_all_title",
  "new-device": "trouble_new_device_title",
  travel: "trouble_travel_title",
};
