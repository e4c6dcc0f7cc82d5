// Short fields on Headway's own kind of pages that ask for anything but a sign-in code.

import type { Family, FieldPage } from "../field-page.ts";
import { BOOTSTRAP, boxes, HOSTED, MATERIAL, TAILWIND } from "../styles.ts";

type LookAlike = Omit<FieldPage, "screen" | "fill">;

const PAGES: readonly LookAlike[] = [
  {
    name: "search",
    title: "Find a provider",
    style: BOOTSTRAP,
    body: `<div class="container"><h1>Find a provider</h1><input class="form-control" type="search" name="q" placeholder="Name, specialty or code" aria-label="Search"><button class="btn">Search</button></div>`,
  },
  {
    name: "payment card",
    title: "Payment method",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Add a card</h2><div class="mb-3"><label class="form-label" for="cc">Card number</label><input class="form-control" id="cc" inputmode="numeric" autocomplete="cc-number" maxlength="19"></div><div class="row"><div class="col"><label class="form-label" for="exp">Expiry</label><input class="form-control" id="exp" placeholder="MM/YY" autocomplete="cc-exp"></div><div class="col"><label class="form-label" for="cvc">Security code</label><input class="form-control" id="cvc" inputmode="numeric" maxlength="4" autocomplete="cc-csc"></div></div><button class="btn">Save card</button></div>`,
  },
  {
    name: "card verification code alone",
    title: "Confirm your card",
    style: HOSTED,
    body: `<main><h1>Confirm your card</h1><p>Enter the verification code on the back of the card ending in 4242 to continue.</p><div class="field"><label class="floating" for="cvv">Card verification code</label><input id="cvv" name="code" inputmode="numeric" maxlength="4" autocomplete="off"></div><button>Continue</button></main>`,
  },
  {
    name: "coupon",
    title: "Checkout",
    style: TAILWIND,
    body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Checkout</h1><p>Session with Dr. Rivera: $150</p><label class="text-sm">Promo code<input class="input" name="code" placeholder="Enter code" maxlength="10"></label><button class="button">Apply</button></main>`,
  },
  {
    name: "gift card with PIN",
    title: "Redeem a gift card",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Redeem a gift card</h2><label class="form-label" for="g">Gift card number</label><input class="form-control" id="g" name="gift" maxlength="16" inputmode="numeric"><label class="form-label" for="gp">PIN</label><input class="form-control" id="gp" name="pin" maxlength="6" inputmode="numeric"><button class="btn">Redeem</button></div>`,
  },
  {
    name: "ZIP code",
    title: "Where are you?",
    style: TAILWIND,
    body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Where are you?</h1><label class="text-sm" for="zip">ZIP code</label><input class="input" id="zip" name="code" inputmode="numeric" pattern="[0-9]{5}" maxlength="5" autocomplete="postal-code"><button class="button">Continue</button></main>`,
  },
  {
    name: "postal code in Spanish",
    lang: "es",
    title: "Tu dirección",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Tu dirección</h2><label class="form-label" for="cp">Código postal</label><input class="form-control" id="cp" name="codigo" maxlength="6" inputmode="numeric"><button class="btn">Continuar</button></div>`,
  },
  {
    name: "postal code in German",
    lang: "de",
    title: "Adresse",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Adresse</h2><label class="form-label" for="plz">PLZ</label><input class="form-control" id="plz" name="plz" maxlength="5" inputmode="numeric"><label class="form-label" for="ort">Ort</label><input class="form-control" id="ort" name="ort"><button class="btn">Weiter</button></div>`,
  },
  {
    name: "phone number to enrol",
    title: "Secure Your Account",
    style: HOSTED,
    body: `<main><h1>Secure Your Account</h1><p>Enter your phone number below. We will send a 6-digit code to that number.</p><div class="field"><label class="floating" for="phone">Enter your phone number*</label><input id="phone" name="phone" type="tel" autocomplete="tel"></div><button>Continue</button><button class="plain">Try another method</button></main>`,
  },
  {
    name: "country and area code",
    title: "Contact",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Contact number</h2><div class="row"><div><label class="form-label" for="cc">Country code</label><input class="form-control" id="cc" value="+1" size="4"></div><div><label class="form-label" for="ac">Area code</label><input class="form-control" id="ac" name="area_code" maxlength="3" inputmode="numeric"></div><div><label class="form-label" for="pn">Number</label><input class="form-control" id="pn" name="number" maxlength="7" inputmode="numeric"></div></div><button class="btn">Save</button></div>`,
  },
  {
    name: "date of birth in boxes",
    title: "About you",
    style: TAILWIND,
    body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">What's your date of birth?</h1><fieldset class="flex gap-2"><legend class="text-sm">MM / DD / YYYY</legend><input class="slot" name="m" maxlength="2" inputmode="numeric" aria-label="Month"><input class="slot" name="d" maxlength="2" inputmode="numeric" aria-label="Day"><input class="slot" name="y" maxlength="4" inputmode="numeric" aria-label="Year"></fieldset><button class="button">Next</button></main>`,
  },
  {
    name: "date of birth as six single boxes",
    title: "Confirm your identity",
    style: HOSTED,
    body: `<main><h1>Confirm your identity</h1><p>Enter your date of birth (MMDDYY).</p><div class="row">${boxes((at) => `<input maxlength="1" inputmode="numeric" aria-label="Date of birth, character ${at}">`)}</div><button>Continue</button></main>`,
  },
  {
    name: "NPI",
    host: "sigmund.headway.co",
    title: "Your NPI",
    style: TAILWIND,
    body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Enter your NPI</h1><label class="text-sm" for="npi">10-digit NPI number</label><input class="input" id="npi" name="npi" inputmode="numeric" pattern="\\d{10}" maxlength="10"><button class="button">Verify</button></main>`,
  },
  {
    name: "Social Security number",
    host: "sigmund.headway.co",
    title: "Tax information",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Tax information</h2><label class="form-label" for="ssn">Social Security number</label><input class="form-control" id="ssn" type="password" inputmode="numeric" maxlength="11" autocomplete="off" placeholder="XXX-XX-XXXX"><button class="btn">Save</button></div>`,
  },
  {
    name: "last four digits of the SSN",
    title: "Verify your identity",
    style: HOSTED,
    body: `<main><h1>Verify your identity</h1><p>Enter the last 4 digits of your Social Security number.</p><div class="row">${boxes((at) => `<input maxlength="1" inputmode="numeric" aria-label="Digit ${at}">`, 4)}</div><button>Verify</button></main>`,
  },
  {
    name: "insurance",
    title: "Insurance | Headway",
    style: BOOTSTRAP,
    body: `<div class="container"><h1>Insurance</h1><label class="form-label" for="mid">Member ID</label><input class="form-control" id="mid" name="memberId" autocomplete="off"><label class="form-label" for="grp">Group number</label><input class="form-control" id="grp" name="group" maxlength="8"><label class="form-label" for="bin">RxBIN (6 digits)</label><input class="form-control" id="bin" name="bin" maxlength="6" inputmode="numeric"><button class="btn">Check eligibility</button></div>`,
  },
  {
    name: "insurer's authorization code",
    host: "sigmund.headway.co",
    title: "Claims",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Prior authorization</h2><p>Enter the authorization code that the insurer gave you for this client.</p><label class="form-label" for="au">Authorization code</label><input class="form-control" id="au" name="auth_code" maxlength="10"><button class="btn">Submit</button></div>`,
  },
  {
    name: "diagnosis and billing codes",
    host: "sigmund.headway.co",
    title: "Session note",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Confirm session</h2><label class="form-label" for="icd">Diagnosis code (ICD-10)</label><input class="form-control" id="icd" name="icd" placeholder="F41.1"><label class="form-label" for="cpt">CPT code</label><input class="form-control" id="cpt" name="code" maxlength="5" inputmode="numeric" placeholder="90837"><label class="form-label" for="pos">Place of service code</label><input class="form-control" id="pos" name="pos" maxlength="2"><button class="btn">Confirm</button></div>`,
  },
  {
    name: "one billing code, alone on the page",
    host: "sigmund.headway.co",
    title: "Add code",
    style: MATERIAL,
    body: `<div class="surface"><h1>Add billing code</h1><div class="text-field"><input id="code" name="code" inputmode="numeric" maxlength="5"><label class="floater" for="code">Code</label></div><div class="actions"><button class="flat">Cancel</button><button class="raised">Add</button></div></div>`,
  },
  {
    name: "referral code",
    title: "Refer a colleague",
    style: TAILWIND,
    body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Have a referral code?</h1><input class="input" name="referral" placeholder="Enter your 6-character code" maxlength="6"><button class="button">Apply</button></main>`,
  },
  {
    name: "invite code in boxes",
    title: "Join a practice",
    style: HOSTED,
    body: `<main><h1>Join your practice</h1><p>Enter the 6-character invite code your practice admin shared with you.</p><div class="row">${boxes((at) => `<input maxlength="1" aria-label="Character ${at}">`)}</div><button>Join</button></main>`,
  },
  {
    name: "door PIN",
    title: "Office details",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Office details</h2><label class="form-label" for="a">Address</label><input class="form-control" id="a"><label class="form-label" for="d">Door code for clients</label><input class="form-control" id="d" name="door_code" maxlength="6" inputmode="numeric"><button class="btn">Save</button></div>`,
  },
  {
    name: "meeting ID and passcode",
    title: "Join a session",
    style: TAILWIND,
    body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Join a telehealth session</h1><label class="text-sm">Meeting ID<input class="input" name="meeting" inputmode="numeric" maxlength="13"></label><label class="text-sm">Passcode<input class="input" name="passcode" maxlength="10"></label><button class="button">Join</button></main>`,
  },
  {
    name: "captcha",
    title: "Are you human?",
    body: `<h2>Enter the code shown below</h2><svg width="160" height="50" role="img" aria-label="Captcha"><text x="12" y="34" font-size="28">483920</text></svg><form><label for="c">Type the characters you see in this image:</label> <input id="c" name="captcha_code" maxlength="6" autocomplete="off"><button>Continue</button></form>`,
  },
  {
    name: "password alone",
    title: "Enter your password | Headway",
    style: HOSTED,
    body: `<main><h1>Enter Your Password</h1><p>Enter your password for Headway to continue</p><div>alex@example.com</div><div class="field"><label class="floating" for="password">Password*</label><input id="password" name="password" type="password" autocomplete="current-password"></div><button>Continue</button></main>`,
  },
  {
    name: "e-mail and password",
    title: "Log in | Headway",
    style: HOSTED,
    body: `<main><h1>Welcome</h1><div class="field"><input name="username" id="username" autocomplete="username" aria-label="Email address"></div><div class="field"><input type="password" name="password" id="password" autocomplete="current-password" aria-label="Password"></div><button>Continue</button><a href="#">Forgot password?</a><p>For your security you may be asked for a code from your authenticator app.</p></main>`,
  },
  {
    name: "e-mail first, one field",
    title: "Log in",
    style: HOSTED,
    body: `<main><h1>Log in</h1><div class="field"><input name="identifier" id="identifier" placeholder="Email or phone" autocomplete="username"></div><button>Email me a code</button></main>`,
  },
  {
    name: "profile",
    title: "Profile | Headway",
    style: BOOTSTRAP,
    body: `<nav class="navbar"><a href="#">Home</a><button class="btn-link">Log out</button></nav><div class="container"><h1>Your profile</h1><label class="form-label" for="fn">First name</label><input class="form-control" id="fn" value="Alex"><label class="form-label" for="ln">Last name</label><input class="form-control" id="ln"><label class="form-label" for="em">Email</label><input class="form-control" type="email" id="em" value="alex@example.com"><label class="form-label" for="ph">Mobile</label><input class="form-control" type="tel" id="ph"><button class="btn">Save</button></div>`,
  },
  {
    name: "create a PIN in six boxes",
    title: "Create a PIN",
    style: HOSTED,
    body: `<main><h1>Create a 6-digit PIN</h1><p>You will use it to open the Headway app.</p><div class="row">${boxes((at) => `<input type="password" maxlength="1" inputmode="numeric" aria-label="PIN digit ${at}">`)}</div><button>Save PIN</button></main>`,
  },
  {
    name: "enter the app's own PIN",
    title: "Unlock",
    style: HOSTED,
    body: `<main><h1>Enter your PIN</h1><p>Enter the 6-digit PIN you chose for this device.</p><div class="field"><input type="password" name="pin" maxlength="6" inputmode="numeric" autocomplete="off" aria-label="PIN"></div><button>Unlock</button><a href="#">Forgot PIN?</a></main>`,
    why: "A chosen PIN does not come from an authenticator, however alike its field is.",
  },
  {
    name: "device code",
    title: "Connect a device",
    style: HOSTED,
    body: `<main><h1>Connect a device</h1><p>Enter the code displayed on your TV or tablet.</p><div class="field"><label class="floating" for="uc">Code</label><input id="uc" name="user_code" maxlength="9" placeholder="XXXX-XXXX" autocomplete="off"></div><button>Continue</button></main>`,
  },
  {
    name: "bank: routing number and small deposits",
    host: "sigmund.headway.co",
    title: "Payments",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Verify your bank account</h2><label class="form-label" for="rn">Routing number</label><input class="form-control" id="rn" maxlength="9" inputmode="numeric"><label class="form-label" for="dc">6-character code from the deposit's statement (starts with SM)</label><input class="form-control" id="dc" name="descriptor_code" maxlength="6"><button class="btn">Verify</button></div>`,
    why: "It comes by a bank statement: neither an authenticator nor a phone nor a mail holds it.",
  },
  {
    name: "security question",
    title: "Security question",
    style: HOSTED,
    body: `<main><h2>Security question</h2><label for="q">What was the number of your first house?</label><div class="field"><input id="q" name="answers.0" autocomplete="off"></div><button>Verify</button></main>`,
  },
  {
    name: "EIN and taxonomy code",
    host: "sigmund.headway.co",
    title: "Practice",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Your practice</h2><label class="form-label" for="ein">EIN</label><input class="form-control" id="ein" maxlength="10" placeholder="12-3456789"><label class="form-label" for="tx">Taxonomy code</label><input class="form-control" id="tx" name="taxonomy_code" maxlength="10" placeholder="103TC0700X"><label class="form-label" for="cq">CAQH ID</label><input class="form-control" id="cq" maxlength="8" inputmode="numeric"><button class="btn">Save</button></div>`,
  },
  {
    name: "search of an article about two-factor authentication",
    title: "About two-factor authentication",
    style: BOOTSTRAP,
    body: `<nav class="navbar"><input type="search" name="query" placeholder="Search articles" aria-label="Search"></nav><div class="container"><h1>About two-factor authentication (2FA)</h1><p>Open your authenticator app and enter the 6-digit code when you log in. If you lose your phone, use your recovery code. Codes can also come by text or call.</p><h2>Was this helpful?</h2><button class="btn">Yes</button><button class="btn">No</button></div>`,
  },
  {
    name: "name for an authenticator that was just set up",
    title: "Almost done",
    style: TAILWIND,
    body: `<main class="mx-auto max-w-md p-8"><h1 class="text-2xl">Authenticator app added</h1><label class="text-sm">Give it a name<input class="input" name="label" maxlength="20" placeholder="My phone"></label><button class="button">Save</button></main>`,
  },
  {
    name: "tracking number",
    title: "Track your order",
    body: `<h2>Track your order</h2><form>Order no. <input name="order" maxlength="10"> Access code <input name="ac" maxlength="6"> <input type="submit" value="Track"></form>`,
  },
  {
    name: "quantity and amount",
    title: "Invoice",
    style: BOOTSTRAP,
    body: `<div class="container"><h2>Invoice</h2><label class="form-label" for="qt">Sessions</label><input class="form-control" type="number" id="qt" min="0" max="99"><label class="form-label" for="am">Amount</label><input class="form-control" id="am" inputmode="decimal" placeholder="0.00"><button class="btn">Create</button></div>`,
  },
  {
    name: "chat",
    title: "Messages",
    style: TAILWIND,
    body: `<main class="p-8"><h1 class="text-2xl">Messages</h1><p>Dr. Rivera: Could you send me the code from the authenticator app you mentioned?</p><textarea class="input" aria-label="Message"></textarea><input class="input" name="message" placeholder="Write a message"><button class="button">Send</button></main>`,
  },
  {
    name: "identity check by a code on a letter",
    title: "Verify your address",
    style: HOSTED,
    body: `<main><h1>Verify your address</h1><p>We mailed a letter with a 6-digit code to your office. Enter the code from the letter.</p><div class="field"><input name="letter_code" inputmode="numeric" maxlength="6" aria-label="Code from the letter"></div><button>Verify</button></main>`,
  },
];

export const LOOK_ALIKES: Family = {
  name: "look-alikes",
  pages: PAGES.map((page) => ({ ...page, screen: "none", fill: null })),
};
