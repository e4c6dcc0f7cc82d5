// The fields for what a backup will be opened with, and the choice, where there is one, with what it means.

import { message } from "../../lib/i18n/messages.ts";
import { EmergencyKeyField } from "../access/emergency-key-field.tsx";
import { PasswordMeter } from "../access/password-meter.tsx";
import { RadioGroup } from "../controls/radio-group.tsx";
import { TextField } from "../controls/text-field.tsx";
import { type BackupLockEntry, LOCK_KINDS } from "./use-backup-lock.ts";

export type BackupLockFieldsProps = {
  readonly entry: BackupLockEntry;
  readonly hasEmergencyKey: boolean;
  /** Whether to say what is wrong with them. */
  readonly isChecked: boolean;
  /** Whether the last try found a slip in the emergency key. */
  readonly hasSlip: boolean;
};

export function BackupLockFields(props: BackupLockFieldsProps) {
  const { entry, isChecked } = props;
  const { kind, typed, type, problems } = entry;
  return (
    <>
      {props.hasEmergencyKey ? (
        <RadioGroup
          legend={message("options_backup_lock")}
          options={[
            { value: "password", label: message("options_backup_lock_password") },
            {
              value: "emergency-key",
              label: message("options_backup_lock_key"),
              detail: message("options_backup_lock_key_detail"),
            },
          ]}
          value={kind}
          onChange={(value) => {
            const next = LOCK_KINDS.find((each) => each === value);
            if (next !== undefined) entry.choose(next);
          }}
        />
      ) : null}
      {kind === "emergency-key" ? (
        <EmergencyKeyField
          value={typed.emergencyKey}
          onInput={(emergencyKey) => type({ emergencyKey })}
          hasSlip={props.hasSlip}
          error={isChecked ? problems.emergencyKey : null}
        />
      ) : (
        <>
          <TextField
            label={message("options_backup_password")}
            type="password"
            autocomplete="new-password"
            value={typed.password}
            onInput={(password) => type({ password })}
            hint={<PasswordMeter password={typed.password} />}
            error={isChecked ? problems.password : null}
          />
          <TextField
            label={message("options_backup_password_repeat")}
            type="password"
            autocomplete="new-password"
            value={typed.repeated}
            onInput={(repeated) => type({ repeated })}
            error={isChecked ? problems.repeated : null}
          />
        </>
      )}
    </>
  );
}
