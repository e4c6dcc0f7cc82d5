// Says what kind of screen a page shows, from its words and fields together: all of Headway's code
// fields may be named alike, so no single mark decides. Each signal is one line with a weight; the
// kind with the highest score wins if it reaches its bar and the fields it needs are there. English
// and Spanish.

import type { PageKind } from "./page-kind.ts";
import { classOfField, type FieldClass } from "./field-class.ts";
import { shownRecoveryCode } from "./recovery-code.ts";
import type { ScreenDescription } from "./screen-description.ts";
import { normaliseWords } from "./words.ts";

type ScoredKind = Exclude<PageKind, "signed-in" | "sign-in" | "other">;

/** `prose` is without what buttons and links say: another method is offered there. */
type Place = "heading" | "text" | "label" | "button" | "prose" | "prose-heading";

type Signal = {
  readonly kind: ScoredKind;
  readonly place: Place;
  readonly words: RegExp;
  readonly weight: number;
};

export type ScreenVerdict = {
  readonly kind: PageKind;
  /** The points of each scored kind, for tests and for explaining a verdict. */
  readonly scores: Readonly<Record<ScoredKind, number>>;
};

const signal = (kind: ScoredKind, place: Place, weight: number, words: RegExp): Signal => ({
  kind,
  place,
  words,
  weight,
});

