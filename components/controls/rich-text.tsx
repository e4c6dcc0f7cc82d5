// A message with links or strong words in the midst of its sentence, so that a translator has the whole sentence:
// "Open <link>Headway</link> for $ACCOUNT$".

import { Fragment, type ComponentChildren } from "preact";
import { messageWith, type MessageKey } from "../../lib/i18n/messages.ts";

export type RichTextProps = {
  readonly message: MessageKey;
  /** In the order of the placeholders' numbers. What stands in them is never read as a tag. */
  readonly values?: readonly ComponentChildren[];
  /** What a tag of the message becomes around its content; `strong` is known without. */
  readonly tags?: Readonly<Record<string, (content: ComponentChildren) => ComponentChildren>>;
};

const KNOWN: NonNullable<RichTextProps["tags"]> = {
  strong: (content) => <b>{content}</b>,
};

/** Characters for private use, which stand for the values while the tags are read. */
const FIRST_VALUE = 0xe000;
const PIECE = /<(\w+)>(.*?)<\/\1>|([\uE000-\uE008])/su;

/** @throws TypeError at a tag that `tags` does not know */
export function RichText({ message: key, values = [], tags = {} }: RichTextProps) {
  const marks = values.map((_value, at) => String.fromCharCode(FIRST_VALUE + at));
  const text = messageWith(key, marks);

  function rendered(text: string): readonly ComponentChildren[] {
    const found = PIECE.exec(text);
    if (found === null) return [text];
    const [whole, tag, content = "", mark] = found;
    return [
      text.slice(0, found.index),
      tag === undefined ? valueOf(mark) : tagged(tag, rendered(content)),
      ...rendered(text.slice(found.index + whole.length)),
    ];
  }

  function valueOf(mark = ""): ComponentChildren {
    return values[mark.charCodeAt(0) - FIRST_VALUE];
  }

  function tagged(tag: string, content: readonly ComponentChildren[]): ComponentChildren {
    const wrap = tags[tag] ?? KNOWN[tag];
    if (wrap === undefined) throw new TypeError(`${key} has a tag <${tag}> that nobody knows`);
    return wrap(content.map((part, at) => <Fragment key={at}>{part}</Fragment>));
  }

  return <>{rendered(text)}</>;
}
