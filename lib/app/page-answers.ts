// Parsers for what a page's content script answers. It runs in the page's process, which may be
// hostile: everything is bounded and typed before it is shown or kept.

import * as v from "valibot";
import { WaykeyError } from "../errors.ts";
import { PAGE_KINDS } from "../headway/page-kind.ts";
import type {
  ClockReading,
  ConditionalBegun,
  FillWatchMessage,
  OtherMethodPress,
  OverrideCheck,
  PageFill,
  PageImages,
  PageInspection,
} from "../rpc/page-messages.ts";
import type { RequestOptionsJSON } from "../webauthn/json-types.ts";

const Inspection = v.object({
  documentId: v.pipe(v.string(), v.maxLength(64)),
  kind: v.picklist(PAGE_KINDS),
  hasField: v.optional(v.boolean(), false),
  email: v.nullable(v.pipe(v.string(), v.maxLength(320))),
  recoveryCode: v.nullable(v.pipe(v.string(), v.maxLength(128))),
  saysEnrolled: v.optional(v.boolean(), false),
  conditional: v.optional(v.nullable(v.looseObject({})), null),
});

const Override = v.object({
  state: v.picklist(["not-allowed", "in-place", "replaced", "locked", "unreachable"]),
});

const Begun = v.object({ begun: v.boolean() });

const Press = v.union([
  v.object({ pressed: v.literal(true) }),
  v.object({ pressed: v.literal(false), reason: v.picklist(["none", "typed"]) }),
]);

const Moment = v.pipe(v.number(), v.finite(), v.minValue(0));
const Reading = v.union([
  v.object({
    read: v.literal(true),
    serverMs: Moment,
    startedMs: Moment,
    endedMs: Moment,
    isAged: v.boolean(),
  }),
  v.object({ read: v.literal(false) }),
]);

const Images = v.object({
  images: v.pipe(
    v.array(v.pipe(v.string(), v.startsWith("data:image/"), v.maxLength(8 * 1024 * 1024))),
    v.maxLength(16),
  ),
});

const Fill = v.union([
  v.object({ filled: v.literal(true), screen: v.picklist(PAGE_KINDS) }),
  v.object({
    filled: v.literal(false),
    reason: v.picklist(["no-field", "wrong-field", "rejected", "another-document"]),
  }),
]);

const FillWatch = v.variant("type", [
  v.object({
    type: v.literal("screen"),
    kind: v.picklist(PAGE_KINDS),
    saysEnrolled: v.boolean(),
    isHandedIn: v.boolean(),
  }),
  v.object({ type: v.literal("handed-in"), isHandedIn: v.boolean() }),
  v.object({ type: v.literal("typed-over") }),
]);

function parse<T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T {
  const result = v.safeParse(schema, answer);
  if (result.success) return result.output;
  throw new WaykeyError("page/unreachable", "The page gave an answer that makes no sense");
}

/** The options of `conditional` are still unchecked JSON. @throws WaykeyError `page/unreachable` */
export function parseInspection(answer: unknown): PageInspection {
  const inspection = parse(Inspection, answer);
  return { ...inspection, conditional: inspection.conditional as RequestOptionsJSON | null };
}
/** @throws WaykeyError `page/unreachable` */
export const parseOverride = (answer: unknown): OverrideCheck => parse(Override, answer);
/** @throws WaykeyError `page/unreachable` */
export const parseBegun = (answer: unknown): ConditionalBegun => parse(Begun, answer);
/** @throws WaykeyError `page/unreachable` */
export const parseClockReading = (answer: unknown): ClockReading => parse(Reading, answer);
/** @throws WaykeyError `page/unreachable` */
export const parseOtherMethodPress = (answer: unknown): OtherMethodPress => parse(Press, answer);
/** @throws WaykeyError `page/unreachable` */
export const parseImages = (answer: unknown): PageImages => parse(Images, answer);
/** @throws WaykeyError `page/unreachable` */
export const parseFill = (answer: unknown): PageFill => parse(Fill, answer);
/** @throws WaykeyError `page/unreachable` */
export const parseFillWatch = (message: unknown): FillWatchMessage => parse(FillWatch, message);
