// Lit: a screen of elements with open shadow roots, a text field in one and six boxes in the other.

import { html, LitElement } from "lit";

class CodeField extends LitElement {
  static override properties = { value: {}, label: {} };
  declare value: string;
  declare label: string;
  constructor() {
    super();
    this.value = "";
    this.label = "";
  }
  override render() {
    const onInput = (event: Event) => {
      this.value = (event.target as HTMLInputElement).value;
      this.dispatchEvent(new CustomEvent("code", { detail: this.value }));
    };
    return html`<label for="in">${this.label}</label>
      <input id="in" .value=${this.value} inputmode="numeric" @input=${onInput} />`;
  }
}

class CodeBoxes extends LitElement {
  static override properties = { digits: { state: true } };
  declare digits: readonly string[];
  constructor() {
    super();
    this.digits = ["", "", "", "", "", ""];
  }
  override render() {
    const onInput = (at: number) => (event: Event) => {
      const box = event.target as HTMLInputElement;
      this.digits = this.digits.with(at, box.value.slice(-1));
      this.dispatchEvent(new CustomEvent("code", { detail: this.digits.join("") }));
      if (box.value !== "") (box.nextElementSibling as HTMLInputElement | null)?.focus();
    };
    return html`${this.digits.map(
      (digit, at) =>
        html`<input
          id="box-${at}"
          size="1"
          maxlength="1"
          aria-label="Digit ${at + 1}"
          .value=${digit}
          @input=${onInput(at)}
        />`,
    )}`;
  }
}

class LitScreen extends LitElement {
  static override properties = { code: { state: true }, variant: {} };
  declare code: string;
  declare variant: string;
  constructor() {
    super();
    this.code = "";
    this.variant = "";
  }
  override render() {
    const onCode = (event: CustomEvent<string>) => {
      this.code = event.detail;
    };
    return html`<h1>Verify your identity</h1>
      <p>Enter the 6-digit code from your authenticator app.</p>
      ${
        this.variant === "boxes"
          ? html`<code-boxes @code=${onCode}></code-boxes>`
          : html`<code-field label="One-time code" @code=${onCode}></code-field>`
      }
      <button ?disabled=${this.code.length < 6}>Continue</button>
      <output hidden>${this.code}</output>`;
  }
}

customElements.define("code-field", CodeField);
customElements.define("code-boxes", CodeBoxes);
customElements.define("lit-screen", LitScreen);
