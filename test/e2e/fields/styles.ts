// Shortened style sheets of the frameworks that the pages are written with, and drawn barcodes.

import { barcodeUrl } from "../../site/barcode.ts";

export const BOOTSTRAP = `
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#f8f9fa;color:#212529}
.container{max-width:540px;margin:0 auto;padding:24px 12px}.card{background:#fff;border:1px solid #dee2e6;border-radius:6px;padding:16px;margin:16px 0}
.mb-3{margin-bottom:16px}.row{display:flex;gap:12px}.col{flex:1}.form-label{display:inline-block;margin-bottom:8px}
.form-control{display:block;width:100%;padding:6px 12px;font:inherit;border:1px solid #ced4da;border-radius:6px}
.form-text{font-size:14px;color:#6c757d}.btn{padding:6px 12px;font:inherit;border:1px solid #0d6efd;border-radius:6px;background:#0d6efd;color:#fff}
.btn-link{background:none;border:0;color:#0d6efd}.alert{padding:16px;border-radius:6px;background:#cff4fc}.alert-danger{background:#f8d7da}
.visually-hidden{position:absolute!important;width:1px!important;height:1px!important;padding:0!important;margin:-1px!important;overflow:hidden!important;clip:rect(0,0,0,0)!important;white-space:nowrap!important;border:0!important}
.form-floating{position:relative}.form-floating>.form-control{height:58px;padding:24px 12px 6px}.form-floating>label{position:absolute;top:4px;left:12px;font-size:13px;color:#6c757d}
.navbar{display:flex;gap:16px;padding:8px 16px;background:#fff;border-bottom:1px solid #dee2e6}.d-none{display:none}
.input-group{display:flex}.input-group-text{padding:6px 12px;border:1px solid #ced4da;background:#e9ecef}`;

export const TAILWIND = `
*,::before,::after{box-sizing:border-box;border:0 solid #e5e7eb}body{margin:0;font:16px/1.5 ui-sans-serif,system-ui,sans-serif;color:#111827;background:#fff}
h1,h2,h3,p{margin:0;font-size:inherit;font-weight:inherit}.mx-auto{margin:0 auto}.max-w-md{max-width:28rem}.p-8{padding:2rem}.mt-2{margin-top:.5rem}.mt-6{margin-top:1.5rem}
.text-2xl{font-size:1.5rem;font-weight:700}.text-sm{font-size:.875rem}.text-gray-500{color:#6b7280}.font-medium{font-weight:500}.flex{display:flex}.gap-2{gap:.5rem}.items-center{align-items:center}
.input{display:block;width:100%;border-width:1px;border-color:#d1d5db;border-radius:.375rem;padding:.5rem .75rem;font:inherit}.slot{width:3rem;height:3rem;border-width:1px;border-radius:.375rem;text-align:center;font-size:1.25rem}
.button{border-radius:.375rem;background:#4f46e5;color:#fff;padding:.5rem 1rem;font:inherit}.link{color:#4f46e5;background:none;font:inherit}
.sr-only{position:absolute;width:1px;height:1px;padding:0;margin:-1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap;border-width:0}.hidden{display:none}.grid{display:grid;gap:1rem}`;

/** A hosted login page: a card in the middle of the window. */
export const HOSTED = `
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;background:#eceef3;font:14px/1.5 "Helvetica Neue",Arial,sans-serif;color:#1e212a}
main{width:400px;background:#fff;border-radius:5px;padding:40px;box-shadow:0 12px 40px rgba(0,0,0,.12)}header{text-align:center;margin-bottom:24px}h1{font-size:24px;font-weight:400;margin:16px 0}
.field{position:relative;margin:16px 0}.field input{width:100%;height:52px;padding:0 16px;font-size:16px;border:1px solid #c9cace;border-radius:3px;background:#fff}
.field .floating{position:absolute;left:12px;top:-10px;padding:0 4px;background:#fff;font-size:14px;color:#635dff}
button{width:100%;min-height:48px;border:0;border-radius:3px;background:#635dff;color:#fff;font:16px inherit}button.plain,a{color:#635dff;background:none;text-decoration:none;border:0}.error{color:#d03c38;font-size:14px}
.row{display:flex;gap:8px;margin:16px 0}.row input{width:44px;height:52px;text-align:center;font-size:20px;border:1px solid #c9cace;border-radius:4px}`;

export const MATERIAL = `
body{margin:0;font:16px/24px Roboto,Arial,sans-serif;color:rgba(0,0,0,.87)}.surface{max-width:448px;margin:40px auto;padding:48px 40px 36px;border:1px solid #dadce0;border-radius:8px}
h1{font-size:24px;font-weight:400;text-align:center;margin:0}.text-field{position:relative;margin:24px 0 8px;height:56px}.text-field input{width:100%;height:56px;box-sizing:border-box;padding:13px 15px;border:1px solid #dadce0;border-radius:4px;font-size:16px;background:transparent;z-index:1;position:relative}
.text-field .floater{position:absolute;top:16px;left:13px;color:#5f6368;pointer-events:none;background:#fff;padding:0 4px}.text-field input:focus~.floater{top:-8px;font-size:12px}
.filled{background:rgb(245,245,245);border-bottom:1px solid rgba(0,0,0,.4);padding:8px 16px 6px}.filled label{display:block;font-size:12px;color:rgba(0,0,0,.6)}.filled input{border:0;outline:0;background:none;font-size:16px;width:100%}
.raised{background:#1a73e8;color:#fff;border:0;border-radius:4px;padding:9px 24px;font-weight:500}.flat{background:none;border:0;color:#1a73e8;font-weight:500;padding:9px 8px}.actions{display:flex;justify-content:space-between;margin-top:32px}`;

const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const KEY_URI = `otpauth://totp/Headway:alex@example.com?secret=${SECRET}&issuer=Headway`;

export const SVG_BARCODE = barcodeUrl(KEY_URI, "svg");
export const PNG_BARCODE = barcodeUrl(KEY_URI, "png");
export const SETUP_KEY = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";

/** Boxes as most scripts make them. `each` gets the number of the box, from 1. */
export function boxes(each: (place: number) => string, count = 6): string {
  return Array.from({ length: count }, (_, at) => each(at + 1)).join("");
}

/** Moves on when a box is full, and back with Backspace; what is put into a box that is full goes on. */
export const AUTO_ADVANCE = `<script>
const all = [...document.querySelectorAll("[data-box]")];
all.forEach((box, at) => {
  box.addEventListener("input", () => {
    box.value = box.value.replace(/\\D/g, "").slice(-1);
    if (box.value && all[at + 1]) all[at + 1].focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && !box.value && all[at - 1]) all[at - 1].focus();
  });
});
</script>`;
