// The use cases of what is done seldom, with all that they alone need: the formats of other programs, backups, the
// printed sheet. Loaded when one of them is asked for, so that a worker that wakes for a sign-in does not wait for them.

export { exportBackup, previewRestore, restoreBackup } from "./backups.ts";
export { makeExport, previewExport } from "./exports.ts";
export { importEntries, previewImport } from "./imports.ts";
export { keepRestore, lastRestore, takeBackRestore } from "./last-restore.ts";
export { sheetSecrets } from "./print-sheet.ts";
export { checkVault } from "./vault-check.ts";
