// A file of messages read as the browsers read it, but strictly: whoever names a message that is not there, or gives
// it more or less than it has room for, hears of it. Messages of Chrome's format: `$NAME$` stands for a placeholder,
// whose content is `$1` to `$9`.

import { readFileSync } from "node:fs";
import type { MessageSource } from "../../lib/i18n/messages.ts";

export type Message = {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
};

export type MessageFile = Readonly<Record<string, Message>>;

export function readMessageFile(language: string): MessageFile {
  return JSON.parse(
    readFileSync(`public/_locales/${language}/messages.json`, "utf8"),
  ) as MessageFile;
}

const FORMS = /_(zero|one|two|few|many|other)$/;

function substituted({ message, placeholders = {} }: Message, values: readonly string[]): string {
  return message.replaceAll(/\$(\w+)\$|\$\$/g, (whole, name?: string) => {
    if (name === undefined) return "$";
    const content = placeholders[name.toLowerCase()]?.content;
    const value = values[Number(content?.slice(1)) - 1];
    if (value === undefined) throw new TypeError(`Nothing stands for ${whole} in “${message}”`);
    return value;
  });
}

/** @throws TypeError by the source, for what the browsers would leave empty without a word */
export function sourceOf(file: MessageFile): MessageSource {
  return (name, values) => {
    const found = file[name];
    if (found === undefined) {
      // Which forms of the plural a language has is asked for.
      if (FORMS.test(name)) return "";
      throw new TypeError(`There is no message ${name}`);
    }
    const wanted = Object.keys(found.placeholders ?? {}).length;
    if (values.length < wanted) throw new TypeError(`${name} wants ${wanted} substitutions`);
    return substituted(found, values);
  };
}
