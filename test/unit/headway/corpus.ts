// Screens as a person would see them, written for these tests after the public wording of hosted login
// pages, in English and Spanish, with negatives of every kind that a portal may show.

import {
  EMPTY_SCREEN,
  type FieldDescription,
  type ScreenDescription,
} from "../../../lib/headway/screen-description.ts";
import type { PageKind } from "../../../lib/app/views.ts";

export function field(marks: Partial<FieldDescription> = {}): FieldDescription {
  return {
    type: "text",
    name: "",
    id: "",
    autocomplete: "",
    inputMode: "",
    pattern: "",
    maxLength: -1,
    placeholder: "",
    label: "",
    boxes: 1,
    ...marks,
  };
}

export function screen(
  heading: string,
  lines: readonly string[],
  more: Partial<ScreenDescription> = {},
): ScreenDescription {
  const buttons = more.buttons ?? [];
  const labels = (more.fields ?? []).map((one) => one.label);
  return {
    ...EMPTY_SCREEN,
    title: heading,
    headings: [heading],
    ...more,
    text: [heading, ...lines, ...labels, ...buttons].filter((line) => line !== "").join("\n"),
  };
}

const code = (marks: Partial<FieldDescription> = {}): FieldDescription =>
  field({ name: "code", id: "code", inputMode: "numeric", ...marks });
const marked = (marks: Partial<FieldDescription> = {}): FieldDescription =>
  code({ autocomplete: "one-time-code", ...marks });
const password = field({ type: "password", name: "password", label: "Password" });
const email = field({ type: "email", name: "username", label: "Email address" });

type Example = readonly [name: string, kind: PageKind, screen: ScreenDescription];

