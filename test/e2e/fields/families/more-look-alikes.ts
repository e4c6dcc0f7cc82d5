// Codes and numbers of daily work that no authenticator makes, and codes shown.

import type { Family, FieldPage } from "../field-page.ts";
import { BOOTSTRAP, boxes, HOSTED, TAILWIND } from "../styles.ts";

/** A screen on which nothing may be filled. */
function nothing(name: string, title: string, body: string, style = BOOTSTRAP): FieldPage {
  return { name, title, body, style, screen: "none", fill: null };
}

export const MORE_LOOK_ALIKES: Family = {
  name: "more look-alikes",
  pages: [
    nothing(
      "diagnosis code in a claim",
      "New claim",
      `<div class="container"><h3>Claim</h3><label>Diagnosis code (ICD-10) <input id="dx" name="code" maxlength="7" placeholder="F41.1"></label><label>Procedure code (CPT) <input id="cpt" name="procedure_code" maxlength="5" inputmode="numeric" placeholder="90837"></label><label>Place of service code <input id="pos" maxlength="2"></label><label>NPI <input id="npi" maxlength="10" inputmode="numeric"></label><button class="btn">Save</button></div>`,
    ),
    nothing(
      "authorization number of an insurer",
      "Prior authorization",
      `<div class="container"><h3>Prior authorization</h3><label class="form-label" for="au">Authorization code</label><input class="form-control" id="au" name="auth_code" maxlength="12"><p class="form-text">From the insurer's approval letter.</p><label>Member ID <input id="mid"></label><button class="btn">Save</button></div>`,
    ),
    nothing(
      "join a video visit",
      "Join your visit",
      `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Join your visit</h1><p>Enter the 6-digit meeting code your provider gave you.</p><input class="input" id="mc" inputmode="numeric" maxlength="6" placeholder="000000"><button class="button">Join</button></main>`,
      TAILWIND,
    ),
    nothing(
      "meeting passcode",
      "Enter meeting passcode",
      `<main><h1>Enter meeting passcode</h1><div class="field"><input id="pwd" type="password" aria-label="Meeting Passcode"></div><button>Join Meeting</button></main>`,
      HOSTED,
    ),
    nothing(
      "check-in at a practice",
      "Check in",
      `<div class="container"><h3>Check in</h3><p>To protect your privacy, confirm who you are.</p><label>Last name <input id="ln"></label><label>Date of birth <input id="dob" placeholder="MM/DD/YYYY" inputmode="numeric" maxlength="10"></label><label>ZIP code <input id="zip" maxlength="5" inputmode="numeric"></label><button class="btn">Continue</button></div>`,
    ),
    nothing(
      "PIN to sign a note",
      "Sign note",
      `<div class="container"><h3>Sign progress note</h3><label class="form-label" for="pin">Signature PIN</label><input class="form-control" id="pin" type="password" maxlength="6" inputmode="numeric" autocomplete="off"><button class="btn">Sign</button></div>`,
    ),
    nothing(
      "new PIN in boxes, twice",
      "Create a PIN",
      `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Create a 6-digit PIN</h1><p>You will use it to unlock the app.</p><div class="flex gap-2">${boxes((at) => `<input class="slot" id="a${at}" type="password" maxlength="1" inputmode="numeric">`)}</div><p>Once more</p><div class="flex gap-2">${boxes((at) => `<input class="slot" id="b${at}" type="password" maxlength="1" inputmode="numeric">`)}</div></main>`,
      TAILWIND,
    ),
    nothing(
      "invitation in six characters",
      "Join a group practice",
      `<div class="container"><h3>Join a group practice</h3><p>Ask your administrator for the 6-character invite code.</p><input class="form-control" id="iv" name="invite_code" maxlength="6" placeholder="ABC123" aria-label="Invite code"><button class="btn">Join</button></div>`,
    ),
    nothing(
      "who sent you",
      "Create account",
      `<div class="container"><h3>Create your account</h3><label>Email <input id="em" type="email"></label><label>Password <input id="pw" type="password" autocomplete="new-password"></label><label>Referral code (optional) <input id="ref" name="code"></label><button class="btn">Sign up</button></div>`,
    ),
    nothing(
      "gift card with its PIN",
      "Redeem",
      `<div class="container"><h3>Redeem a gift card</h3><label>Card number <input id="gc" maxlength="19" inputmode="numeric"></label><label>Security code <input id="gp" maxlength="4" inputmode="numeric" placeholder="Scratch to reveal"></label><button class="btn">Check balance</button></div>`,
    ),
    nothing(
      "card form in a wizard",
      "Payment",
      `<div class="container"><h3>Payment method</h3><label>Card number <input id="n" autocomplete="cc-number"></label><label>Expiry <input id="e" autocomplete="cc-exp" placeholder="MM / YY"></label><label>Security code <input id="s" name="securityCode" maxlength="4" inputmode="numeric" placeholder="CVC"></label><label>Postal code <input id="z" autocomplete="postal-code"></label><button class="btn">Pay</button></div>`,
    ),
    nothing(
      "letters of a picture",
      "Contact",
      `<div class="container"><h3>Contact us</h3><label>Message <textarea id="msg"></textarea></label><p>Enter the code shown in the image</p><svg width="120" height="40" role="img" aria-label="Security code image"><text x="10" y="28">7Fk2Q</text></svg><input id="cap" name="security_code" maxlength="6" autocomplete="off"><button class="btn">Send</button></div>`,
    ),
    nothing(
      "how many, and of what article",
      "Order",
      `<div class="container"><h3>Quick order</h3><label>Item code <input id="ic" name="code" maxlength="6" inputmode="numeric"></label><label>Quantity <input id="qt" type="number" value="1"></label><button class="btn">Add</button></div>`,
    ),
    nothing(
      "talk about authenticators in a chat",
      "Support",
      `<div class="container"><h3>Support</h3><div class="card"><p><b>You:</b> I can't get the code from my authenticator app</p><p><b>Agent:</b> Please don't share your 6-digit code with anyone. Did you try the recovery code?</p></div><input class="form-control" id="chat" placeholder="Type a message…" aria-label="Message"><button class="btn">Send</button></div>`,
    ),
    nothing(
      "help article on two-step verification, with a search",
      "Two-step verification – Help",
      `<div class="container"><nav class="navbar"><input id="s" name="query" placeholder="Search for answers" aria-label="Search"></nav><h1>Set up two-step verification</h1><p>Open your authenticator app and scan the QR code. Enter the 6-digit code to finish.</p><p>Was this article helpful?</p><button class="btn">Yes</button><button class="btn">No</button></div>`,
    ),
    nothing(
      "first login, no second step yet",
      "Log in",
      `<main><h1>Log in</h1><div class="field"><input id="em" type="email" placeholder="Email" autocomplete="username"></div><div class="field"><input id="pw" type="password" placeholder="Password" autocomplete="current-password"></div><button>Log in</button></main>`,
      HOSTED,
    ),
    nothing(
      "device pairing by a code on a screen",
      "Connect a device",
      `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Connect a device</h1><p>Enter the code displayed on your TV.</p><div class="flex gap-2">${boxes((at) => `<input class="slot" id="d${at}" maxlength="1" autocapitalize="characters">`, 8)}</div><button class="button">Continue</button></main>`,
      TAILWIND,
    ),
    nothing(
      "tracking number",
      "Track",
      `<div class="container"><h3>Track a package</h3><input class="form-control" id="t" placeholder="Tracking code" name="tracking_code"><button class="btn">Track</button></div>`,
    ),
    nothing(
      "class code of a course",
      "Join class",
      `<div class="container"><h3>Join class</h3><p>Ask your teacher for the class code, then enter it here.</p><input class="form-control" id="cc" placeholder="Class code" maxlength="7"><button class="btn">Join</button></div>`,
    ),
    nothing(
      "phone entry before any code",
      "Two-step verification",
      `<main><h1>Add your phone</h1><p>Enter your phone number to receive a verification code.</p><div class="field"><input id="ph" type="tel" name="phone" placeholder="Phone number" autocomplete="tel"></div><button>Send code</button></main>`,
      HOSTED,
    ),
    nothing(
      "mail address for a new password",
      "Forgot password",
      `<main><h1>Forgot password?</h1><p>Enter your email and we'll send you a code to reset it.</p><div class="field"><input id="em" type="email" placeholder="Email"></div><button>Send code</button></main>`,
      HOSTED,
    ),
    nothing(
      "a letter by post",
      "Confirm your address",
      `<div class="container"><h3>Confirm your address</h3><p>Enter the 6-digit code from the postcard that we mailed to your practice's street address.</p><label class="form-label" for="pc">Code</label><input class="form-control" id="pc" maxlength="6" inputmode="numeric"><button class="btn">Confirm</button></div>`,
    ),
    nothing(
      "tax number and licence",
      "Credentialing",
      `<div class="container"><h3>Credentialing</h3><label>CAQH ID <input id="ca" maxlength="8" inputmode="numeric"></label><label>EIN <input id="ein" maxlength="10"></label><label>License number <input id="lic"></label><label>Taxonomy code <input id="tx" maxlength="10"></label><button class="btn">Save</button></div>`,
    ),
    nothing(
      "one code for an administrator's table filter",
      "Users",
      `<div class="container"><h3>Users</h3><input id="f" type="search" placeholder="Filter by name, code or 2FA status"><table><tr><th>Name</th><th>2FA</th></tr><tr><td>Alex</td><td>Authenticator app</td></tr></table></div>`,
    ),
    {
      name: "a new recovery code in a box to copy",
      title: "Save your recovery code",
      style: TAILWIND,
      body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Almost there!</h1><p>Copy this recovery code and keep it somewhere safe. You'll need it if you ever need to log in without your device.</p><div class="flex items-center gap-2"><code>PX4TR9WQ2MZB7KHC5VNJ8D3F</code><button class="button">Copy code</button></div><label><input type="checkbox"> I have safely recorded this code</label><button class="button">Continue</button></main>`,
      screen: "none",
      fill: null,
      shows: true,
    },
    {
      name: "a new recovery code in a read-only field",
      title: "Recovery code",
      style: HOSTED,
      body: `<main><h1>Your new recovery code</h1><p>The old one no longer works. Keep this one somewhere safe.</p><div class="field"><input id="ro" readonly value="PX4TR9WQ2MZB7KHC5VNJ8D3F" aria-label="Recovery code"></div><button>Done</button></main>`,
      screen: "none",
      fill: null,
      shows: true,
      stays: ["#ro"],
    },
    {
      name: "an API key is no recovery code",
      title: "API keys",
      style: BOOTSTRAP,
      body: `<div class="container"><h3>API key created</h3><p>Copy it now. You will not see it again.</p><code>PX4TR9WQ2MZB7KHC5VNJ8D3F</code><label>Name <input id="nm" value="Integration"></label><button class="btn">Done</button></div>`,
      screen: "none",
      fill: null,
    },
    {
      name: "a mailed code to unlock a deletion",
      title: "Delete account",
      style: BOOTSTRAP,
      body: `<div class="container"><h3>Delete account</h3><p>To confirm, type the code that is in the message in your inbox. Nothing there? Look in your spam folder.</p><label class="form-label" for="dc">Confirmation code</label><input class="form-control" id="dc"><button class="btn">Delete</button></div>`,
      screen: "emailed",
      fill: null,
    },
    {
      name: "a code by a messenger",
      title: "Verify",
      style: TAILWIND,
      body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Check WhatsApp</h1><p>We sent a 6-digit code on WhatsApp to +1 ••• ••• 4821.</p><input class="input" id="wa" inputmode="numeric" maxlength="6" aria-label="6-digit code"><button class="link">Send as a text message instead</button></main>`,
      screen: "texted",
      fill: null,
    },
    {
      name: "a phone's code with the number to change",
      title: "Verify phone",
      style: TAILWIND,
      body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Verify your number</h1><p>Enter the code sent to (650) 555-4821 <a class="link" href="#">Change</a></p><input class="input" id="v" autocomplete="one-time-code" inputmode="numeric" placeholder="••••"><p class="text-sm">Msg &amp; data rates may apply.</p><button class="button">Verify</button></main>`,
      screen: "texted",
      fill: null,
    },
  ],
};
