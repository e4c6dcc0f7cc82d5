// Vue: Reka UI's PinInput, which shadcn-vue is made of, and a plain v-model.

import { PinInputInput, PinInputRoot } from "reka-ui";
import { createApp, defineComponent, h, ref } from "vue";

const root = document.getElementById("root");
const isPlain = root?.dataset["variant"] === "plain";

const VueScreen = defineComponent(() => {
  const digits = ref<string[]>([]);
  const text = ref("");
  const plain = () =>
    h("input", {
      id: "plain",
      "aria-label": "Authenticator code",
      inputmode: "numeric",
      value: text.value,
      onInput: (event: Event) => {
        text.value = (event.target as HTMLInputElement).value.trim();
      },
    });
  const pins = () =>
    h(
      PinInputRoot,
      {
        otp: true,
        modelValue: digits.value,
        "onUpdate:modelValue": (value: readonly (string | number)[]) => {
          digits.value = value.map(String);
        },
      },
      () =>
        Array.from({ length: 6 }, (_, index) =>
          h(PinInputInput, { key: index, index, id: `pin-${index}`, class: "slot" }),
        ),
    );
  return () =>
    h("main", [
      h("h1", "Two-factor authentication"),
      h("p", "Enter the code from your authenticator app"),
      isPlain ? plain() : pins(),
      h("output", { hidden: true }, isPlain ? text.value : digits.value.join("")),
    ]);
});

if (root !== null) createApp(VueScreen).mount(root);
