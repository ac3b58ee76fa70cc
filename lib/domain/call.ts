import * as z from "zod/mini";
import { instantSchema } from "./attempt";

/** As the account sees it, not the switch. "unknown": what came doesn't tell. */
const callDirections = ["inbound", "outbound", "internal", "forwarded", "unknown"] as const;
export type CallDirection = (typeof callDirections)[number];

/** "open": no end was told, and nothing came for hours. */
const callStates = ["ringing", "up", "ended", "open"] as const;
export type CallState = (typeof callStates)[number];

const callOutcomes = [
  "answered",
  "missed",
  "busy",
  "voicemail",
  "transferred",
  "parked",
  "failed",
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** What should have come and did not; "leg": nothing of a leg that another one names. */
const missingSteps = ["create", "answer", "bridge", "destroy", "leg"] as const;
export type MissingStep = (typeof missingSteps)[number];

const partySchema = z.object({ name: z.nullable(z.string()), number: z.nullable(z.string()) });
const instant = z.nullable(z.number());
const seconds = z.nullable(z.number());

const missingSchema = z.object({
  callId: z.string(),
  step: z.enum(missingSteps),
  /** The webhook that would bring it. */
  trigger: z.string(),
});
export type MissingOfCall = z.infer<typeof missingSchema>;

const legSchema = z.object({
  callId: z.string(),
  /** From Kazoo's view: a leg that came in, or one that Kazoo rang; null: not told. */
  direction: z.nullable(z.enum(["inbound", "outbound"])),
  /** Between two of Kazoo's own applications: nobody's telephone. */
  isInternal: z.boolean(),
  from: partySchema,
  to: partySchema,
  otherCallIds: z.array(z.string()),
  /** Unix milliseconds, by the events' own time; null where no event tells it. */
  createdAt: instant,
  answeredAt: instant,
  bridgedAt: instant,
  endedAt: instant,
  cause: z.nullable(z.string()),
  /** `to` is null while it lasts, or where its end didn't come. */
  holds: z.array(z.object({ from: z.number(), to: instant })),
  events: z.array(z.object({ id: z.string(), step: z.string(), at: z.number() })),
});
export type CallLeg = z.infer<typeof legSchema>;

/** A call over all its legs, without them: what a list shows. */
const callSummarySchema = z.object({
  /** The id of the leg that began it. */
  id: z.string(),
  callIds: z.array(z.string()),
  direction: z.enum(callDirections),
  from: partySchema,
  to: partySchema,
  state: z.enum(callStates),
  startedAt: z.number(),
  answeredAt: instant,
  endedAt: instant,
  /** When the last of its events happened. */
  lastAt: z.number(),
  ringSeconds: seconds,
  talkSeconds: seconds,
  /** Null while it lasts, and where nothing tells. */
  outcome: z.nullable(z.enum(callOutcomes)),
  cause: z.nullable(z.string()),
  parking: z.nullable(
    z.object({
      slot: z.nullable(z.string()),
      state: z.enum(["parked", "retrieved", "abandoned"]),
    }),
  ),
  legCount: z.int(),
  missing: z.array(missingSchema),
});
export type CallSummary = z.infer<typeof callSummarySchema>;

export const callSchema = z.extend(callSummarySchema, { legs: z.array(legSchema) });
export type Call = z.infer<typeof callSchema>;

export const callPageSchema = z.object({
  /** All that are not over, whenever they began; only on the first page of a range that reaches now. */
  inProgress: z.array(callSummarySchema),
  items: z.array(callSummarySchema),
  nextCursor: z.nullable(z.string()),
});
export type CallPage = z.infer<typeof callPageSchema>;

const dayMs = 86_400_000;

/** `from` and `to` as scripts write them; the last day where they are left out. */
export const callQuerySchema = z.object({
  from: z.optional(instantSchema),
  to: z.optional(instantSchema),
  cursor: z.optional(z.string().check(z.maxLength(64))),
});

/** A range without an end goes on as time does. */
export function callSpanAt(
  { from, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
  now: number,
): { readonly from: number; readonly to: number } {
  return { from: from ?? (to ?? now) - dayMs, to: to ?? Number.MAX_SAFE_INTEGER };
}
