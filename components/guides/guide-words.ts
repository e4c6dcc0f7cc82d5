// What the guides and their steps say.

import type { GuideBrowser, GuideId, GuideStepId } from "../../lib/headway/guides.ts";
import type { AccountRole } from "../../lib/headway/roles.ts";
import { message, type MessageKey } from "../../lib/i18n/messages.ts";

type Keys<T extends string> = Readonly<Record<T, MessageKey>>;

export const GUIDE_TITLES: Keys<GuideId> = {
  authenticator: "guide_authenticator_title",
  biometrics: "guide_biometrics_title",
  "security-key": "guide_security_key_title",
  passkey: "guide_passkey_title",
  phone: "guide_phone_title",
  "recovery-code": "guide_recovery_code_title",
};

/** What it is, for those who choose. */
export const GUIDE_GISTS: Keys<GuideId> = {
  authenticator: "guide_authenticator_gist",
  biometrics: "guide_biometrics_gist",
  "security-key": "guide_security_key_gist",
  passkey: "guide_passkey_gist",
  phone: "guide_phone_gist",
  "recovery-code": "guide_recovery_code_gist",
};

export const GUIDE_INTROS: Keys<AccountRole> = {
  client: "guide_intro_client",
  provider: "guide_intro_provider",
};

/** @param all for which the guide has steps of their own */
export function browserName(browser: GuideBrowser, all: readonly GuideBrowser[]): string {
  if (browser === "chrome" && !all.includes("edge")) return message("guide_browser_chrome_or_edge");
  return message(BROWSERS[browser]);
}

const BROWSERS: Keys<GuideBrowser> = {
  chrome: "guide_browser_chrome",
  firefox: "guide_browser_firefox",
  edge: "guide_browser_edge",
};

export function guideStepText(step: GuideStepId): string {
  const words = STEPS[step];
  return typeof words === "string" ? message(words) : words();
}

function sayWhere(): string {
  return message(
    "guide_step_say_where",
    message("account_methods_title"),
    message("common_elsewhere"),
  );
}

/** What is to be pressed in Waykey is named as it stands there. */
const STEPS: Readonly<Record<GuideStepId, MessageKey | (() => string)>> = {
  "sign-in-client": "guide_step_sign_in_client",
  "settings-client": "guide_step_settings_client",
  "sign-in-provider": "guide_step_sign_in_provider",
  "settings-provider": "guide_step_settings_provider",
  "enroll-authenticator": "guide_step_enroll_authenticator",
  "enroll-biometrics": "guide_step_enroll_biometrics",
  "enroll-security-key": "guide_step_enroll_security_key",
  "enroll-passkey": "guide_step_enroll_passkey",
  "enroll-phone": "guide_step_enroll_phone",
  "open-waykey-chrome": "guide_step_open_waykey_chrome",
  "open-waykey-firefox": "guide_step_open_waykey_firefox",
  "scan-qr": () => message("guide_step_scan_qr", message("common_scan_page")),
  "add-code": () => message("guide_step_add_code", message("add_add")),
  "fill-code": () => message("guide_step_fill_code", message("popup_fill_code")),
  "confirm-code": "guide_step_confirm_code",
  "press-biometrics": "guide_step_press_biometrics",
  "pass-to-device": () => message("guide_step_pass_to_device", message("prompt_use_other")),
  "device-chrome": "guide_step_device_chrome",
  "device-firefox": "guide_step_device_firefox",
  "device-edge": "guide_step_device_edge",
  "only-this-device": "guide_step_only_this_device",
  "press-key": "guide_step_press_key",
  "pass-to-key": () => message("guide_step_pass_to_key", message("prompt_use_other")),
  "touch-key-chrome": "guide_step_touch_key_chrome",
  "touch-key-firefox": "guide_step_touch_key_firefox",
  "press-passkey": "guide_step_press_passkey",
  "allow-passkey": () => message("guide_step_allow_passkey", message("prompt_allow")),
  "passkey-kept": "guide_step_passkey_kept",
  "back-up-passkey": "guide_step_back_up_passkey",
  "give-number": "guide_step_give_number",
  "type-phone-code": "guide_step_type_phone_code",
  "not-abroad": "guide_step_not_abroad",
  "keep-recovery-code": () =>
    message("guide_step_keep_recovery_code", message("popup_recovery_save")),
  "say-where-biometrics": sayWhere,
  "say-where-phone": sayWhere,
  "say-where-security-key": sayWhere,
  "add-second-way": "guide_step_add_second_way",
  "first-way": "guide_step_first_way",
  "save-recovery-code": () =>
    message(
      "guide_step_save_recovery_code",
      message("popup_recovery_save"),
      message("popup_recovery_elsewhere"),
    ),
  "recovery-code-on-paper": () =>
    message("guide_step_recovery_code_on_paper", message("options_print_title")),
  "fill-recovery-code": () =>
    message("guide_step_fill_recovery_code", message("popup_fill_recovery_submit")),
  "new-code-client": "guide_step_new_code_client",
  "new-code-provider": "guide_step_new_code_provider",
};
