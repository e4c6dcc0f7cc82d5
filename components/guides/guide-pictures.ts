// Which pictures a step of a guide has, and what each of them shows. They lie in public/guides/, taken by
// `npm run pictures`.

import type { GuideStepId } from "../../lib/headway/guides.ts";
import type { MessageKey } from "../../lib/i18n/messages.ts";

/** By the name of the file; what it shows, for those who don't see it. */
export const PICTURES = {
  "add-code": "guide_picture_add_code",
  "allow-passkey": "guide_picture_allow_passkey",
  "code-filled": "guide_picture_code_filled",
  "enroll-authenticator": "guide_picture_enroll_authenticator",
  "enroll-biometrics": "guide_picture_enroll_biometrics",
  "enroll-phone": "guide_picture_enroll_phone",
  "enroll-security-key": "guide_picture_enroll_security_key",
  "fill-code": "guide_picture_fill_code",
  "fill-recovery-code": "guide_picture_fill_recovery_code",
  "give-number": "guide_picture_give_number",
  "pass-to-device": "guide_picture_pass_to_device",
  "pass-to-key": "guide_picture_pass_to_key",
  "passkey-kept": "guide_picture_passkey_kept",
  "phone-code": "guide_picture_phone_code",
  "press-biometrics": "guide_picture_press_biometrics",
  "press-key": "guide_picture_press_key",
  "print-sheet": "guide_picture_print_sheet",
  "qr-page": "guide_picture_qr_page",
  "recovery-code": "guide_picture_recovery_code",
  "reset-client": "guide_picture_reset_client",
  "reset-provider": "guide_picture_reset_provider",
  "save-recovery-code": "guide_picture_save_recovery_code",
  "say-where-biometrics": "guide_picture_say_where_biometrics",
  "say-where-phone": "guide_picture_say_where_phone",
  "say-where-security-key": "guide_picture_say_where_security_key",
  "scan-qr": "guide_picture_scan_qr",
  "settings-client": "guide_picture_settings_client",
  "settings-provider": "guide_picture_settings_provider",
} as const satisfies Readonly<Record<string, MessageKey>>;

export type PictureName = keyof typeof PICTURES;

/** Most steps have one; a few are words alone. */
export function picturesOf(step: GuideStepId): readonly PictureName[] {
  return STEP_PICTURES[step] ?? [];
}

const STEP_PICTURES: { readonly [S in GuideStepId]?: readonly PictureName[] } = {
  "settings-client": ["settings-client"],
  "settings-provider": ["settings-provider"],
  "enroll-authenticator": ["enroll-authenticator"],
  "enroll-biometrics": ["enroll-biometrics"],
  "enroll-security-key": ["enroll-security-key"],
  "enroll-passkey": ["enroll-biometrics", "enroll-security-key"],
  "enroll-phone": ["enroll-phone"],
  "open-waykey-chrome": ["qr-page"],
  "open-waykey-firefox": ["qr-page"],
  "scan-qr": ["scan-qr"],
  "add-code": ["add-code"],
  "fill-code": ["fill-code"],
  "confirm-code": ["code-filled"],
  "press-biometrics": ["press-biometrics"],
  "pass-to-device": ["pass-to-device"],
  "press-key": ["press-key"],
  "pass-to-key": ["pass-to-key"],
  "press-passkey": ["press-biometrics"],
  "allow-passkey": ["allow-passkey"],
  "passkey-kept": ["passkey-kept"],
  "give-number": ["give-number"],
  "type-phone-code": ["phone-code"],
  "keep-recovery-code": ["save-recovery-code", "recovery-code"],
  "say-where-biometrics": ["say-where-biometrics"],
  "say-where-phone": ["say-where-phone"],
  "say-where-security-key": ["say-where-security-key"],
  "first-way": ["recovery-code"],
  "save-recovery-code": ["save-recovery-code"],
  "recovery-code-on-paper": ["print-sheet"],
  "fill-recovery-code": ["fill-recovery-code"],
  "new-code-client": ["reset-client"],
  "new-code-provider": ["reset-provider"],
};
