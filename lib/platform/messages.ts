// The browser's messages, from public/_locales.

import browser from "webextension-polyfill";
import {
  language,
  message,
  messageWith,
  setMessageSource,
  type MessageKey,
  type MessageSource,
} from "../i18n/messages.ts";

const browserMessages: MessageSource = (name, substitutions) =>
  browser.i18n.getMessage(name, [...substitutions]);

/** For the worker, which has no page. */
export function speak(): void {
  setMessageSource(browserMessages);
}

/** To be called before anything is shown: the words of a page, its title and its language for screen readers. */
export function speakOnPage(title: MessageKey): void {
  speak();
  document.title = messageWith(title, []);
  document.documentElement.lang = language();
  document.documentElement.dir = message("common_direction");
}
