// @ts-nocheck
import { it } from "vitest";
import { useRig } from "./rig/use-rig.ts";
import { KIND } from "./rig/kind.ts";
import { choose, fill, press, sees, seesButton, tick } from "./flows/screen.ts";
import { workerAnswer } from "./durability/worker-call.ts";
import { pdfPages } from "./rig/pdf-pages.ts";
import { readFileSync, writeFileSync } from "node:fs";
const given = useRig({ vault: false });
const D = "/tmp/h71-shots/";
const es = JSON.parse(readFileSync("public/_locales/es/messages.json", "utf8"));
const m = (key, ...subs) => es[key].message.replaceAll(/\$(\w+)\$|\$\$/g, (w, n) => n === undefined ? "$" : subs[Number(es[key].placeholders[n.toLowerCase()].content.slice(1)) - 1]);
const P = "correct horse battery staple";
it("shots", async () => {
  const clipped = async (page, name) => {
    const found = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && !e.matches(".visually-hidden, .table-frame, html, body") && getComputedStyle(e).overflowX !== "visible").map((e) => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 80)} ${e.scrollWidth}>${e.clientWidth}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const out = await page.evaluate(() => [...document.querySelectorAll("button, a, h1, h2, h3, p, label, summary, span, dt, dd, td, th, li")].filter((e) => e.checkVisibility() && !e.matches(".visually-hidden, .visually-hidden *, .table-frame *") && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((e) => `${e.tagName} out: ${e.textContent.slice(0, 80)}`));
    if (found.length || wide > 0 || out.length) console.log("CLIP", name, wide, JSON.stringify([...found, ...out], null, 1));
  };
  const shot = async (page, name) => { await clipped(page, name); await page.screenshot({ path: `${D}${KIND}-${name}.png`, fullPage: true }); };
  const asker = await given.rig.openExtensionPage("prompt.html");
  const w = (method, input) => workerAnswer(asker, method, input);
  await w("vault.create", { password: P });
  const email = "maria.fernandez-gutierrez@example.com";
  await w("otp.add", { text: "otpauth://totp/Headway:maria?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Headway", account: { role: "client", email } });
  await w("otp.add", { text: "otpauth://totp/Headway:ben?secret=GEZDGNBVGY3TQOJQ&issuer=Headway", account: { role: "provider", email: "ben@example.com" } });
  let { accounts } = await w("vault.contents", null);
  const id = accounts.find((a) => a.email === email).id;
  const ben = accounts.find((a) => a.email !== email).id;
  await w("otp.add", { text: "otpauth://totp/Headway:maria2?secret=GEZDGNBVGY3TQOJA&issuer=Headway", account: { accountId: id } });
  await w("recovery.save", { code: "QK7X2MPD9WVB4ZTH8NRC5JYG", account: { accountId: id }, passphrase: "una frase bien larga" });
  await w("account.note-method", { id, method: "phone", answer: { state: "elsewhere", where: "el mío", callingCode: "+44" } });
  await w("account.note-method", { id, method: "security-key", answer: { state: "elsewhere", where: "mi llavero", callingCode: "" } });
  await w("account.note-method", { id, method: "biometrics", answer: { state: "none" } });
  await w("account.tick", { id, tick: "email-secured", done: true });
  await w("account.exempted", { id: ben, grantedAt: Date.now() });
  await asker.close();
  const openAll = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  for (const [who, address, role] of [["client", email, "Cliente"], ["provider", "ben@example.com", m("common_role_provider")]]) {
    const popup = await given.rig.openExtensionPage("popup.html");
    await popup.setViewport({ width: 380, height: 600 });
    await press(popup, m("account_open", address, role));
    await sees(popup, m("account_codes_title"));
    await openAll(popup);
    await sees(popup, m("account_methods_title"));
    await shot(popup, `account-${who}`);
    if (who === "client") {
      await press(popup, m("common_action_of", m("common_change"), m("common_method_phone")));
      await press(popup, m("account_code_remove"));
      await press(popup, m("account_recovery_remove"));
      await press(popup, m("account_email_change"));
      await press(popup, m("account_remove"));
      await shot(popup, "account-panels");
      await press(popup, m("account_code_remove_cancel") === m("account_recovery_remove_cancel") ? m("account_remove_cancel") : m("account_code_remove_cancel"));
    }
    await press(popup, m("account_travel_open"));
    await sees(popup, m("travel_title"));
    await shot(popup, `travel-${who}`);
    await popup.close();
  }
  const options = await given.rig.openExtensionPage("options.html");
  await sees(options, m("options_clipboard_label"));
  await openAll(options);
  for (const width of [900, 480]) {
    await options.setViewport({ width, height: 1000 });
    await shot(options, `options-${width}`);
  }
  await options.setViewport({ width: 900, height: 1000 });
  await press(options, m("options_new_device_show"));
  await sees(options, m("options_new_device_question"));
  await press(options, m("options_device_use")).catch(() => 0);
  await press(options, m("options_pin_set"));
  await press(options, m("options_key_make"));
  await fill(options, m("common_password"), P).catch((e) => console.log(String(e).slice(0, 200)));
  await shot(options, `options-panels`);
  await options.evaluate(() => (window.print = () => undefined));
  await choose(options, m("options_print_key"), "Headway").catch((e) => console.log(String(e).slice(0, 300)));
  await fill(options, m("options_print_password"), P).catch((e) => console.log(String(e).slice(0, 300)));
  await options.close();
  const help = await given.rig.openExtensionPage("help.html");
  await help.setViewport({ width: 700, height: 700 });
  await sees(help, m("trouble_which_account"));
  await shot(help, "help-0");
  await help.evaluate(() => document.querySelector("input[type=radio]").click());
  await sees(help, m("trouble_what"));
  await shot(help, "help-1");
  for (const [i, path] of [["trouble_what_no_code", "trouble_which_code_text", "trouble_phone_iphone"], ["trouble_what_no_biometrics"], ["trouble_what_no_key"], ["trouble_what_code_refused"], ["trouble_what_lost_something", "trouble_other_way_no", "trouble_recovery_code_yes"], ["trouble_what_new_device"], ["trouble_what_travel"]].entries()) {
    for (const key of path) await press(help, m(key));
    await shot(help, `help-a${i}`);
    await press(help, m("trouble_start_again"));
  }
  await help.close();
  const print = await given.rig.openExtensionPage(`options.html?account=${ben}#print`);
  await sees(print, m("options_print_title"));
  await print.evaluate(() => (window.print = () => undefined));
  await press(print, m("options_print_sheet"));
  await sees(print, m("options_print_ready_title"));
  if (KIND === "chromium") {
    for (const format of ["A4", "Letter"]) {
      const pdf = await print.pdf({ format, margin: { top: "18mm", bottom: "18mm", left: "18mm", right: "18mm" } });
      writeFileSync(`${D}sheet-${format}.pdf`, pdf);
      console.log("PAGES", format, pdfPages(pdf));
    }
    await print.emulateMediaType("print");
    await print.screenshot({ path: `${D}sheet.png`, fullPage: true });
  }
  await print.close();
}, 240000);
