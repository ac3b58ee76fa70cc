import * as z from "zod/mini";
import { checkRange, instantSchema } from "./attempt";

/** What is looked at, in order, to find an event. */
export const whereSteps = [
  "webhook",
  "match",
  "attempts",
  "receiver",
  "waiting",
  "quarantine",
  "retention",
  "stored",
  "page",
] as const;
export type WhereStep = (typeof whereSteps)[number];

/** What a button beside a check does, or where it leads. */
export const whereRemedies = [
  "re-enable",
  "edit",
  "all-webhooks",
  "attempts",
  "recover",
  "test",
  "also-here",
  "quarantine",
  "open-event",
  "look-again",
] as const;
export type WhereRemedy = (typeof whereRemedies)[number];

export const whereCheckSchema = z.object({
  /** "verdict" is the last: the first thing that is wrong, or that the event is here. */
  check: z.enum([...whereSteps, "verdict"]),
  /** "look": here is a reason. "unknown": it can't be told just now. */
  state: z.enum(["fine", "look", "unknown"]),
  /** One sentence, or two. */
  sentence: z.string(),
  /** The time that the sentence is about, Unix milliseconds. */
  at: z.nullable(z.number()),
  remedy: z.nullable(z.enum(whereRemedies)),
  /** The event that it is about. */
  eventId: z.nullable(z.string()),
});
export type WhereCheck = z.infer<typeof whereCheckSchema>;

/** What happened, as an operator says it: a trigger and its modifiers. */
export const happenedSchema = z.object({
  trigger: z.string().check(z.minLength(1), z.maxLength(128)),
  modifiers: z._default(z.record(z.string(), z.string().check(z.maxLength(256))), {}),
});
export type Happened = z.infer<typeof happenedSchema>;

const instant = z.union([z.number().check(z.gte(0)), instantSchema]);

export const whereSpanSchema = z.object({ from: instant, to: instant }).check(checkRange);
export type WhereSpan = z.infer<typeof whereSpanSchema>;

/** Two minutes: a delivery may be tried again, and clocks differ. */
export const whereSlackMs = 120_000;
