// Which writer writes which format.

import { aegis } from "./aegis.ts";
import { bitwarden, bitwardenSealed } from "./bitwarden.ts";
import { cxf } from "./cxf.ts";
import { ente } from "./ente.ts";
import type { ExportFormat, PlainWriter, SealedWriter } from "./export.ts";
import { google } from "./google.ts";
import { otpauthList } from "./otpauth-list.ts";
import { qrCodes } from "./qr-codes.ts";

export const WRITERS: Readonly<Record<ExportFormat, PlainWriter | SealedWriter>> = {
  "ente-auth": ente,
  aegis,
  "bitwarden-sealed": bitwardenSealed,
  "google-authenticator": google,
  "qr-codes": qrCodes,
  "otpauth-list": otpauthList,
  bitwarden,
  cxf,
};
