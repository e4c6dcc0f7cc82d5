// Material UI: a TextField, an OTP made of outlined inputs, and mui-one-time-password-input.

/** @jsxImportSource react */
import OutlinedInput from "@mui/material/OutlinedInput";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { MuiOtpInput } from "mui-one-time-password-input";
import { type KeyboardEvent, useRef, useState } from "react";
import { render, Screen, variant } from "./screen.tsx";

type Entry = { readonly code: string; readonly onCode: (code: string) => void };

function Field({ code, onCode }: Entry) {
  return (
    <TextField
      id="mui"
      label={variant === "recovery" ? "Recovery code" : "Verification code"}
      helperText={variant === "recovery" ? undefined : "6 digits"}
      value={code}
      onChange={(event) => onCode(event.target.value)}
    />
  );
}

/** As the documentation of MUI's own base input builds it: keys move the focus. */
function Boxes({ code, onCode }: Entry) {
  const boxes = useRef<HTMLInputElement[]>([]);
  const change = (at: number, text: string) => {
    const digits = Array.from({ length: 6 }, (_, place) => code[place] ?? " ");
    digits[at] = text.slice(-1) || " ";
    onCode(digits.join("").trimEnd());
    if (text !== "") boxes.current[at + 1]?.focus();
  };
  const move = (at: number, event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") boxes.current[at - 1]?.focus();
    if (event.key === "ArrowRight") boxes.current[at + 1]?.focus();
  };
  return (
    <Stack direction="row" spacing={1}>
      {Array.from({ length: 6 }, (_, at) => (
        <OutlinedInput
          key={at}
          inputRef={(input: HTMLInputElement) => {
            boxes.current[at] = input;
          }}
          value={(code[at] ?? "").trim()}
          onChange={(event) => change(at, event.target.value)}
          onKeyDown={(event) => move(at, event)}
          slotProps={{ input: { id: `box-${at}`, "aria-label": `Digit ${at + 1} of code` } }}
        />
      ))}
    </Stack>
  );
}

function MuiScreen() {
  const [code, setCode] = useState("");
  const entry = { code, onCode: setCode };
  const recovery = variant === "recovery";
  return (
    <Screen
      heading={recovery ? "Log in with a recovery code" : "Two-factor authentication"}
      lead={recovery ? "It works once." : "Type the code that your authenticator app shows."}
      code={code}
    >
      {variant === "boxes" ? <Boxes {...entry} /> : null}
      {variant === "otp" ? <MuiOtpInput length={6} value={code} onChange={setCode} /> : null}
      {variant === "field" || recovery ? <Field {...entry} /> : null}
    </Screen>
  );
}

render(<MuiScreen />);
