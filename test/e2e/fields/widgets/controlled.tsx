// React inputs of an application's own: one that writes "123 456", one that takes digits alone and
// sends them off when they are six, and boxes that keep their digits in a list.

/** @jsxImportSource react */
import { useRef, useState } from "react";
import { render, Screen, variant } from "./screen.tsx";

type Entry = { readonly code: string; readonly onCode: (code: string) => void };

const digitsOf = (text: string) => text.replaceAll(/\D/g, "").slice(0, 6);

function Formatted({ code, onCode }: Entry) {
  const shown = code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
  return (
    <label>
      Authenticator code
      <input
        id="formatted"
        inputMode="numeric"
        placeholder="000 000"
        value={shown}
        onChange={(event) => onCode(digitsOf(event.target.value))}
      />
    </label>
  );
}

/** Goes away with the sixth digit. */
function Impatient({ code, onCode }: Entry) {
  if (code.length === 6) return <output id="sent">{code}</output>;
  return (
    <input
      id="impatient"
      aria-label="Authenticator code"
      value={code}
      onChange={(event) => onCode(digitsOf(event.target.value))}
    />
  );
}

/** Refuses whatever is more than one character, and the paste with it. */
function Boxes({ onCode }: Entry) {
  const [digits, setDigits] = useState<readonly string[]>(["", "", "", "", "", ""]);
  const boxes = useRef<(HTMLInputElement | null)[]>([]);
  const change = (at: number, text: string) => {
    if (!/^\d?$/.test(text)) return;
    setDigits((before) => {
      const after = before.with(at, text);
      onCode(after.join(""));
      return after;
    });
    if (text !== "") boxes.current[at + 1]?.focus();
  };
  return (
    <fieldset>
      <legend>Authenticator code</legend>
      {digits.map((digit, at) => (
        <input
          key={at}
          id={`box-${at}`}
          size={1}
          value={digit}
          ref={(input) => {
            boxes.current[at] = input;
          }}
          onChange={(event) => change(at, event.target.value)}
          onPaste={(event) => event.preventDefault()}
        />
      ))}
    </fieldset>
  );
}

function ControlledScreen() {
  const [code, setCode] = useState("");
  const entry = { code, onCode: setCode };
  return (
    <Screen heading="Verify your identity" lead="Open your authenticator app." code={code}>
      {variant === "formatted" ? <Formatted {...entry} /> : null}
      {variant === "impatient" ? <Impatient {...entry} /> : null}
      {variant === "boxes" ? <Boxes {...entry} /> : null}
    </Screen>
  );
}

render(<ControlledScreen />);
