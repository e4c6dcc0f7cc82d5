// Every word that a user reads or hears, by its key in public/_locales, in the language that the browser has
// chosen among those there. Whoever starts a page or the worker says first where the messages come from.

import type english from "../../public/_locales/en/messages.json";

/** A type alone: nothing of the file is bundled. */
type Messages = typeof english;

export type MessageKey = keyof Messages;

/** What has a form for one and a form for any other count. */
export type PluralBase = {
  [K in MessageKey]: K extends `${infer B}_one`
    ? `${B}_other` extends MessageKey
      ? B
      : never
    : never;
}[MessageKey];

/** None where the message has no placeholder, else one for each, in the order of their numbers. */
export type Substitutions<K extends MessageKey> = Messages[K] extends { placeholders: object }
  ? readonly [string, ...string[]]
  : readonly [];

/**
 * As `browser.i18n.getMessage`.
 * @returns the message with its substitutions in place, "" if there is none of that name
 */
export type MessageSource = (name: string, substitutions: readonly string[]) => string;

let source: MessageSource | null = null;

/** Made at the first use and held: to make one costs more than a whole line of a list that is written by it. */
let formats: Formats | null = null;

type Formats = {
  readonly locale: string;
  readonly numbers: Intl.NumberFormat;
  readonly plurals: Intl.PluralRules;
};

export function setMessageSource(messages: MessageSource): void {
  source = messages;
  formats = null;
}

function read(name: string, substitutions: readonly string[] = []): string {
  if (source === null) throw new TypeError("No source of messages was set");
  return source(name, substitutions);
}

/** @throws TypeError where no source was set: at the load of a module, for one */
export function message<K extends MessageKey>(key: K, ...substitutions: Substitutions<K>): string {
  return read(key, substitutions);
}

/** For keys that only the run shows; whether the substitutions are as many as the placeholders, the tests show. */
export function messageWith(key: MessageKey, substitutions: readonly string[]): string {
  return read(key, substitutions);
}

/**
 * The message that fits a count, by the rules of the language: `<base>_one`, `<base>_other`, and in languages that
 * have more forms those, too. Its first substitution is the count, the further ones are `more`.
 */
export function plural(base: PluralBase, count: number, ...more: readonly string[]): string {
  return read(pluralKey(base, count), [numberText(count), ...more]);
}

/** The key of the message that `plural` takes. */
export function pluralKey(base: PluralBase, count: number): MessageKey {
  const key = `${base}_${currentFormats().plurals.select(count)}`;
  const blanks = Array.from({ length: 9 }, () => "");
  return (read(key, blanks) === "" ? `${base}_other` : key) as MessageKey;
}

/** The language of the messages, which need not be the browser's own: as "en". */
export function language(): string {
  return message("common_language");
}

/**
 * What `Intl` writes numbers, dates and lists by: the browser's own locale where that is of the messages'
 * language, so that an Englishman has his dates, else the language alone.
 */
export function locale(): string {
  return currentFormats().locale;
}

export function numberText(count: number): string {
  return currentFormats().numbers.format(count);
}

function currentFormats(): Formats {
  if (formats !== null) return formats;
  const own = new Intl.Locale(new Intl.DateTimeFormat().resolvedOptions().locale);
  const locale = own.language === language() ? own.toString() : language();
  formats = {
    locale,
    numbers: new Intl.NumberFormat(locale),
    plurals: new Intl.PluralRules(locale),
  };
  return formats;
}
