// Six single-digit boxes for one code: typing moves on, Backspace moves back, pasting spreads the
// digits. A box keeps the last digit of what is put in it; the code goes to the hidden field.

const group = document.querySelector<HTMLElement>("[data-boxes]");
const boxes = [...(group?.querySelectorAll<HTMLInputElement>(".boxes input") ?? [])];
const field = group?.querySelector<HTMLInputElement>("input[name=code]") ?? null;
const submit = group?.closest("form")?.querySelector<HTMLButtonElement>("button[type=submit]");

function gather(): void {
  const code = boxes.map((box) => box.value).join("");
  if (field !== null) field.value = code;
  if (submit) submit.disabled = code.length !== boxes.length;
}

function spread(text: string, from: number): void {
  const digits = Array.from(text.replaceAll(/\D/g, "")).slice(0, boxes.length - from);
  digits.forEach((digit, offset) => {
    const box = boxes[from + offset];
    if (box) box.value = digit;
  });
  boxes[Math.min(from + digits.length, boxes.length - 1)]?.focus();
  gather();
}

boxes.forEach((box, place) => {
  box.addEventListener("focus", () => box.select());
  box.addEventListener("input", () => {
    box.value = box.value.replaceAll(/\D/g, "").slice(-1);
    if (box.value !== "") boxes[place + 1]?.focus();
    gather();
  });
  box.addEventListener("keydown", (event) => {
    const before = boxes[place - 1];
    if (event.key === "ArrowLeft") before?.focus();
    if (event.key === "ArrowRight") boxes[place + 1]?.focus();
    if (event.key !== "Backspace" || box.value !== "" || !before) return;
    event.preventDefault();
    before.value = "";
    before.focus();
    gather();
  });
  box.addEventListener("paste", (event) => {
    event.preventDefault();
    spread(event.clipboardData?.getData("text") ?? "", place);
  });
});
if (boxes.length > 0) gather();
boxes[0]?.focus();

const trouble = document.querySelector<HTMLElement>("[data-trouble]");
trouble?.addEventListener("click", () => {
  const key = document.getElementById("key");
  if (key === null) return;
  key.hidden = !key.hidden;
  trouble.setAttribute("aria-expanded", String(!key.hidden));
});
