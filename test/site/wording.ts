// Why a code was not accepted, in the words of the site.

export const codeErrors = {
  malformed: "Enter the 6-digit code.",
  incorrect: "The code you entered is incorrect. Try again.",
  reused: "This code was used already. Wait for the next one.",
  expired: "The code has expired. Request a new one.",
  spent: "Too many wrong codes. Request a new one.",
  used: "This code was used already. Request a new one.",
  limited: "Too many codes were requested. Wait a few minutes and try again.",
} as const;

export const foreignNumber = "US phone numbers (+1) only. Non-US numbers are not supported.";
