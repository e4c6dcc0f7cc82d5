// Every operation interrupted at every call of the store and of the other ports, every ceremony, every way
// to unlock, every change of the ways, every repair and every decision over the vault's two copies cut off by the worker's
// death at every call, and a stored vault damaged in every byte.

import { vi } from "vitest";

vi.hoisted(() => {
  process.env["WAYKEY_THOROUGH"] = "yes";
});

await import("../unit/app/interrupted-operations.test.ts");
await import("../unit/app/ceremony-deaths.test.ts");
await import("../unit/app/unlock-deaths.test.ts");
await import("../unit/app/conditional.test.ts");
await import("../unit/app/copies-attacked.test.ts");
await import("../unit/app/copies-clashing.test.ts");
await import("../unit/app/copies-kept.test.ts");
await import("../unit/app/told-of-mishaps.test.ts");
await import("../property/vault/mutated-store.property.test.ts");
