// Whether a screen holds a person up who can log out on it already: a lock-out, a refusal, or the choice of another
// way to say who they are. Nobody has been let in there. In doubt it does: then a code is only not known to be taken.

const LOCKED_OUT =
  /\btoo many (\w+ ){0,3}(attempts|tries|codes|requests)\b|\b(account|access|log-?in|sign-?in|you are|you're|been) (\w+ ){0,2}(locked|blocked|suspended)\b|\blocked out\b|\bdemasiad[ao]s (\w+ ){0,2}(intentos|codigos|solicitudes)\b|\b(cuenta|acceso|usuario) (\w+ ){0,3}(bloquead|suspendid)[ao]\b/;

const REFUSED =
  /\b(something went wrong|(did not|didn't) work)\b|\b(try|come back) (again )?(later|in (a|an|\d+) (\w+ )?(minute|hour)s?)\b|\b(incorrect|invalid|wrong|expired) (\w+ )?(code|passcode)\b|\b(code|passcode) (\w+ ){0,3}(incorrect|invalid|wrong|expired|valid|rejected|refused)\b|\balgo (salio|ha ido|fue) mal\b|\b(mas tarde|dentro de \d+ minutos)\b|\bcodigo (\w+ ){0,3}(incorrecto|invalido|caducado|valido|rechazado)\b/;

const CHOICE_OF_WAYS =
  /\b(choose|select|pick|try|use) (a|an|another|other|your|how) (\w+ ){0,2}(way|method|option|factor)s?\b|\bhow (do|would) you (want|like|prefer) to (verify|sign|log|confirm|get|receive)\b|\b(verify|confirm|prove|check) (that )?(it'?s (really )?you|your identity|who you are)\b|\b(elige|elija|escoge|selecciona|seleccione|prueba|usa) (un|una|otro|otra|tu|como) (\w+ ){0,2}(metodo|forma|manera|opcion)\b|\b(verifica|verifique|confirma|confirme) (tu|su) identidad\b/;

/** Both as `normaliseWords` leaves them; `headings` with the page's title. */
export function isHeldUp({ headings, text }: { headings: string; text: string }): boolean {
  return LOCKED_OUT.test(text) || REFUSED.test(text) || CHOICE_OF_WAYS.test(headings);
}
