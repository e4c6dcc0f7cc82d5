// The questions that lead to an advice, and their answers.

import type { AdviceId, QuestionId, QUESTIONS } from "../../lib/headway/trouble.ts";

type Words<Q extends QuestionId> = {
  readonly question: string;
  readonly answers: Readonly<Record<keyof (typeof QUESTIONS)[Q], string>>;
};

const PHONES = {
  question: "Which phone is it?",
  answers: { iphone: "iPhone", android: "Android", other: "Another one" },
} as const;

export const QUESTION_WORDS: { readonly [Q in QuestionId]: Words<Q> } = {
  what: {
    question: "What happens?",
    answers: {
      "no-code": "A code by text or call doesn’t come",
      "no-biometrics": "Fingerprint or face isn’t offered",
      "no-key": "My security key isn’t taken",
      "code-refused": "My authenticator code is refused",
      "lost-something": "I lost my phone, my key or an app",
      "new-device": "I am getting a new phone or computer",
      travel: "I am travelling outside the US",
    },
  },
  "which-code": {
    question: "How should the code come?",
    answers: { text: "By text message", call: "By phone call" },
  },
  "which-phone-text": PHONES,
  "which-phone-call": PHONES,
  "other-way": {
    question: "Can you still sign in another way?",
    answers: { yes: "Yes, I have another way", no: "No, nothing works" },
  },
  "recovery-code": {
    question: "Do you have your recovery code?",
    answers: { yes: "Yes, here or on paper", no: "No, or I can’t find it" },
  },
};

export const ADVICE_TITLES: Readonly<Record<AdviceId, string>> = {
  "text-iphone": "When no text comes to your iPhone",
  "text-android": "When no text comes to your Android phone",
  "text-other": "When no text comes",
  "call-iphone": "When no call comes to your iPhone",
  "call-other": "When no call comes",
  biometrics: "When fingerprint or face isn’t offered",
  "security-key": "When your security key isn’t taken",
  "code-refused": "When your code is refused",
  "lost-one": "When one way is lost",
  "lost-all-but-code": "Sign in with your recovery code",
  "lost-all": "When all ways are lost",
  "new-device": "Before you change your phone or computer",
  travel: "Before you leave the US",
};
