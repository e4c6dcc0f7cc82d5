// Setting up a second step in products' own words: an app, a phone, a mail address, a key.

import { boxIds, type Family } from "../field-page.ts";
import { BOOTSTRAP, boxes, PNG_BARCODE, SETUP_KEY, SVG_BARCODE, TAILWIND } from "../styles.ts";

const STEPS = `body{font:14px/1.5 -apple-system,"Segoe UI",sans-serif;max-width:640px;margin:24px auto}input{height:32px;border:1px solid #d0d7de;border-radius:6px;padding:5px 12px}.step{border-top:1px solid #d0d7de;padding:16px 0}`;

export const ENROLMENT_STEPS: Family = {
  name: "enrolment, step by step",
  pages: [
    {
      name: "code host, three steps on one page",
      title: "Enable two-factor authentication",
      style: STEPS,
      body: `<h2>Setup authenticator app</h2><p>Authenticator apps and browser extensions like 1Password, Authy, Microsoft Authenticator, etc. generate one-time passwords that are used as a second factor to verify your identity when prompted during sign-in.</p><div class="step"><h3>Scan the QR code</h3><p>Use an authenticator app or browser extension to scan.</p><img src="${SVG_BARCODE}" width="180" height="180" alt=""><p>Unable to scan? You can use the <button>setup key</button> to manually configure your authenticator app.</p></div><div class="step"><label for="two-factor-otp"><b>Verify the code from the app</b></label><br><input id="two-factor-otp" type="text" name="otp" placeholder="XXXXXX" autocomplete="one-time-code" required></div><button disabled>Cancel</button> <button>Continue</button>`,
      screen: "one-time",
      fill: "#two-factor-otp",
    },
    {
      name: "code host, current password asked as well",
      title: "Two-factor authentication",
      style: BOOTSTRAP,
      body: `<div class="container"><h4>Register Two-Factor Authenticator</h4><p>Use a one-time password authenticator on your mobile device or computer to enable two-factor authentication (2FA).</p><div class="row"><div class="col"><img src="${PNG_BARCODE}" width="160" alt=""></div><div class="col"><p>Account: headway:alex@example.com<br>Key: <code>${SETUP_KEY}</code></p></div></div><form><div class="mb-3"><label for="pin_code" class="form-label">Enter verification code</label><input class="form-control" id="pin_code" name="pin_code" required autocomplete="off"></div><div class="mb-3"><label class="form-label" for="current_password">Current password</label><input class="form-control" type="password" name="current_password" id="current_password" autocomplete="current-password"></div><button class="btn">Register with two-factor app</button></form></div>`,
      screen: "one-time",
      fill: "#pin_code",
      stays: ["#current_password"],
    },
    {
      name: "a phone number and, later, the code it got",
      title: "Add a phone",
      style: TAILWIND,
      body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Add a phone number</h1><ol><li class="mt-6"><label class="font-medium" for="tel">Phone number</label><input class="input" id="tel" name="phone" type="tel" autocomplete="tel" value="+1 650 555 4821" disabled></li><li class="mt-6"><label class="font-medium" for="c">6-digit code</label><input class="input" id="c" name="code" inputmode="numeric" maxlength="6" autocomplete="one-time-code"><p class="text-sm">We texted a code to the number above.</p></li></ol><button class="button mt-6">Turn on text message verification</button></main>`,
      screen: "texted",
      fill: null,
    },
    {
      name: "a chosen method, its barcode in a table",
      title: "My account",
      style: `body{font:13px Verdana}table{border-collapse:collapse}td{padding:6px;border:1px solid #bbb}`,
      body: `<h2>Additional security verification</h2><table><tr><td>1.</td><td>Install FreeOTP, Authy or any other app for time-based codes.</td></tr><tr><td>2.</td><td>Open it and scan:<br><img src="${PNG_BARCODE}" width="120" alt="barcode"></td></tr><tr><td>3.</td><td>Type what the app shows:<br><input type="text" name="totp" id="totp" size="10"><input type="text" name="userLabel" id="userLabel" size="20" placeholder="Device Name"></td></tr></table><input type="submit" value="Submit">`,
      screen: "one-time",
      fill: "#totp",
      stays: ["#userLabel"],
    },
    {
      name: "a modal of an admin console, two codes in a row",
      title: "Security credentials",
      style: `body{font:14px Arial}[role=dialog]{position:fixed;inset:60px auto auto 20%;width:520px;background:#fff;border:1px solid #aab7b8;padding:20px}.backdrop{position:fixed;inset:0;background:rgba(0,0,0,.4)}`,
      body: `<div class="backdrop"></div><div role="dialog" aria-modal="true" aria-labelledby="h"><h2 id="h">Set up device</h2><p>Authenticator app: a virtual MFA device is an application running on your device that you can configure by scanning a QR code.</p><img src="${SVG_BARCODE}" width="150" alt="QR code"><p>Fill in two consecutive codes from your MFA device.</p><p><label for="f1">MFA code 1</label> <input id="f1" maxlength="6" autocomplete="off"></p><p><label for="f2">MFA code 2</label> <input id="f2" maxlength="6" autocomplete="off"></p><button>Cancel</button> <button>Add MFA</button></div>`,
      screen: "one-time",
      fill: "#f1",
      stays: ["#f2"],
      why: "Two codes of two moments: the first is the one of now, the second is not there yet.",
    },
    {
      name: "second factor of a members' area, after a secret in words",
      title: "Profile",
      style: BOOTSTRAP,
      body: `<nav class="navbar"><a href="#">Home</a><a href="#">Profile</a><form role="search"><input id="q" type="search" name="s" placeholder="Search" aria-label="Search"></form></nav><div class="container card"><h5>Two-Factor Options</h5><p>Please scan the QR code or manually enter the key, then enter an authentication code from your app in order to complete setup.</p><p><img src="${PNG_BARCODE}" width="130" alt=""></p><code>${SETUP_KEY}</code><p><label for="two-factor-totp-authcode">Authentication Code:</label> <input type="text" inputmode="numeric" name="two-factor-totp-authcode" id="two-factor-totp-authcode" class="form-control" size="20" pattern="[0-9 ]*" placeholder="123 456" autocomplete="off"></p><button class="btn">Submit</button></div>`,
      screen: "one-time",
      fill: "#two-factor-totp-authcode",
      stays: ["#q"],
    },
    {
      name: "accordion of methods, the app's part open",
      title: "Sign-in and security",
      style: STEPS,
      body: `<h1>Two-step verification</h1><details><summary>Text message</summary><label>Mobile number <input id="mob" type="tel" autocomplete="tel"></label></details><details open><summary>Authenticator app</summary><p>Scan the code with your app:</p><img src="${SVG_BARCODE}" width="160" alt="QR"><p id="say">Then tell us the six digits that it shows.</p><input id="six" aria-describedby="say" aria-label="Six digits" inputmode="numeric"></details><details><summary>Security key</summary><button>Add key</button></details>`,
      screen: "one-time",
      fill: "#six",
      stays: ["#mob"],
    },
    {
      name: "security key to be named",
      title: "Add a security key",
      style: STEPS,
      body: `<h1>Add a security key</h1><p>Security keys are a second step like your authenticator app's code, but cannot be phished.</p><label for="n">Name of the key</label> <input id="n" name="nickname" maxlength="30" placeholder="YubiKey 5C"><button>Add</button>`,
      screen: "none",
      fill: null,
      stays: ["#n"],
    },
    {
      name: "boxes beside the barcode, with what was saved",
      title: "Set up 2FA",
      style: TAILWIND,
      body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Set up two-factor authentication</h1><div class="flex gap-2 mt-6"><img src="${SVG_BARCODE}" width="140" alt="Two-factor QR code"><div><p class="font-medium">Step 2</p><p class="text-sm text-gray-500">Enter the 6-digit token below.</p><fieldset class="flex gap-2"><legend class="sr-only">Token</legend>${boxes((at) => `<input class="slot" id="t${at}" maxlength="1" inputmode="numeric" autocomplete="off">`)}</fieldset></div></div><label class="mt-6"><input type="checkbox" id="ok"> I have saved my backup codes</label><button class="button">Activate</button></main>`,
      screen: "one-time",
      fill: boxIds("#t", 1),
    },
  ],
};
