// What each error says to the user: what happened, and what to do next. The table is total over the
// error codes, by its type.

import { type ErrorCode, isWaykeyError } from "../lib/errors.ts";

export type ErrorText = { readonly title: string; readonly advice: string };

export const ERROR_TEXTS: Readonly<Record<ErrorCode, ErrorText>> = {
  "encoding/base32": {
    title: "This setup key has characters that don’t belong in it",
    advice: "Setup keys use the letters A to Z and the digits 2 to 7. Copy it from the page again.",
  },
  "encoding/base64url": {
    title: "Some of the data could not be read",
    advice: "Try again. If it comes from a file, choose the original file once more.",
  },
  "encoding/hex": {
    title: "Some of the data could not be read",
    advice: "Try again. If it comes from a file, choose the original file once more.",
  },
  "encoding/utf8": {
    title: "Some of the text could not be read",
    advice: "Try again. If it comes from a file, choose the original file once more.",
  },
  "kdf/parameters": {
    title: "The password settings of this file or vault are not safe to use",
    advice: "Nothing was opened. Use a file that Waykey itself has made.",
  },
  "otp/uri": {
    title: "This is not a setup key or an otpauth link",
    advice: "Copy the whole key from the Headway page, or scan its QR code instead.",
  },
  "otp/secret": {
    title: "This setup key isn’t complete or has a wrong character",
    advice: "Compare it with the page, character by character, or copy it again.",
  },
  "otp/algorithm": {
    title: "This code uses a method that Waykey doesn’t know",
    advice:
      "Waykey makes codes with SHA-1, SHA-256 and SHA-512. Set up the code anew on the site, and choose one of these if it asks.",
  },
  "otp/type": {
    title: "This kind of code isn’t supported",
    advice:
      "Waykey makes codes that change with time (TOTP), which is what Headway uses, codes by a counter (HOTP) and Steam’s. Look for a QR code or key of one of these.",
  },
  "otp/digits": {
    title: "This code has an unusual number of digits",
    advice:
      "Waykey makes codes of 5 to 10 digits. Check that the link is from Headway, and copy it again.",
  },
  "otp/period": {
    title: "This code changes at an unusual pace",
    advice:
      "Waykey makes codes that change at least once a day. Check that the link is from Headway, and copy it again.",
  },
  "otp/counter": {
    title: "There is no usable counter for these codes",
    advice:
      "Codes by a counter (HOTP) need one that both sides know. Copy the whole link again, or set up the code anew on the site.",
  },
  "otp/migration": {
    title: "This export of Google Authenticator can’t be read",
    advice:
      "It is cut short or damaged. Make the export again, and scan each of its QR codes whole.",
  },
  "qr/none": {
    title: "No QR code was found on this page",
    advice:
      "Scroll until the whole QR code is in view, then scan again. You can also copy the setup key shown beside it.",
  },
  "qr/none-in-view": {
    title: "No QR code was found among the page’s pictures",
    advice:
      "Waykey may look at the whole page once you open it by its button in the toolbar: close this window, press the button, and scan again. You can also copy the setup key shown beside the QR code.",
  },
  "qr/none-in-picture": {
    title: "No QR code was found in this picture",
    advice:
      "Take it again so that the whole code is in it, sharp and with a little white around it, or cut the picture down to the code.",
  },
  "qr/not-otp": {
    title: "This QR code is for something else",
    advice: "Look for the one that Headway shows when you enroll an authenticator app.",
  },
  "qr/migration": {
    title: "This is an export of Google Authenticator, not one code",
    advice: "Scan or paste it under “Add a code”, where Waykey takes all of its entries.",
  },
  "picture/none": {
    title: "There is no picture in this",
    advice: "Copy the picture itself, or take a screenshot, then paste or drop that.",
  },
  "picture/kind": {
    title: "Waykey doesn’t read this kind of file",
    advice:
      "Use a picture in PNG, JPEG, GIF, WebP or BMP. Of anything else, such as a drawing in SVG, take a screenshot.",
  },
  "picture/damaged": {
    title: "This picture can’t be opened",
    advice: "It is cut short or damaged. Save or take it again, or use a screenshot.",
  },
  "picture/too-large": {
    title: "This picture is too large",
    advice: "Cut it down to the QR code, or take a screenshot of the code alone.",
  },
  "picture/too-slow": {
    title: "Searching this picture takes too long",
    advice: "Cut it down to the QR code, or take a screenshot of the code alone.",
  },
  "camera/none": {
    title: "No camera was found",
    advice:
      "Connect one and try again. You can also take a picture of the QR code with another device and choose it here.",
  },
  "camera/denied": {
    title: "Waykey may not use the camera",
    advice:
      "Allow it in your browser, beside the address of this page, and in the privacy settings of your computer. Then try again.",
  },
  "camera/busy": {
    title: "The camera is in use or doesn’t start",
    advice: "Close other programs and tabs that use it, then try again.",
  },
  "camera/failed": {
    title: "The camera stopped",
    advice: "Try again. You can also choose a picture of the QR code instead.",
  },
  "webauthn/options": {
    title: "The site asked for a passkey in a way Waykey doesn’t understand",
    advice: "Choose “Use another device or security key” to go on with your browser.",
  },
  "webauthn/rp-id": {
    title: "This site may not use that passkey",
    advice: "The address doesn’t fit the passkey. Check that you are on headway.co.",
  },
  "webauthn/algorithm": {
    title: "The site asks for a kind of key that Waykey doesn’t make",
    advice: "Choose “Use another device or security key” to go on with your browser.",
  },
  "webauthn/key": {
    title: "This passkey can’t be used",
    advice: "Its key is damaged. Sign in another way and set up a new passkey in Headway.",
  },
  "webauthn/not-supported": {
    title: "The site asks for something that Waykey doesn’t support",
    advice: "Choose “Use another device or security key” to go on with your browser.",
  },
  "webauthn/syntax": {
    title: "The site’s request for a passkey is malformed",
    advice: "Reload the page and try again. If it stays like this, sign in to Headway another way.",
  },
  "vault/exists": {
    title: "There is a vault already",
    advice: "Close this window and open Waykey again to unlock it.",
  },
  "vault/none": {
    title: "There is no vault yet",
    advice: "Open Waykey from the toolbar and create one.",
  },
  "vault/locked": {
    title: "Waykey is locked",
    advice: "Unlock it with your password, then try again.",
  },
  "vault/password": {
    title: "That’s not the right password",
    advice: "Check Caps Lock and the keyboard layout, then type it again.",
  },
  "vault/weak-password": {
    title: "This password is too short",
    advice:
      "Use at least 10 characters. A few unrelated words are easy to remember and hard to guess.",
  },
  "vault/emergency-key": {
    title: "This emergency key doesn’t open this vault",
    advice:
      "It was typed without a slip, but it belongs to another vault or was replaced. Use the newest one that you printed.",
  },
  "vault/emergency-key-typo": {
    title: "There is a slip in this emergency key",
    advice:
      "Compare it with your printout, character by character. It has 34 letters and digits, and never the letter U.",
  },
  "vault/device": {
    title: "This device doesn’t open the vault",
    advice: "Use your password, then set up the device again in Waykey’s settings.",
  },
  "vault/altered": {
    title: "Something other than Waykey changed how this vault is unlocked",
    advice:
      "Your entries are still there; do not remove the extension. A way to unlock may have been added or taken away. Check this computer for unwanted software.",
  },
  "vault/password-due": {
    title: "It’s time to type your password once",
    advice:
      "Waykey asks for it now and then, so that you don’t forget it. Afterwards the quicker ways work again.",
  },
  "vault/no-slot": {
    title: "This way to unlock isn’t set up",
    advice: "It may have been removed in another window. Unlock Waykey in another way.",
  },
  "vault/last-slot": {
    title: "This is the last way in that can’t be lost with the device",
    advice: "Set a password or print an emergency key first, then remove this one.",
  },
  "vault/too-many-slots": {
    title: "There are too many ways to unlock",
    advice: "Remove one that you don’t use any more, then try again.",
  },
  "vault/damaged": {
    title: "The vault can’t be read",
    advice:
      "Nothing was deleted. Do not remove the extension. Restart the browser; if it stays like this, restore from a backup.",
  },
  "vault/version": {
    title: "This vault was made by a newer Waykey",
    advice: "Update Waykey, then open it again. Nothing was changed.",
  },
  "vault/conflict": {
    title: "Something else changed the vault at the same moment",
    advice: "Nothing was lost. Try again.",
  },
  "vault/storage": {
    title: "The browser could not save this",
    advice: "Nothing was changed. Make sure that the disk isn’t full, then try again.",
  },
  "vault/no-room": {
    title: "There is no room left for this",
    advice:
      "Nothing was changed. Free some space on the disk, or in the browser’s settings for website data, then try again.",
  },
  "vault/manifest": {
    title: "Waykey’s list of your entries is missing or damaged",
    advice:
      "Your entries are kept and can be used, but nothing new can be saved. Make a backup now, and do not remove the extension.",
  },
  "vault/no-record": {
    title: "This entry isn’t there any more",
    advice: "It may have been removed in another window. Close Waykey and open it again.",
  },
  "record/damaged": {
    title: "This entry can’t be read",
    advice: "It is kept as it is. Do not remove the extension; restore the entry from a backup.",
  },
  "record/invalid": {
    title: "This entry isn’t valid",
    advice: "Nothing was changed. Check what you typed, then try again.",
  },
  "recovery/code": {
    title: "This doesn’t look like a recovery code",
    advice: "Compare it with what Headway shows: 24 letters and digits, all of them.",
  },
  "recovery/passphrase": {
    title: "That’s not the passphrase of this recovery code",
    advice:
      "It is the one you gave this code, and may differ from Waykey’s own password. Check Caps Lock and the keyboard layout, then type it again.",
  },
  "recovery/same-password": {
    title: "That’s your Waykey password",
    advice: "Whoever has it would have this code, too. Choose another passphrase for it.",
  },
  "account/calling-code": {
    title: "This isn’t the country code of a phone number",
    advice: "Type the digits that stand before the number, such as +1 for the United States.",
  },
  "account/held-there": {
    title: "That account holds the same already",
    advice: "Nothing was moved. Remove the one that you see here, if you want it only once.",
  },
  "account/taken": {
    title: "Another account of this kind has that address",
    advice:
      "Move what this account holds to the other one, then remove this one. Or type another address.",
  },
  "account/email": {
    title: "This isn’t a complete e-mail address",
    advice: "Type the address that you use to sign in to Headway, such as name@example.com.",
  },
  "backup/foreign": {
    title: "This isn’t a Waykey backup",
    advice: "Choose the file that Waykey saved. Its name starts with “waykey”.",
  },
  "backup/damaged": {
    title: "This backup is damaged",
    advice: "Nothing was restored. Download or copy the file again, or use another backup.",
  },
  "backup/version": {
    title: "This backup was made by a newer Waykey",
    advice: "Update Waykey, then restore again.",
  },
  "backup/password": {
    title: "That’s not the password of this backup",
    advice: "It is the one you chose when you made the backup. It may differ from Waykey’s own.",
  },
  "backup/too-large": {
    title: "This file is too large to be a Waykey backup",
    advice: "Choose the file that Waykey saved. Its name starts with “waykey”.",
  },
  "backup/incomplete": {
    title: "A complete backup can’t be made now",
    advice:
      "Some entries can’t be read. See “Accounts” below for which, and do not remove the extension.",
  },
  "ceremony/unknown": {
    title: "This request isn’t known any more",
    advice: "Close this window and start again on the Headway page.",
  },
  "ceremony/gone": {
    title: "The page that asked has gone away",
    advice: "Nothing was signed. Go back to Headway and start again.",
  },
  "ceremony/choice": {
    title: "Choose a passkey first",
    advice: "Pick the account that you want to sign in with, then press “Allow”.",
  },
  "ceremony/verification": {
    title: "Headway wants to be sure that it’s you",
    advice: "Prove it in one of the ways offered here, then press “Allow”.",
  },
  "verification/pin": {
    title: "That’s not the right PIN",
    advice: "Type it again. After five wrong PINs, Waykey asks for your password.",
  },
  "verification/pin-blocked": {
    title: "Too many wrong PINs were typed",
    advice: "Use your Waykey password instead. Once it is accepted, the PIN works again.",
  },
  "verification/weak-pin": {
    title: "This PIN is too easy to guess",
    advice:
      "Use 4 to 64 characters, not all the same and not in a row such as 1234. Letters are allowed.",
  },
  "verification/device": {
    title: "Your device did not verify you",
    advice:
      "It was cancelled, took too long, or the device can’t do it now. Try again, or use your PIN or password.",
  },
  "verification/none": {
    title: "This way to verify you isn’t set up any more",
    advice: "Use your password instead. PIN and device are set up in Waykey’s settings.",
  },
  "page/none": {
    title: "The page in use isn’t a Headway page",
    advice: "Open headway.co in the tab, then open Waykey again.",
  },
  "page/unreachable": {
    title: "Waykey can’t see into this page",
    advice: "Reload the page, then open Waykey again.",
  },
  "fill/no-field": {
    title: "There’s no field for this code on the page",
    advice: "Go to the step where Headway asks for it, or copy the code and paste it.",
  },
  "fill/rejected": {
    title: "The page didn’t take the code",
    advice: "Copy the code and paste it into the page yourself.",
  },
  "fill/given-up": {
    title: "The next code was not filled",
    advice:
      "While Waykey waited for it, another page came to the front, another code was asked for, or Waykey was locked. Go back to the page and press “Fill code” again.",
  },
  "clock/off": {
    title: "The clock check is switched off",
    advice: "Tick “Let me compare the clock with Headway’s” in Waykey’s settings first.",
  },
  "clock/unreadable": {
    title: "Headway’s time could not be read",
    advice:
      "The page’s server did not answer or named no time, or, in Firefox, the page’s policy or its service worker stands in between. Your codes are made as before. Open another page of Headway and check again, or compare your clock with another one.",
  },
  "rpc/method": {
    title: "Waykey was updated in the meantime",
    advice: "Close this window and open Waykey again.",
  },
  "rpc/sender": {
    title: "This window may not do that",
    advice: "Open Waykey from the toolbar of your browser.",
  },
  "rpc/input": {
    title: "Waykey could not understand this",
    advice: "Check what you typed, then try again.",
  },
  "rpc/stale": {
    title: "Waykey was updated in the meantime",
    advice: "Close this window and open Waykey again. Reload the Headway page as well.",
  },
  "rpc/unreachable": {
    title: "Waykey isn’t answering",
    advice: "Close this window and open it again. If that doesn’t help, restart the browser.",
  },
  "internal/unexpected": {
    title: "Something went wrong in Waykey",
    advice: "Your vault is unchanged. Try again; if it keeps happening, restart the browser.",
  },
};