/** Matched against normalised text: lower case, no accents. */
export const SIGNALS: readonly Signal[] = [
  signal(
    "otp-enrolment",
    "heading",
    4,
    /scan (this|the) (qr )?(code|barcode)|escanea\w* (este|el) codigo/,
  ),
  signal(
    "otp-enrolment",
    "text",
    3,
    /scan (this|the) (qr )?(code|barcode)|escanea\w* (este|el) codigo/,
  ),
  signal(
    "otp-enrolment",
    "text",
    3,
    /trouble scanning|can'?t scan|unable to scan|problemas? (para|al) escanear|no puedes? escanear/,
  ),
  signal(
    "otp-enrolment",
    "text",
    3,
    /(setup|set-up|secret|this|following) (key|code) (in|into|to) your|enter this key|setup key|clave de configuracion|(copia|introduce|ingresa)\w* (esta|la siguiente) clave/,
  ),
  signal("otp-enrolment", "text", 4, /copy and paste the code below|copia y pega el codigo/),
  signal(
    "otp-enrolment",
    "heading",
    2,
    /(set ?up|add|enrol\w*) (an |your )?(authenticat\w+|one-?time password)|configura\w* (tu|la|una) (aplicacion|app)/,
  ),

  signal(
    "otp-challenge",
    "prose",
    4,
    /authenticat(or|ion) (app|application)|(app|aplicacion) de autenticacion|aplicacion autenticadora|autenticador/,
  ),
  signal(
    "otp-challenge",
    "prose",
    4,
    /one-?time password (app|application)|aplicacion de contrasenas? de un solo uso/,
  ),
  signal(
    "otp-challenge",
    "prose-heading",
    2,
    /authenticat(or|ion) (app|code)|autenticacion|autenticador/,
  ),
  signal(
    "otp-challenge",
    "prose",
    2,
    /google authenticator|ente auth|authy|microsoft authenticator|guardian/,
  ),
  signal("otp-challenge", "label", 1, /one-?time (code|password)|de un solo uso/),

  signal(
    "phone-challenge",
    "text",
    5,
    /(we|we've|we have|just) (texted|called|messaged)|texted (you|to)|(we )?told you by phone|te (enviamos|hemos enviado) un (sms|mensaje)|te (llamamos|hemos llamado)/,
  ),
  signal(
    "phone-challenge",
    "text",
    5,
    /(text message|sms|voice call|phone call|mensaje de texto|llamada( de voz)?)( \w+){0,4} (to|a|al|sent|was|enviado)\b/,
  ),
  signal(
    "phone-challenge",
    "text",
    4,
    /sent (a |an |the |you )*(text|sms|code|6-digit code|message)( \w+){0,5} (to|at|by) (your phone|\S*(\*|x{2,}|•|\+\d))/,
  ),
  signal(
    "phone-challenge",
    "text",
    4,
    /(enviado|enviamos)( \w+){0,6} (al?|tu) (telefono|numero|\S*(\*|x{2,}|•|\+\d))/,
  ),
  signal(
    "phone-challenge",
    "text",
    5,
    /(sent|enviad\w+|enviamos)(?![^\n]{0,120}@)[^\n]{0,60}(\*{2,}|•{2,}|x{3,}|\+\d|phone|number|telefono|numero)/,
  ),
  // A number with its digits hidden and the last ones shown.
  signal(
    "phone-challenge",
    "text",
    4,
    /(?<![a-z0-9*•●#])[*•●x#]{2}[*•●x#(). -]{0,24}\d{2,4}(?![\d@])/,
  ),
  signal(
    "phone-challenge",
    "prose",
    4,
    /\b(receive|get|place|make)\w* (a|an|your|the)( automated| phone)* call\b|recib\w+ una llamada|llamaremos/,
  ),
  signal("phone-challenge", "text", 5, /(ending in|ends in|termin\w+ en) \W*\d/),
  signal("phone-challenge", "text", 5, /(call|llamada)( \w+){0,4} (at|to|al?) [^\n@]{0,12}[\d*•]/),
  signal(
    "phone-challenge",
    "heading",
    4,
    /\bphone\b|texted|\bsms\b|text message|by phone|your phone|voice call|telefono|mensaje de texto|llamada/,
  ),
  signal(
    "phone-challenge",
    "button",
    2,
    /(get|receive|call|text)( me)?( a)? (call|text)|call again|call instead|text instead|recibir una llamada|llamar(me)?/,
  ),

  signal(
    "email-challenge",
    "text",
    5,
    /(e-?mailed|sent (you )?an e-?mail|(sent|send)( \w+){0,6} (to|by|in an?) (your )?e-?mail)|check your e-?mail|correo electronico (a|con)|revisa tu correo/,
  ),
  signal("email-challenge", "text", 5, /(sent|enviado|enviamos)( [^\s@]+){0,8} \S+@\S+/),
  signal("email-challenge", "heading", 3, /e-?mail|correo/),

  signal(
    "recovery-challenge",
    "label",
    6,
    /recovery code|backup code|codigo de (recuperacion|respaldo)/,
  ),
  signal(
    "recovery-challenge",
    "heading",
    4,
    /(enter|use) (your |a )?(recovery|backup) code|(introduce|ingresa|usa)\w* (tu|un|el) codigo de (recuperacion|respaldo)/,
  ),
  signal(
    "recovery-challenge",
    "text",
    4,
    /(enter|use) (the|your) (recovery|backup) code|recovery code (that )?you (were|was|have been) (provided|given)|codigo de recuperacion que (se te|te|recibi)/,
  ),

  signal(
    "recovery-shown",
    "heading",
    4,
    /(your|new) (new )?(recovery|backup) code|almost there|(tu|nuevo) (nuevo )?codigo de (recuperacion|respaldo)|casi (listo|terminas)/,
  ),
  signal(
    "recovery-shown",
    "text",
    4,
    /(copy|save|keep|record|print|write down)( \w+){0,4} (recovery|backup) code|(copia|guarda|anota)\w*( \w+){0,4} codigo de (recuperacion|respaldo)/,
  ),
  signal(
    "recovery-shown",
    "text",
    3,
    /safely recorded|i have (saved|recorded|written)|he (guardado|anotado|registrado)/,
  ),
];

/**
 * What only a code that was sent has. Counts for e-mail where an e-mail is named, else for the phone.
 */
const SENT =
  /\bsent (to|you)\b|\bcode\b[^\n]{0,40}\bsent\b|\bsent\b[^\n]{0,60}\bcode\b|\bresend\b|send (it |(a|the) (new )?code )?again|didn'?t (get|receive)|\breenviar\b|\b(enviamos|enviaremos|enviado|mandamos|mandado)\b|\bno (has |ha )?recib\w+/;

const SENT_WEIGHT = 4;
const NAMES_EMAIL = 3;

const BARS: Readonly<Record<ScoredKind, number>> = {
  "otp-enrolment": 3,
  "otp-challenge": 4,
  "phone-challenge": 4,
  "email-challenge": 5,
  "recovery-challenge": 4,
  "recovery-shown": 4,
};

/** Order decides between equal scores: the kinds that must not get a TOTP code come first. */
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
  const classes = screen.fields.map(classOfField);
  const scores = scoreKinds(places);
  // Where a picture or a key is to be scanned, the words of a challenge belong to the enrolment.
  if (scores["otp-enrolment"] >= BARS["otp-enrolment"]) {
    scores["otp-enrolment"] += scores["otp-challenge"] + Math.min(screen.squarePictures, 1);
  }

  const present: Present = {
    screen,
    code: classes.includes("code"),
    recovery: classes.includes("recovery"),
    password: classes.includes("password"),
  };
  let best: ScoredKind | null = null;
  for (const kind of KINDS) {
    if (scores[kind] < BARS[kind] || !NEEDS[kind](present)) continue;
    if (kind === "otp-challenge" && wasSent(scores)) continue;
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

function placesOf(screen: ScreenDescription): Record<Place, string> {
  const labels = screen.fields.map((field) => `${field.label} ${field.placeholder}`);
  const buttons = screen.buttons.flatMap((text) => normaliseWords(text).split("\n"));
  const headings = screen.headings.filter((text) => !buttons.includes(normaliseWords(text)));
  return {
    prose: withoutPhrases(normaliseWords([...headings, screen.text].join("\n")), buttons),
    "prose-heading": normaliseWords([screen.title, ...headings].join("\n")),
    heading: normaliseWords([screen.title, ...screen.headings].join("\n")),
    text: normaliseWords([...screen.headings, screen.text].join("\n")),
    label: normaliseWords(labels.join("\n")),
    button: normaliseWords(screen.buttons.join("\n")),
  };
}

/** Takes out each phrase where it stands as whole words, also amid a line: links do. */
function withoutPhrases(text: string, phrases: readonly string[]): string {
  let rest = text;
  for (const phrase of new Set(phrases)) {
    if (phrase === "") continue;
    const words = phrase.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
    rest = rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "gu"), "\n");
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
  if (SENT.test(`${places.text}\n${places.button}`)) {
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
};

const asksForCode = ({ code, password }: Present): boolean => code && !password;

/** What a screen must have, whatever its words are, to be of a kind. */
const NEEDS: Readonly<Record<ScoredKind, (present: Present) => boolean>> = {
  "otp-enrolment": ({ screen, code }) =>
    code || screen.squarePictures > 0 || /[a-z2-7]{4}( [a-z2-7]{4}){3}/i.test(screen.text),
  "otp-challenge": asksForCode,
  "phone-challenge": asksForCode,
  "email-challenge": asksForCode,
  "recovery-challenge": ({ code, recovery, password }) => (code || recovery) && !password,
  "recovery-shown": ({ screen, code, recovery, password }) =>
    !code && !recovery && !password && shownRecoveryCode(screen) !== null,
};

function unscoredKind(places: Record<Place, string>, classes: readonly FieldClass[]): PageKind {
  if (classes.includes("password")) return "sign-in";
  const asksForEmail = classes.includes("email");
  const everything = `${places.text}\n${places.button}`;
  if (asksForEmail && /\b(log|sign) ?in\b|iniciar sesion|\bwelcome\b/.test(everything)) {
    return "sign-in";
  }
  if (classes.includes("code") || classes.includes("recovery")) return "other";
  if (/\b(log|sign) ?out\b|signed in as|logged in as|cerrar sesion/.test(everything)) {
    return "signed-in";
  }
  return "other";
}
