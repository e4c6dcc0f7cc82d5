// Checks what was pasted or typed as the user goes, through the worker. Answers to an older text are
// dropped; a short pause keeps it from complaining in the middle of a word.

import { useEffect, useState } from "preact/hooks";
import type { OtpPreview } from "../../lib/app/views.ts";
import { useRpc } from "../use-rpc.tsx";

const PAUSE_MS = 250;

export type PreviewState =
  | { readonly state: "empty" }
  | { readonly state: "checking" }
  | { readonly state: "good"; readonly preview: OtpPreview }
  | { readonly state: "bad"; readonly error: unknown };

export function useOtpPreview(text: string): PreviewState {
  const { call } = useRpc();
  const [state, setState] = useState<PreviewState>({ state: "empty" });

  useEffect(() => {
    if (text.trim() === "") {
      setState({ state: "empty" });
      return undefined;
    }
    let current = true;
    const show = (next: PreviewState) => {
      if (current) setState(next);
    };
    setState({ state: "checking" });
    const timer = setTimeout(() => {
      call("otp.preview", { text }).then(
        (preview) => show({ state: "good", preview }),
        (error: unknown) => show({ state: "bad", error }),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [call, text]);

  return state;
}
