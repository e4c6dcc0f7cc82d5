// Says what kind of screen a page shows, from its words and fields together: all of Headway's code
// fields may be named alike, so no single mark decides. The kind whose signals weigh most wins if it
// reaches its bar and the fields it needs are there.

import type { PageKind } from "./page-kind.ts";
import { classOfField, type FieldClass, methodOfField } from "./field-class.ts";
import { isHeldUp } from "./held-up.ts";
import { withoutOffers } from "./offers.ts";
import { shownRecoveryCode } from "./recovery-code.ts";
import type { FieldDescription, ScreenDescription } from "./screen-description.ts";
import { type Place, type ScoredKind, SIGNALS } from "./screen-signals.ts";
import { normaliseWords } from "./words.ts";

export type ScreenVerdict = {
  readonly kind: PageKind;
  /** The points of each scored kind, for tests and for explaining a verdict. */
  readonly scores: Readonly<Record<ScoredKind, number>>;
};

/**
 * What only a code that was sent has. Counts for e-mail where an e-mail is named, else for the phone.
 */
const SENT =
  /\b((zu)?ge|ver)(sendet|sandt|schickt)\b|\bcode (nicht|noch nicht) (erhalten|bekommen)|\bkeinen code (erhalten|bekommen)|erneut senden|neuen code (senden|anfordern)|\bmailed\b|\bsent (to|you)\b|\bcode\b[^\n]{0,40}\bsent\b|\bsent\b[^\n]{0,60}\bcode\b|\bresend\b|send (it |(a|the) (new )?code )?again|didn'?t (get|receive)|\breenviar\b|\b(enviamos|enviaremos|enviado|mandamos|mandado)\b|\bno (has |ha |he )?recib\w+|\b(is|are) on (its|their|the) way\b|(haven'?t|hasn'?t|not) (yet )?(received|arrived)|\b(lleg(o|ara|aron)|(ha|han) llegado)\b|acabamos de (enviar|mandar)|que (recibio|recibiste|has recibido|ha recibido)|\benvoyee?s?\b|\binviat[oa]\b|\bpas (encore )?recu\b|\bnao recebeu\b|\brenvoyer\b/;
/** What was sent on paper came to no phone and by no e-mail. */
const ON_PAPER = /\b(letter|postcard|street address|by post)\b/;

const SENT_WEIGHT = 4;
const OWN_METHOD_WEIGHT = 8;
/** The heading of a second step: a password that is still to be seen there is that of the first. */
const SECOND_FACTOR =
  /(two|2|multi).?(factor|step)|\b(2fa|mfa|tfa|totp)\b|zwei-?faktor|dos (pasos|factores)/;
const NAMES_EMAIL = 3;

const BARS: Readonly<Record<ScoredKind, number>> = {
  "otp-enrolment": 3,
  "otp-challenge": 4,
  "phone-challenge": 4,
  "email-challenge": 5,
  "recovery-challenge": 4,
  "recovery-shown": 4,
};

/** Order decides between equal scores: the kinds that must not get an authenticator's code come first. */
const KINDS: readonly ScoredKind[] = [
  "recovery-shown",
  "recovery-challenge",
  "phone-challenge",
  "email-challenge",
  "otp-enrolment",
  "otp-challenge",
];

/** Classifies a screen; `other` when nothing is certain enough. */
export function classifyScreen(screen: ScreenDescription): ScreenVerdict {
  const places = placesOf(screen);
  const classes = classesOf(screen);
  const codeFields = screen.fields.filter((_, i) => classes[i] === "code");
  const methods = codeFields.map(methodOfField);
  const scores = scoreKinds(places);
  const hasOwn = methods.includes("authenticator");
  if (hasOwn) scores["otp-challenge"] += OWN_METHOD_WEIGHT;
  const [only] = methods;
  if (methods.length === 1 && only === "phone") scores["phone-challenge"] += OWN_METHOD_WEIGHT;
  if (methods.length === 1 && only === "email") scores["email-challenge"] += OWN_METHOD_WEIGHT;
  // Where a picture or a key is to be scanned, the words of a challenge belong to the enrolment.
  const picture = Math.min(screen.squarePictures, 1);
  const enrolment = scores["otp-enrolment"] + (wasSent(scores) ? 0 : picture);
  if (enrolment >= BARS["otp-enrolment"]) {
    scores["otp-enrolment"] += scores["otp-challenge"] + picture;
  }

  const present: Present = {
    screen,
    code: classes.includes("code"),
    recovery: classes.includes("recovery"),
    password:
      classes.includes("password") &&
      !hasOwn &&
      !SECOND_FACTOR.test(`${places["prose-heading"]}\n${wordsOf(codeFields)}`),
    shown: shownRecoveryCode(screen) !== null,
  };
  let best: ScoredKind | null = null;
  for (const kind of KINDS) {
    if (scores[kind] < BARS[kind] || !NEEDS[kind](present)) continue;
    if (kind === "otp-challenge" && !hasOwn && wasSent(scores)) continue;
    // What was sent now is nothing that was kept, unless the field says so.
    if (kind === "recovery-challenge" && !present.recovery && wasSent(scores)) continue;
    // A field that says it is for an authenticator is, whatever else the screen offers.
    if (hasOwn && (kind === "phone-challenge" || kind === "email-challenge")) continue;
    if (best === null || scores[kind] > scores[best]) best = kind;
  }
  return { kind: best ?? unscoredKind(places, classes), scores };
}

