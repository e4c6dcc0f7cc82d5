// Why a record of a backup is not restored.

export type RestoreRefusal =
  /** It is no record, or not a whole one. */
  | "invalid"
  /** It tells of the device that it is from, and is of no use on another one. */
  | "of-device"
  /** The passkey's key is none. */
  | "key-damaged"
  /** The vault holds another key under the same credential ID. */
  | "key-differs"
  /** The settings guard less than those in force, which takes the vault's own password. */
  | "settings-weaker";
