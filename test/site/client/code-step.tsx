// A code field whose value is React state: the button is enabled by the state alone, so that a
// value set past React's change events does not count.

import { useState } from "react";
import type { FormEvent } from "react";
import type { CodeScreen } from "../screen.ts";
import { Alert, Choice, LeaveButton } from "./step.tsx";
import type { StepProps } from "./step.tsx";

const recoveryLength = 24;

export function CodeStep({ screen, error, send, visit }: StepProps<CodeScreen>) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const recovery = screen.entry === "recovery";
  const complete = recovery
    ? code.replaceAll(/[\s-]/g, "").length === recoveryLength
    : /^\d{6}$/.test(code);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await send(screen.action, { code });
    } finally {
      setBusy(false);
    }
  };
  const change = (text: string) =>
    setCode(recovery ? text : text.replaceAll(/\D/g, "").slice(0, 6));

  return (
    <>
      <h1>{screen.heading}</h1>
      <p>{screen.lead}</p>
      {screen.barcode && <Barcode {...screen.barcode} />}
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <label htmlFor="code">{screen.label}</label>
        <input
          id="code"
          name="code"
          type="text"
          inputMode={recovery ? "text" : "numeric"}
          autoComplete={screen.entry === "phone" ? "one-time-code" : "off"}
          value={code}
          onChange={(event) => change(event.target.value)}
        />
        <Alert error={error} />
        <button type="submit" disabled={!complete || busy}>
          Continue
        </button>
      </form>
      <div className="below">
        {screen.buttons.map((button) => (
          <Choice key={button.label} button={button} send={send} />
        ))}
        <LeaveButton leave={screen.leave} visit={visit} />
      </div>
    </>
  );
}

function Barcode({ source, keyText }: { readonly source: string; readonly keyText: string }) {
  const [typing, setTyping] = useState(false);
  return (
    <>
      <img className="barcode" alt="QR code" src={source} />
      <button
        type="button"
        className="quiet"
        aria-expanded={typing}
        onClick={() => setTyping(!typing)}
      >
        Trouble scanning?
      </button>
      {typing && (
        <div>
          <p>Enter this key in your authenticator app:</p>
          <code className="key">{keyText}</code>
        </div>
      )}
    </>
  );
}
