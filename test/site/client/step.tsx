// What every screen of the React make-up is given, and the parts that they share.

import type { Leave, ScreenButton } from "../screen.ts";

export interface StepProps<Shown> {
  readonly screen: Shown;
  readonly error: string;
  readonly send: (path: string, fields: Readonly<Record<string, string>>) => Promise<void>;
  readonly visit: (path: string) => Promise<void>;
}

export function Alert({ error }: { readonly error: string }) {
  if (error === "") return null;
  return (
    <p className="error" role="alert">
      {error}
    </p>
  );
}

export function LeaveButton(props: {
  readonly leave: Leave;
  readonly visit: StepProps<unknown>["visit"];
}) {
  const { label, path } = props.leave;
  return (
    <button type="button" className="quiet" onClick={() => void props.visit(path)}>
      {label}
    </button>
  );
}

export function Choice(props: {
  readonly button: ScreenButton;
  readonly send: StepProps<unknown>["send"];
}) {
  const { label, action, fields } = props.button;
  return (
    <button type="button" className="quiet" onClick={() => void props.send(action, fields)}>
      {label}
    </button>
  );
}