/** Where the vault as a whole can't be read, some words are others than for a single act. */
const UNREADABLE_TEXTS: Readonly<Partial<Record<ErrorCode, ErrorText>>> = {
  "vault/damaged": {
    title: "The vault can’t be read",
    advice: "What says how it is unlocked is damaged. Restart the browser and look again.",
  },
  "kdf/parameters": {
    title: "The vault can’t be unlocked",
    advice:
      "What says how its password is checked is damaged, and Waykey refuses to work by it. Restart the browser and look again.",
  },
  "vault/storage": {
    title: "The browser can’t open Waykey’s storage",
    advice: "Make sure that the disk isn’t full, restart the browser and look again.",
  },
};

/** The words for a vault that can't be read for that reason. */
export function describeUnreadable(reason: ErrorCode): ErrorText {
  return UNREADABLE_TEXTS[reason] ?? ERROR_TEXTS[reason];
}

export function errorText(code: ErrorCode): ErrorText {
  return ERROR_TEXTS[code];
}

/** The words for whatever was caught; anything that is not a WaykeyError is unexpected. */
export function describeError(error: unknown): ErrorText {
  return ERROR_TEXTS[isWaykeyError(error) ? error.code : "internal/unexpected"];
}

/** What is wrong with a typed key or link, and what to do, in one text; of a key, where it is wrong. */
export function describeSetupError(error: unknown): string {
  const { title, advice } = describeError(error);
  if (!isWaykeyError(error, "otp/secret")) return `${title}. ${advice}`;
  return `${error.message}. ${advice}`;
}
