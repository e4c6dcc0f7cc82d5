// Whether a screen announces that an authenticator has just been enrolled. Only what a page says in a live region
// counts: a list of methods says "Enrolled" of the old one all the time. Anything in doubt is no.

import type { ScreenDescription } from "./screen-description.ts";
import { normaliseWords } from "./words.ts";

const MAX_LENGTH = 160;

const AUTHENTICATOR =
  /\b(authenticator|authentication|two-?(factor|step)|2fa|autenticador|autenticacion|dos (factores|pasos))\b/;

const DONE =
  /\b(enrolled|enabled|activated|added|connected|set up|turned on|registered|updated|replaced|linked|activad[ao]|habilitad[ao]|configurad[ao]|registrad[ao]|anadid[ao]|agregad[ao]|vinculad[ao]|actualizad[ao]|inscrit[ao])\b/;

/** What has not happened, or to something else. */
const DOUBT =
  /n't\b|\b(no|not|never|cannot|fail\w*|unsuccessful\w*|problems?|trouble|sorry|unfortunately|rejected|refused|denied|declined|mismatch\w*|timed out|time-?out|interrupted|stopped|aborted|abandoned|skipped|incomplete|requires?|required|pending|later|wrong|incorrect|invalid|expired|error|unable|too many|again|cancel\w*|removed|disabled|off|could|can|must|should|need\w*|please|if|until|before|once|when|already|still|phone|text|sms|call|e-?mail|passkeys?|keys?|biometric\w*|recovery|nunca|fall\w*|incorrect[ao]|invalid[ao]|caduc\w*|expir\w*|demasiad\w*|de nuevo|cancelad\w*|problemas?|rechaz\w*|denegad\w*|interrumpid\w*|incomplet\w*|pendientes?|obligatori\w*|requer\w*|requier\w*|eliminad\w*|desactivad\w*|debe\w*|puede\w*|si|hasta|antes|ya|aun|todavia|telefono|mensaje|correo|llaves?|recuperacion)\b|\?/;

export function saysEnrolled({ statuses }: Pick<ScreenDescription, "statuses">): boolean {
  const lines = statuses.map((text) => normaliseWords(text).replaceAll("\n", " "));
  const isDone = (line: string) =>
    line.length <= MAX_LENGTH && AUTHENTICATOR.test(line) && DONE.test(line);
  return lines.some(isDone) && !lines.some((line) => DOUBT.test(line));
}
