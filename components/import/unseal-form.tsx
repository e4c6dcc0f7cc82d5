// Asks for the password of a sealed file, and shows how the opening goes on. It can be ended at any time.

import { useState } from "preact/hooks";
import type { ImportProduct } from "../../lib/app/views.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Button } from "../controls/button.tsx";
import { Form } from "../controls/form.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import type { Action } from "../use-action.ts";
import { productName } from "./product-names.ts";
import { UnsealProgress } from "./unseal-progress.tsx";
import type { Expected } from "./use-import-file.ts";

export type UnsealFormProps = {
  readonly product: ImportProduct;
  /** It may be another program's. */
  readonly isGuess: boolean;
  readonly unseal: Action<readonly [password: string]>;
  readonly expectedMs: Expected;
  readonly onCancel: () => void;
};

export function UnsealForm(props: UnsealFormProps) {
  const { unseal } = props;
  const name = productName(props.product);
  const [password, setPassword] = useState("");
  const [isTried, setTried] = useState(false);
  return (
    <Form
      onSubmit={() => {
        setTried(true);
        if (password !== "") unseal.run(password);
      }}
    >
      <p role="status">
        {props.isGuess ? message("import_sealed_perhaps", name) : message("import_sealed", name)}
      </p>
      <TextField
        label={message("import_password")}
        type="password"
        value={password}
        onInput={(typed) => {
          setPassword(typed);
          unseal.clear();
        }}
        hint={message("import_password_hint")}
        error={isTried && password === "" ? message("import_password_missing") : null}
      />
      <ErrorNotice error={unseal.error} />
      {unseal.busy ? <UnsealProgress expectedMs={props.expectedMs} /> : null}
      <div class="buttons">
        <Button onPress={props.onCancel}>{message("common_cancel")}</Button>
        <Button kind="primary" type="submit" busy={unseal.busy}>
          {message("import_unseal")}
        </Button>
      </div>
    </Form>
  );
}
