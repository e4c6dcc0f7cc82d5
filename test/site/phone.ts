// The phone method: numbers of the +1 country code only, six-digit codes with a life of five
// minutes and five tries, and a network that keeps every text and call so that a test (or the page
// that plays the phone) can read them.

import { randomInt } from "node:crypto";

export type Channel = "sms" | "voice";

export interface PhoneMessage {
  readonly number: string;
  readonly channel: Channel;
  readonly text: string;
  readonly code: string;
  readonly at: number;
}

export interface PhoneCode {
  readonly number: string;
  readonly channel: Channel;
  readonly code: string;
  readonly expiresAt: number;
  triesLeft: number;
  used: boolean;
}

export type PhoneVerdict =
  { ok: true } | { ok: false; reason: "incorrect" | "expired" | "spent" | "used" };

const lifeMs = 5 * 60_000;
const tries = 5;

export function isChannel(value: unknown): value is Channel {
  return value === "sms" || value === "voice";
}

/** Reads a +1 number in any usual spelling; null for every other country and for nonsense. */
export function findUsNumber(text: string): string | null {
  const compact = text.replace(/[\s().-]/g, "");
  const match = /^(?:\+1|1)?([2-9]\d{2}[2-9]\d{6})$/.exec(compact);
  return match === null ? null : `+1${match[1]}`;
}

/** `+14155550123` as `******0123`. */
export function maskedNumber(number: string): string {
  return `******${number.slice(-4)}`;
}

/** Keeps the messages of all numbers, oldest first. */
export class PhoneNetwork {
  readonly messages: PhoneMessage[] = [];

  /** Makes a code and sends it. */
  send(number: string, channel: Channel, nowMs: number): PhoneCode {
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    const text =
      channel === "sms"
        ? `${code} is your Headway verification code. Do not share it.`
        : `Hello. Your Headway verification code is ${Array.from(code).join(", ")}. Goodbye.`;
    this.messages.push({ number, channel, text, code, at: nowMs });
    return { number, channel, code, expiresAt: nowMs + lifeMs, triesLeft: tries, used: false };
  }
}

/** Checks what was typed against the code that was sent, and uses the code or a try up. */
export function verifyPhoneCode(sent: PhoneCode, typed: string, nowMs: number): PhoneVerdict {
  if (sent.used) return { ok: false, reason: "used" };
  if (nowMs > sent.expiresAt) return { ok: false, reason: "expired" };
  if (sent.triesLeft === 0) return { ok: false, reason: "spent" };
  sent.triesLeft -= 1;
  if (typed.replace(/\s/g, "") !== sent.code) return { ok: false, reason: "incorrect" };
  sent.used = true;
  return { ok: true };
}