export const CORPUS: readonly Example[] = [
  // Authenticator enrolment.
  [
    "enrolment by barcode",
    "otp-enrolment",
    screen(
      "Secure Your Account",
      [
        "Scan the QR Code below using your preferred authenticator app and then enter the provided one-time code below.",
        "Trouble Scanning?",
      ],
      {
        fields: [code({ label: "Enter your one-time code*" })],
        squarePictures: 1,
        buttons: ["Continue"],
      },
    ),
  ],
  [
    "enrolment by typed key",
    "otp-enrolment",
    screen(
      "Secure Your Account",
      [
        "Copy and paste the code below into your preferred authenticator app and then enter the provided one-time code below.",
        "KRUG CJ3A MVZC A43P NVSX I2DJ",
        "Copy code",
      ],
      { fields: [marked({ label: "Enter your one-time code*" })], buttons: ["Continue"] },
    ),
  ],
  [
    "enrolment in boxes",
    "otp-enrolment",
    screen(
      "Set up authenticator app",
      ["1. Scan this QR code with Google Authenticator or Ente Auth"],
      {
        fields: [
          field({ boxes: 6, maxLength: 6, label: "Digit 1 of 6", autocomplete: "one-time-code" }),
        ],
        squarePictures: 1,
      },
    ),
  ],
  [
    "enrolment whose barcode is on a step of its own",
    "otp-enrolment",
    screen("Add an authenticator app", ["Scan this barcode with your app", "Can't scan it?"], {
      squarePictures: 1,
      buttons: ["Next"],
    }),
  ],
  [
    "enrolment on a page that is signed in",
    "otp-enrolment",
    screen(
      "Login settings",
      ["Signed in as pat@example.com", "Scan this QR code", "Setup key: JBSW Y3DP EHPK 3PXP"],
      { fields: [code({ label: "6-digit code" })], squarePictures: 1, buttons: ["Log out"] },
    ),
  ],
  [
    "enrolment in Spanish",
    "otp-enrolment",
    screen(
      "Proteja su cuenta",
      [
        "Escanee el código QR con su aplicación de autenticación y después introduzca el código de un solo uso.",
        "¿Problemas para escanear?",
      ],
      { fields: [code({ label: "Ingrese su código de un solo uso" })], squarePictures: 1 },
    ),
  ],
  // Authenticator challenge.
  [
    "challenge",
    "otp-challenge",
    screen(
      "Verify Your Identity",
      ["Check your preferred one-time password application for a code."],
      {
        fields: [code({ label: "Enter your one-time code*" })],
        buttons: ["Continue", "Try another method"],
      },
    ),
  ],
  [
    "challenge that names the app in its heading",
    "otp-challenge",
    screen("Check your authenticator app", ["Enter the 6-digit code it shows."], {
      fields: [marked({ label: "Code" })],
      buttons: ["Continue", "Try another method"],
    }),
  ],
  [
    "challenge with a remembered browser",
    "otp-challenge",
    screen(
      "Two-factor authentication",
      ["Open your authenticator app to get your code", "Remember this device for 30 days"],
      {
        fields: [marked({ label: "Authentication code" })],
        buttons: ["Verify"],
      },
    ),
  ],
  [
    "challenge in boxes",
    "otp-challenge",
    screen("Enter code", ["Enter the code from your authenticator app"], {
      fields: [field({ boxes: 6, maxLength: 6, label: "Digit 1 of 6" })],
    }),
  ],
  [
    "challenge that offers the recovery code as a way out",
    "otp-challenge",
    screen("Verify Your Identity", ["Enter the code from your authenticator app"], {
      fields: [marked({ label: "One-time code" })],
      buttons: ["Continue", "Use a recovery code"],
    }),
  ],
  [
    "challenge after a wrong code",
    "otp-challenge",
    screen("Check your authenticator app", ["The code you entered is incorrect. Try again."], {
      fields: [marked({ label: "One-time code" })],
      alerts: ["The code you entered is incorrect. Try again."],
    }),
  ],
  [
    "challenge with a masked field",
    "otp-challenge",
    screen("Verify", ["Authenticator app"], {
      fields: [marked({ type: "password", label: "6-digit code from your authenticator app" })],
    }),
  ],
  [
    "challenge in Spanish",
    "otp-challenge",
    screen(
      "Verifique su identidad",
      ["Introduzca el código de 6 dígitos de su aplicación de autenticación."],
      { fields: [marked({ label: "Código" })], buttons: ["Continuar", "Probar otro método"] },
    ),
  ],
  // Phone.
  [
    "text message",
    "phone-challenge",
    screen("Verify Your Identity", ["We've sent a text message to:", "XXXXXXX4567"], {
      fields: [marked({ label: "Enter the 6-digit code*" })],
      buttons: ["Continue", "Resend", "Get a call", "Try another method"],
    }),
  ],
  [
    "text message, as a heading",
    "phone-challenge",
    screen(
      "Enter the 6-digit code we texted you",
      ["Verify your identity: We sent a text message to ••• ••• 4567."],
      {
        fields: [marked({ label: "Enter the 6-digit code" })],
        buttons: ["Continue", "Resend code", "Get a call instead"],
      },
    ),
  ],
  [
    "voice call",
    "phone-challenge",
    screen(
      "Verify Your Identity",
      ["We've sent a 6-digit code via voice call to the following number:", "XXXXXXX4567"],
      {
        fields: [code({ label: "Enter the 6-digit code*" })],
        buttons: ["Continue", "Call again", "Send a text"],
      },
    ),
  ],
  [
    "voice call, told",
    "phone-challenge",
    screen("Enter the 6-digit code we told you by phone", ["We called ••• ••• 4567."], {
      fields: [marked({ label: "Enter the 6-digit code" })],
    }),
  ],
  [
    "text message in boxes",
    "phone-challenge",
    screen("Check your phone", ["We texted you a code at (***) ***-4567"], {
      fields: [
        field({ boxes: 6, maxLength: 6, label: "Digit 1 of 6", autocomplete: "one-time-code" }),
      ],
      buttons: ["Resend code"],
    }),
  ],
  [
    "text message whose page offers the authenticator app",
    "phone-challenge",
    screen("Verify Your Identity", ["We've sent a text message to XXXXXXX4567"], {
      fields: [marked({ label: "One-time code" })],
      buttons: ["Continue", "Resend", "Use your authenticator app"],
    }),
  ],
  [
    "SMS whose label says one-time",
    "phone-challenge",
    screen("Enter your one-time password", ["An SMS was sent to +1 ••• ••• 12"], {
      fields: [marked({ label: "One-time password" })],
    }),
  ],
  [
    "text message in Spanish",
    "phone-challenge",
    screen("Verifique su identidad", ["Hemos enviado un mensaje de texto a:", "XXXXXXX4567"], {
      fields: [marked({ label: "Ingrese el código de 6 dígitos" })],
      buttons: ["Continuar", "Reenviar", "Recibir una llamada"],
    }),
  ],
  [
    "code on the phone in Spanish",
    "phone-challenge",
    screen("Verifique su identidad", ["Le hemos enviado un código al número que termina en 67."], {
      fields: [marked({ label: "Código" })],
    }),
  ],
  // Phone, on pages that offer the authenticator app beside it.
  ...(
    [
      ["Verify Your Identity", "Enter the 6-digit code we sent to +1 (***) ***-1234."],
      ["Verify Your Identity", "Enter the code we sent to your phone number ending in 1234"],
      ["Verify Your Identity", "We just sent a verification code to the number ending in 1234"],
      ["Verify Your Identity", "A code was sent to (***) ***-1234", "Resend code"],
      ["Verify Your Identity", "You will receive a call at (***) ***-1234 with a code"],
      ["Verify Your Identity", "You will get an automated call with a code."],
      ["Verify Your Identity", "Your number: (***) ***-1234"],
      ["Phone (text or call)", "Enter your code to finish."],
      ["Verify Your Identity", "Enter your code.", "Resend"],
      ["Verifique su identidad", "Te enviamos un código al número que termina en 1234"],
      ["Verifique su identidad", "Ingrese el código enviado al (***) ***-1234"],
      ["Verifique su identidad", "Recibirás una llamada al (***) ***-1234 con un código"],
      ["Verifique su identidad", "Ingrese el código", "Reenviar código"],
    ] as const
  ).map(([heading, line, ...more]): Example => [
    `"${line}" beside the authenticator app`,
    "phone-challenge",
    screen(heading, [line], {
      fields: [marked({ label: "One-time code" })],
      buttons: [
        "Continue",
        ...more,
        "Authenticator app",
        "Aplicación de autenticación",
        "Recovery code",
      ],
    }),
  ]),
  [
    "text message whose prose names the authenticator app too",
    "phone-challenge",
    screen(
      "Verify Your Identity",
      [
        "A code was sent to (***) ***-1234.",
        "Or use Google Authenticator, your authenticator app.",
      ],
      {
        fields: [marked({ label: "One-time code" })],
      },
    ),
  ],
  [
    "a link to the authenticator app amid a line",
    "other",
    screen("Enter code", ["Having trouble? Use your authenticator app instead."], {
      fields: [marked({ label: "Code" })],
      buttons: ["Use your authenticator app"],
    }),
  ],
  // E-mail.
  [
    "code by e-mail, sent again on demand, beside the authenticator app",
    "email-challenge",
    screen("Verify Your Identity", ["Enter the code we sent to p***@example.com"], {
      fields: [marked({ label: "One-time code" })],
      buttons: ["Resend code", "Authenticator app"],
    }),
  ],
  [
    "code by e-mail",
    "email-challenge",
    screen("Verify Your Identity", ["We've sent an email with your code to", "pat@example.com"], {
      fields: [marked({ label: "Enter the code" })],
      buttons: ["Continue", "Resend"],
    }),
  ],
  [
    "code by e-mail, short",
    "email-challenge",
    screen("Check your email", ["We emailed a 6-digit code to p***@example.com"], {
      fields: [marked({ label: "6-digit code" })],
    }),
  ],
  [
    "code by e-mail in German",
    "email-challenge",
    screen("Code eingeben", ["Wir haben einen Code an alex@example.com gesendet."], {
      fields: [code({ label: "Bestätigungscode" })],
    }),
  ],
  [
    "code that was mailed, named by the inbox",
    "email-challenge",
    screen("Log in", ["Enter the code from the message we sent to your inbox."], {
      fields: [marked({ placeholder: "One-time code" })],
    }),
  ],
  [
    "both codes on one screen: the authenticator's has a field of its own",
    "otp-challenge",
    screen("Security verification", ["Enter the 6-digit code sent to 415****123"], {
      fields: [
        code({ label: "Phone verification code", name: "mobile" }),
        code({ label: "Authenticator code", name: "google" }),
      ],
    }),
  ],
  [
    "a call that is under way",
    "phone-challenge",
    screen("Login", ["We are calling your phone right now, please enter the digits you hear."], {
      fields: [code({ label: "Token:" })],
    }),
  ],
  [
    "an authenticator's code, and what to do for whom has lost the phone",
    "otp-challenge",
    screen(
      "Login verification",
      [
        "Open the authenticator app and enter the current code below. If you lost your phone you can use your recovery code, or have a code texted or e-mailed to you.",
      ],
      { fields: [code()] },
    ),
  ],
  [
    "an authenticator's code in German",
    "otp-challenge",
    screen(
      "Zwei-Faktor-Authentifizierung",
      ["Geben Sie den Code aus Ihrer Authenticator-App ein."],
      {
        fields: [code({ label: "Sicherheitscode" })],
      },
    ),
  ],
  [
    "set-up in German",
    "otp-enrolment",
    screen("Authenticator-App einrichten", ["Scannen Sie den QR-Code mit Ihrer App."], {
      fields: [code({ label: "Code" })],
    }),
  ],
  [
    "a backup token",
    "recovery-challenge",
    screen("Login", ["Please enter one of these backup tokens to log in."], {
      fields: [code({ label: "Token:", name: "backup-otp_token" })],
    }),
  ],
  [
    "a recovery code in German",
    "recovery-challenge",
    screen("Anmelden", ["Geben Sie den Wiederherstellungscode ein."], {
      fields: [code({ label: "Wiederherstellungscode" })],
    }),
  ],
  [
    "a one-word screen for a one-time code",
    "otp-challenge",
    screen("Sign in to your account", [], { fields: [code({ label: "One-time code" })] }),
  ],
  [
    "the log-in above the code of a second step",
    "otp-challenge",
    screen("Two-Factor Authentication", ["The code is in your authentication app."], {
      fields: [email, password, code({ placeholder: "Security code" })],
    }),
  ],
  [
    "a screen whose only field says nothing of itself",
    "otp-challenge",
    screen("Step 2 of 2", ["Authentication app code"], { fields: [field({ maxLength: 6 })] }),
  ],
  [
    "a chat about an authenticator",
    "other",
    screen("Messages", ["Could you send me the code from the authenticator app?"], {
      fields: [field({ type: "textarea", label: "Message" }), field({ label: "Write a message" })],
    }),
  ],
  [
    "code by e-mail in Spanish",
    "email-challenge",
    screen("Revisa tu correo", ["Te hemos enviado un código a pat@example.com"], {
      fields: [marked({ label: "Código" })],
    }),
  ],
  // Recovery code.
  [
    "recovery challenge",
    "recovery-challenge",
    screen(
      "Verify Your Identity",
      ["Enter the recovery code you were provided during your initial enrollment."],
      {
        fields: [field({ name: "code", label: "Enter your recovery code*" })],
        buttons: ["Continue", "Try another method"],
      },
    ),
  ],
  [
    "recovery challenge whose field is marked as one-time",
    "recovery-challenge",
    screen(
      "Enter your recovery code",
      ["Lost your authenticator app? Use the recovery code that you were given."],
      {
        fields: [marked({ label: "Code" })],
      },
    ),
  ],
  [
    "recovery challenge with another word",
    "recovery-challenge",
    screen("Use a backup code", ["One of the codes you saved"], {
      fields: [field({ name: "code", label: "Backup code" })],
    }),
  ],
  [
    "recovery challenge in Spanish",
    "recovery-challenge",
    screen(
      "Verifique su identidad",
      ["Introduzca el código de recuperación que se le proporcionó."],
      {
        fields: [field({ name: "code", label: "Ingrese su código de recuperación" })],
      },
    ),
  ],
  [
    "recovery code shown",
    "recovery-shown",
    screen(
      "Almost There!",
      [
        "Copy this recovery code and keep it somewhere safe. You'll need it if you ever need to log in without your device.",
        "K7Q2M9XWB4TZ8NRC3VHY6PDJ",
        "Copy code",
        "I have safely recorded this code",
      ],
      { buttons: ["Continue"] },
    ),
  ],
  [
    "new recovery code shown",
    "recovery-shown",
    screen(
      "Your new recovery code",
      ["Copy this recovery code and keep it somewhere safe.", "K7Q2 M9XW B4TZ 8NRC 3VHY 6PDJ"],
      {
        buttons: ["Continue"],
      },
    ),
  ],
  [
    "recovery code shown on a page that is signed in",
    "recovery-shown",
    screen(
      "Your recovery code",
      ["Signed in as pat@example.com", "Save this recovery code", "K7Q2M9-XWB4TZ-8NRC3V-HY6PDJ"],
      {
        buttons: ["Log out", "Continue"],
      },
    ),
  ],
  [
    "recovery code shown in Spanish",
    "recovery-shown",
    screen("¡Casi listo!", [
      "Copie este código de recuperación y guárdelo en un lugar seguro.",
      "K7Q2M9XWB4TZ8NRC3VHY6PDJ",
    ]),
  ],
  // Signed in.
  [
    "home",
    "signed-in",
    screen("Welcome", ["Signed in as pat@example.com"], { buttons: ["Settings", "Log out"] }),
  ],
  [
    "settings with all methods",
    "signed-in",
    screen(
      "Settings",
      [
        "Authenticator app",
        "Phone (text or call)",
        "Fingerprint or face",
        "Security key",
        "Recovery code",
      ],
      { buttons: ["Enroll", "Enroll", "Log out"] },
    ),
  ],
  [
    "settings in Spanish",
    "signed-in",
    screen("Configuración", ["Método de verificación"], { buttons: ["Cerrar sesión"] }),
  ],
  [
    "a search box in the portal",
    "signed-in",
    screen("Clients", ["Find a client"], {
      fields: [field({ type: "search", name: "q", label: "Search" })],
      buttons: ["Log out"],
    }),
  ],
  // Sign-in.
  [
    "log in",
    "sign-in",
    screen("Welcome", ["Log in to Headway to continue."], {
      fields: [email, password],
      buttons: ["Continue", "Forgot password?"],
    }),
  ],
  [
    "log in, e-mail first",
    "sign-in",
    screen("Log in", [], { fields: [email], buttons: ["Continue", "Sign up"] }),
  ],
  [
    "sign up that asks for an invitation code",
    "sign-in",
    screen("Sign up", [], {
      fields: [email, password, field({ name: "code", label: "Invitation code" })],
    }),
  ],
  [
    "log in with a code field beside the password",
    "sign-in",
    screen("Log in", ["Use your authenticator app"], { fields: [email, password, marked()] }),
  ],
  // Everything else.
  ["an empty page", "other", EMPTY_SCREEN],
  [
    "an article about two-factor authentication",
    "other",
    screen("About two-factor authentication (2FA)", [
      "Authenticator app: generates a 6-digit code every 30 seconds.",
      "We texted you a code? Try the voice call option.",
      "Store your recovery code: save a printed copy or a secure digital note of your recovery code.",
    ]),
  ],
  [
    "the list of methods",
    "other",
    screen("Try another method", ["Select a verification method to continue."], {
      buttons: ["Authenticator app", "Phone (text or call)", "Recovery code"],
    }),
  ],
  [
    "phone number for enrolment",
    "other",
    screen(
      "Secure your account with your phone",
      ["Enter your phone number. US phone numbers (+1) only."],
      {
        fields: [field({ type: "tel", name: "phone", label: "Phone number", autocomplete: "tel" })],
        buttons: ["Continue"],
      },
    ),
  ],
  [
    "a coupon",
    "other",
    screen("Payment", ["Have a code?"], {
      fields: [
        field({ name: "cc", label: "Card number", autocomplete: "cc-number" }),
        field({ name: "code", label: "Coupon code" }),
        field({ name: "zip", label: "ZIP code", autocomplete: "postal-code" }),
      ],
    }),
  ],
  [
    "a diagnosis code in the portal",
    "other",
    screen("New claim", [], {
      fields: [field({ name: "code", label: "Diagnosis code (ICD-10)" })],
    }),
  ],
  [
    "a code field that says nothing of itself",
    "other",
    screen("Enter code", [], { fields: [code()] }),
  ],
  [
    "platform key challenge",
    "other",
    screen(
      "Verify Your Identity",
      ["Press the button below and follow your browser's steps to log in."],
      {
        buttons: ["Use fingerprint or face", "Try another method"],
      },
    ),
  ],
  [
    "an app named by its maker",
    "otp-challenge",
    screen("Enter a code", [], { fields: [code({ label: "Enter code from Okta Verify app" })] }),
  ],
  [
    "an app for mails is no authenticator",
    "other",
    screen("Verification", ["Enter the code from your mail app"], { fields: [code()] }),
  ],
  [
    "an app that is only called yours",
    "otp-challenge",
    screen("Verification", ["Enter the 6-digit code generated by your app"], {
      fields: [code({ placeholder: "Enter code" })],
    }),
  ],
  [
    "a recovery code under a heading alone",
    "recovery-challenge",
    screen("Sign in with your recovery code", ["Can't use your authenticator?"], {
      fields: [code({ label: "Type the code we gave you when you set it up." })],
    }),
  ],
  [
    "an app for time-based codes, its barcode drawn without a word of it",
    "otp-challenge",
    screen("Additional verification", ["Any app for time-based codes will do."], {
      fields: [code({ label: "Type what the app shows" })],
      squarePictures: 1,
    }),
  ],
  [
    "a barcode under a heading that says what is set up",
    "otp-enrolment",
    screen("Set up two-factor authentication", ["Enter the 6-digit token below."], {
      fields: [code({ label: "Token" })],
      squarePictures: 1,
    }),
  ],
  [
    "a logo under such a heading beside a code that was texted",
    "phone-challenge",
    screen("Set up two-factor authentication", ["We texted you a code."], {
      fields: [code({ label: "Code" })],
      squarePictures: 1,
    }),
  ],
  [
    "a second factor on the form of the first",
    "otp-challenge",
    screen("Login", [], { fields: [password, code({ label: "Two-factor code (if enabled)" })] }),
  ],
  [
    "a tab that is named by a word of its panel",
    "otp-challenge",
    screen("Verify", ["Enter the code shown in your authenticator app."], {
      fields: [code({ label: "Code" })],
      buttons: ["Authenticator", "Text message", "Recovery code"],
    }),
  ],
  [
    "the tab for the recovery code",
    "recovery-challenge",
    screen("Verify", ["Enter the recovery code that you saved."], {
      fields: [code({ label: "Code" })],
      buttons: ["Authenticator", "Text message", "Recovery code"],
    }),
  ],
  [
    "a mail that may lie elsewhere",
    "email-challenge",
    screen("Delete account", ["Type the code from your inbox.", "Look in your spam folder."], {
      fields: [code({ label: "Confirmation code" })],
    }),
  ],
  [
    "a code on a postcard",
    "other",
    screen("Confirm your address", ["The code is on the postcard that we mailed to you."], {
      fields: [code({ label: "Code" })],
    }),
  ],
  [
    "an app, in French",
    "otp-challenge",
    screen(
      "Vérification",
      ["Saisissez le code affiché dans votre application d'authentification."],
      {
        fields: [code({ label: "Code de vérification" })],
      },
    ),
  ],
  [
    "an app, in Portuguese",
    "otp-challenge",
    screen("Verificação", ["Digite o código do seu aplicativo de autenticação."], {
      fields: [code({ label: "Código" })],
    }),
  ],
  [
    "a code for one use and two steps, in French",
    "otp-challenge",
    screen("Connexion en deux étapes", [], { fields: [code({ label: "Code à usage unique" })] }),
  ],
  [
    "a text, in French",
    "phone-challenge",
    screen("Validation", ["Un code vous a été envoyé par SMS."], {
      fields: [code({ label: "Code" })],
    }),
  ],
  [
    "a mail, in French",
    "email-challenge",
    screen("Consultez vos e-mails", ["Nous avons envoyé un code à alex@example.com."], {
      fields: [code({ label: "Code" })],
    }),
  ],
  [
    "a recovery code, in Portuguese",
    "recovery-challenge",
    screen("Entrar", [], { fields: [code({ label: "Código de recuperação" })] }),
  ],
  [
    "a code that changes by the clock",
    "otp-challenge",
    screen("Second step", ["Read the code in the app. It changes every 30 seconds."], {
      fields: [code({ label: "Code" })],
    }),
  ],
  [
    "an app that is to be opened, by its name",
    "otp-challenge",
    screen("Sign in", ["Open Authy and type the six digits."], { fields: [code()] }),
  ],
  [
    "an authenticator's code that nobody else may ask for",
    "otp-challenge",
    screen(
      "Log on",
      [
        "What does your authenticator show?",
        "We will never ask for it by phone, text message or e-mail.",
      ],
      { fields: [field({ inputMode: "numeric", label: "What does your authenticator show?" })] },
    ),
  ],
  [
    "an authenticator's code that is masked, its field called something else",
    "otp-challenge",
    screen("Gateway", ["Enter your TOTP token."], {
      fields: [field({ type: "password", label: "Response", maxLength: 8 })],
    }),
  ],
  [
    "a setting that is switched on by an authenticator's code",
    "otp-challenge",
    screen(
      "Account",
      ["To turn on two-factor authentication, enter the code from your authenticator app."],
      { fields: [code({ label: "Verification code" })] },
    ),
  ],
  [
    "a code in a mail whose sender is named, beside praise of an authenticator",
    "email-challenge",
    screen(
      "New location",
      [
        "Look for a message from no-reply@example.com and copy the code here.",
        "Tired of this? Turn on two-factor authentication with an authenticator app.",
      ],
      {
        fields: [marked({ label: "Device verification code" })],
        buttons: ["two-factor authentication"],
      },
    ),
  ],
  [
    "a code whose way nobody tells, beside praise of an authenticator",
    "other",
    screen(
      "New location",
      ["Set up an authenticator app to skip this.", "An authenticator app is faster."],
      { fields: [marked({ label: "Device verification code" })] },
    ),
  ],
  [
    "a code in a mail to come, beside the new password",
    "email-challenge",
    screen("Reset your password", ["You'll get an email with a reset code."], {
      fields: [
        code({ label: "Reset code" }),
        field({ type: "password", autocomplete: "new-password", label: "New password" }),
      ],
    }),
  ],
  [
    "a code in a mail that came, in Spanish",
    "email-challenge",
    screen("Confirma que eres tú", ["Escribe el código que te llegó por email."], {
      fields: [code({ placeholder: "Código de 6 dígitos" })],
    }),
  ],
  [
    "a text that is on its way, its field masked",
    "phone-challenge",
    screen("Verify it's you", ["Your code is on its way to mobile ending in 4821."], {
      fields: [field({ type: "password", label: "Code", maxLength: 8 })],
    }),
  ],
  [
    "a text to come",
    "phone-challenge",
    screen("Verify it's you", ["You'll get a text shortly."], { fields: [code()] }),
  ],
  [
    "a text to come, in Spanish, its field masked",
    "phone-challenge",
    screen("Firma", ["Recibirás un SMS con la clave de firma."], {
      fields: [field({ type: "password", label: "Clave de firma", maxLength: 6 })],
    }),
  ],
  [
    "an emergency code under the question for a lost phone",
    "recovery-challenge",
    screen("Lost your phone?", ["It replaces the code from your authenticator."], {
      fields: [field({ label: "Emergency code" })],
    }),
  ],
  [
    "one of the codes that were saved",
    "recovery-challenge",
    screen("Two-factor authentication", ["One of the codes you saved when you enabled 2FA."], {
      fields: [code({ label: "Code" })],
    }),
  ],
  [
    "a recovery code for a lost device, beside the way back to the app",
    "recovery-challenge",
    screen(
      "Lost your device?",
      ["Instead of a code from your app you can use the recovery code that we gave you."],
      { fields: [code({ label: "Code" })], buttons: ["Use my authenticator app"] },
    ),
  ],
  [
    "a text for a lost device, beside the way back to the app",
    "phone-challenge",
    screen("Lost your device?", ["We texted you a code.", "You can use a recovery code instead."], {
      fields: [code({ label: "Code" })],
      buttons: ["Use my authenticator app"],
    }),
  ],
  [
    "a code of an invitation, and an authenticator later, in Spanish",
    "other",
    screen("Únete", ["Después te pediremos configurar una app de autenticación."], {
      fields: [code({ label: "Código de invitación" })],
    }),
  ],
  [
    "a code for what is not known, and an authenticator later",
    "other",
    screen("Join", ["Later we'll ask you to set up an authenticator app."], {
      fields: [code({ label: "Code" })],
    }),
  ],
  [
    "a password for a number, beside a word on authenticators",
    "sign-in",
    screen("Entrar", ["Puedes entrar con tu app de autenticación."], {
      fields: [
        field({ label: "DNI" }),
        field({ type: "password", label: "Clave de acceso", maxLength: 6 }),
      ],
    }),
  ],
  [
    "the code of a test after the scan, the picture gone",
    "otp-enrolment",
    screen(
      "Add an authenticator",
      ["Now let's test it. What code does the app show for this account?"],
      { fields: [code({ label: "6-digit code" })], buttons: ["Back", "Done"] },
    ),
  ],
  [
    "a passcode of an app, beside a device that is listed with its number",
    "otp-challenge",
    screen(
      "Two-Step Login",
      [
        "Device: Android (***-***-4821)",
        "Approve a push",
        "Have us call you",
        "Open Duo Mobile to see your passcode.",
      ],
      { fields: [code({ label: "Passcode" })], buttons: ["Send me a push", "Call me"] },
    ),
  ],
  [
    "a number that a code is on its way to",
    "phone-challenge",
    screen("Confirm it's you", ["Mobile (***) ***-4821", "Enter the code."], {
      fields: [code({ label: "Code" })],
    }),
  ],
  [
    "what an app shows, in Spanish",
    "otp-challenge",
    screen("Acceso", ["Escriba el código que genera su aplicación."], { fields: [code()] }),
  ],
  [
    "what an app shows, in German",
    "otp-challenge",
    screen("Anmeldung", ["Geben Sie den Code ein, den Ihre App anzeigt."], { fields: [code()] }),
  ],
  [
    "what an app shows, in French",
    "otp-challenge",
    screen("Connexion", ["Saisissez le code affiché par l'application."], { fields: [code()] }),
  ],
  [
    "what an app shows, in Portuguese",
    "otp-challenge",
    screen("Entrar", ["Digite o código exibido no aplicativo."], {
      fields: [field({ name: "codigo", label: "Código" })],
    }),
  ],
  [
    "a mail with a code, in German",
    "email-challenge",
    screen(
      "Anmeldung",
      ["Sie haben eine E-Mail mit einem sechsstelligen Sicherheitscode erhalten."],
      {
        fields: [code({ label: "Sicherheitscode" })],
        buttons: ["Code erneut senden"],
      },
    ),
  ],
  [
    "a code by mail, in German",
    "email-challenge",
    screen("Anmeldung", ["Der Bestätigungscode kommt per E-Mail."], { fields: [code()] }),
  ],
  [
    "a code by mail that was not received, in French",
    "email-challenge",
    screen("Connexion", ["Saisissez le code reçu par e-mail."], {
      fields: [code()],
      buttons: ["Vous n'avez pas reçu le code ?"],
    }),
  ],
  [
    "a text with a code, in German",
    "phone-challenge",
    screen("Anmeldung", ["Sie erhalten gleich eine SMS mit einem sechsstelligen Code."], {
      fields: [code()],
    }),
  ],
  [
    "a code that was sent, in German",
    "phone-challenge",
    screen("Anmeldung", ["Der Code wurde Ihnen zugesandt."], { fields: [code()] }),
  ],
  [
    "an authenticator's code by a name that is not known",
    "otp-challenge",
    screen("Sign in", ["Open your authenticator app."], {
      fields: [field({ label: "Workspace code", inputMode: "numeric" })],
    }),
  ],
  [
    "the code of a door, beside a word on authenticators",
    "other",
    screen("Visit", ["Open your authenticator app."], {
      fields: [field({ label: "Door code", inputMode: "numeric" })],
    }),
  ],
  [
    "the number of an order, and a mail",
    "other",
    screen("Track your parcel", ["You'll find it in the e-mail we sent you when you ordered."], {
      fields: [field({ label: "Order number", placeholder: "6 digits", maxLength: 6 })],
    }),
  ],
  [
    "a code that an app shows on a television",
    "other",
    screen("Connect", ["Type the code that the app shows on your TV."], { fields: [code()] }),
  ],
  [
    "a code that an app shows on a television, in other words",
    "other",
    screen("Connect", ["Type the code displayed by the app on your television."], {
      fields: [code()],
    }),
  ],
  [
    "what an app is showing, in the second step of a set-up",
    "otp-challenge",
    screen("Confirm it", ["Step 2 of 3", "Enter the 6-digit number your app is showing now."], {
      fields: [code()],
    }),
  ],
  [
    "what an app shows, in German, in other words",
    "otp-challenge",
    screen("Einrichtung", ["Geben Sie den in der App angezeigten Code ein."], { fields: [code()] }),
  ],
  [
    "an authenticator by its German name",
    "otp-challenge",
    screen("Anmeldung", ["Öffnen Sie Ihre Authentifizierungs-App."], { fields: [code()] }),
  ],
  [
    "a passcode of an app, beside a device whose number ends so",
    "otp-challenge",
    screen("Verify", ["Pixel 7 ending in 4821", "Enter a passcode from Duo Mobile."], {
      fields: [code({ label: "Passcode" })],
    }),
  ],
  [
    "a passcode that was sent to a device with its number",
    "phone-challenge",
    screen("Verify", ["We sent a passcode to your device Android ***-***-4821."], {
      fields: [code({ label: "Passcode" })],
    }),
  ],
  [
    "a code by mail, in Portuguese",
    "email-challenge",
    screen("Verificação", ["Enviamos um código para o seu e-mail."], { fields: [code()] }),
  ],
  [
    "mails to be looked at, in French",
    "email-challenge",
    screen("Vérification", ["Consultez vos e-mails : nous vous avons envoyé un code."], {
      fields: [code()],
    }),
  ],
  [
    "a reservation, and a mail",
    "other",
    screen("Online check-in", ["You'll find it in the e-mail we sent you."], {
      fields: [field({ label: "Reservation", placeholder: "6 digits", maxLength: 6 })],
    }),
  ],
  [
    "a recovery key",
    "recovery-challenge",
    screen("Sign in another way", ["Type the key you kept."], {
      fields: [field({ label: "Recovery key" })],
    }),
  ],
  [
    "a recovery key, in French",
    "recovery-challenge",
    screen("Connexion", [], { fields: [field({ label: "Clé de récupération" })] }),
  ],
  [
    "a recovery page whose code was shown before",
    "other",
    screen("Your recovery code", ["A recovery code is shown only once."], {
      buttons: ["Get another code"],
    }),
  ],
  [
    "an inbox to be looked in",
    "email-challenge",
    screen("Check your inbox", ["A six-digit code is waiting for you at j***@example.com"], {
      fields: [marked({ label: "Code" })],
      buttons: ["Verify", "Use my authenticator app"],
    }),
  ],
  [
    "a code in another messenger",
    "phone-challenge",
    screen("Two-factor authentication", ["Enter the 6-digit code from WhatsApp."], {
      fields: [code({ label: "Code" })],
    }),
  ],
  [
    "a code in another messenger, in Spanish, beside an authenticator",
    "phone-challenge",
    screen("Verificación en dos pasos", ["Escribe el código que te llegó por WhatsApp."], {
      fields: [code({ label: "Código" })],
      buttons: ["Usar app de autenticación"],
    }),
  ],
  [
    "a token of an app, in Spanish",
    "otp-challenge",
    screen("Código de seguridad", ["Ingresá el token que genera tu aplicación."], {
      fields: [field({ name: "t", label: "Token", maxLength: 6 })],
    }),
  ],
  [
    "a backup code asked for by a sentence alone, in Spanish",
    "recovery-challenge",
    screen("¿Perdiste tu dispositivo?", ["Escribe uno de tus códigos de respaldo"], {
      fields: [code({ label: "Código" })],
    }),
  ],
  [
    "an authenticator's code, with a messenger as the other way",
    "otp-challenge",
    screen("Two-factor authentication", ["Enter the code from your authenticator app."], {
      fields: [code({ label: "Code" })],
      buttons: ["Verify", "Get a code by WhatsApp instead"],
    }),
  ],
];
