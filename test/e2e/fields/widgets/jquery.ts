// jQuery, as pages of its time use it: key codes move on and back.

import { $ } from "jquery";

$(".digit-group input").each((_, input) => {
  const box = $(input);
  const goTo = (id: unknown) =>
    box
      .parents(".digit-group")
      .find(`input#${String(id)}`)
      .trigger("select");
  box.attr("maxlength", 1);
  box.on("keyup", ({ keyCode }) => {
    const isDigit = (keyCode >= 48 && keyCode <= 57) || (keyCode >= 96 && keyCode <= 105);
    if (keyCode === 8 || keyCode === 37) goTo(box.data("previous"));
    else if (isDigit || keyCode === 39) goTo(box.data("next"));
  });
});