/** However much else speaks for an authenticator, a code that was sent is not from one. */
function wasSent(scores: Readonly<Record<ScoredKind, number>>): boolean {
  return (
    scores["phone-challenge"] >= BARS["phone-challenge"] ||
    scores["email-challenge"] >= BARS["email-challenge"]
  );
}

/**
 * A field that says nothing of itself, alone on a screen without any other for a code, is taken for one; so is a
 * masked one or one for a code by a name that is not known, if nobody signs in there by name or password.
 */
export function classesOf(screen: ScreenDescription): readonly FieldClass[] {
  const classes = screen.fields.map(classOfField);
  const isNeeded = !classes.includes("code") && !classes.includes("recovery");
  const isAlone = (one: FieldClass) => classes.filter((each) => each === one).length === 1;
  const isFirstStep = classes.includes("password") || classes.includes("email");
  const takesMasked = isNeeded && isAlone("masked") && !isFirstStep;
  const takesNamed = isNeeded && isAlone("named") && !isFirstStep && !takesMasked;
  const takesUnknown = isNeeded && isAlone("unknown") && !takesMasked && !takesNamed;
  return classes.map((each) => {
    if (each === "masked") return takesMasked ? "code" : "password";
    if (each === "named") return takesNamed ? "code" : "none";
    return each === "unknown" && takesUnknown ? "code" : each;
  });
}

function placesOf(screen: ScreenDescription): Record<Place, string> {
  const buttons = screen.buttons.flatMap((text) => normaliseWords(text).split("\n"));
  const headings = screen.headings.filter((text) => !buttons.includes(normaliseWords(text)));
  const told = withoutPhrases(normaliseWords([...headings, screen.text].join("\n")), buttons);
  return {
    told: told.replaceAll(GAP, "\n"),
    // Sentences are judged as a whole, with what links amid them left open.
    prose: withoutOffers(told).replaceAll(GAP, "\n"),
    "prose-heading": normaliseWords([screen.title, ...headings].join("\n")),
    heading: normaliseWords([screen.title, ...screen.headings].join("\n")),
    text: normaliseWords([...screen.headings, screen.text].join("\n")),
    label: wordsOf(screen.fields),
    button: normaliseWords(screen.buttons.join("\n")),
  };
}

function wordsOf(fields: readonly FieldDescription[]): string {
  return normaliseWords(
    fields.map(({ label, placeholder }) => `${label} ${placeholder}`).join("\n"),
  );
}

/** Stands for a link amid a sentence until the sentence is judged as a whole. */
const GAP = "\u0000";

/**
 * Takes out each phrase where it stands on a line of its own, and as whole words amid a line where it does
 * so more often than that: links lie in a text, but a tab's "Authenticator" is not that of the sentence below.
 */
function withoutPhrases(text: string, phrases: readonly string[]): string {
  let rest = text;
  for (const phrase of new Set(phrases)) {
    if (phrase === "") continue;
    const lines = rest.split("\n");
    const others = lines.filter((line) => line !== phrase);
    rest = others.join("\n");
    const times = phrases.filter((each) => each === phrase).length;
    if (lines.length - others.length >= times) continue;
    const words = phrase.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
    rest = rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "gu"), GAP);
  }
  return rest;
}

function scoreKinds(places: Record<Place, string>): Record<ScoredKind, number> {
  const scores: Record<ScoredKind, number> = {
    "otp-enrolment": 0,
    "otp-challenge": 0,
    "phone-challenge": 0,
    "email-challenge": 0,
    "recovery-challenge": 0,
    "recovery-shown": 0,
  };
  for (const { kind, place, words, weight } of SIGNALS) {
    if (words.test(places[place])) scores[kind] += weight;
  }
  const said = `${withoutOffers(places.text)}\n${places.button}`;
  if (SENT.test(said) && !ON_PAPER.test(said)) {
    const way = scores["email-challenge"] >= NAMES_EMAIL ? "email-challenge" : "phone-challenge";
    scores[way] += SENT_WEIGHT;
  }
  return scores;
}

type Present = {
  readonly screen: ScreenDescription;
  readonly code: boolean;
  readonly recovery: boolean;
  readonly password: boolean;
  /** A recovery code is shown to be kept. */
  readonly shown: boolean;
};

const asksForCode = ({ code, password }: Present): boolean => code && !password;

/** What a screen must have, whatever its words are, to be of a kind. */
const NEEDS: Readonly<Record<ScoredKind, (present: Present) => boolean>> = {
  "otp-enrolment": ({ screen, code }) =>
    code || screen.squarePictures > 0 || /[a-z2-7]{4}( [a-z2-7]{4}){3}/i.test(screen.text),
  "otp-challenge": asksForCode,
  "phone-challenge": ({ code }) => code,
  "email-challenge": ({ code }) => code,
  "recovery-challenge": ({ code, recovery, password, shown }) =>
    (code || recovery) && !password && !shown,
  "recovery-shown": ({ code, password, shown }) => !code && !password && shown,
};

function unscoredKind(places: Record<Place, string>, classes: readonly FieldClass[]): PageKind {
  if (classes.includes("password")) return "sign-in";
  const asksForEmail = classes.includes("email");
  const everything = `${places.text}\n${places.button}`;
  if (asksForEmail && /\b(log|sign) ?in\b|iniciar sesion|\bwelcome\b/.test(everything)) {
    return "sign-in";
  }
  if (classes.includes("code") || classes.includes("recovery")) return "other";
  if (isHeldUp({ headings: places.heading, text: places.text })) return "other";
  if (/\b(log|sign) ?out\b|signed in as|logged in as|cerrar sesion/.test(everything)) {
    return "signed-in";
  }
  return "other";
}
