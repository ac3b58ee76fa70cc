import * as z from "zod/mini";
import { type EventSummary, eventKinds } from "@/lib/domain/event";
import { eventKindNames } from "@/lib/format/event-kind";
import { shortId } from "@/lib/format/short-id";

const text = z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(256)));
/** An instant as people and scripts write it: ISO 8601 with a zone, or Unix milliseconds. */
const instant = z.optional(
  z.pipe(
    z.union([z.iso.datetime({ offset: true }), z.string().check(z.regex(/^\d{1,15}$/))]),
    z.transform((value) => (/^\d+$/.test(value) ? Number(value) : Date.parse(value))),
  ),
);
/** "false" asks for nothing, as if it were not there. */
const yes = z.optional(
  z.pipe(
    z.enum(["true", "false"]),
    z.transform((value) => (value === "true" ? true : undefined)),
  ),
);

/** What a filter can ask of an event's property, and of the column that stores it. */
interface Held {
  readonly compares:
    | "equal"
    /** At or after. */
    | "from"
    | "before"
    /** Asked for: it must not be null. Not asked for: it must be. */
    | "present";
  readonly of: keyof EventSummary;
  readonly column: string;
}

/** Free text, which only the store's index can find. */
interface Searched {
  readonly compares: "words";
  readonly of: null;
  readonly column: null;
}

/** One field of a filter: everything that Hookline knows of it. */
export type FilterField = (Held | Searched) & {
  /** How a URL writes it. */
  readonly reads: z.ZodMiniType<string | number | boolean | undefined>;
  /** What a chip says of a value; null for the time, whose fields share one chip. */
  readonly words: ((value: string, webhookNames: ReadonlyMap<string, string>) => string) | null;
  /** Where the bar shows it: as a select, as the search or the time field, or only as a chip. */
  readonly control: { readonly label: string; readonly any: string } | "search" | "time" | "chip";
  /** It tells one value of that field from another, and goes with it. */
  readonly within?: "kind";
};

const asItIs = (value: string) => value;
const kindNames = new Map<string, string>(Object.entries<string>(eventKindNames));

/** The fields of an event filter, in the order of the chips. A further field is a further row. */
export const filterFields = {
  q: {
    reads: text,
    compares: "words",
    of: null,
    column: null,
    words: (value) => `“${value}”`,
    control: "search",
  },
  kind: {
    reads: z.optional(z.enum(eventKinds)),
    compares: "equal",
    of: "kind",
    column: "kind",
    words: (value) => kindNames.get(value) ?? value,
    control: { label: "Kind", any: "Any kind" },
  },
  trigger: {
    reads: text,
    compares: "equal",
    of: "trigger",
    column: "trigger",
    words: asItIs,
    control: { label: "Trigger", any: "Any call event" },
    within: "kind",
  },
  type: {
    reads: text,
    compares: "equal",
    of: "type",
    column: "type",
    words: asItIs,
    control: { label: "Type", any: "Any type" },
    within: "kind",
  },
  action: {
    reads: text,
    compares: "equal",
    of: "action",
    column: "action",
    words: asItIs,
    control: { label: "Action", any: "Any action" },
    within: "kind",
  },
  webhookId: {
    reads: text,
    compares: "equal",
    of: "webhookId",
    column: "webhook_id",
    words: (id, names) => names.get(id) ?? `Webhook ${shortId(id)}`,
    control: { label: "Webhook", any: "Any webhook" },
  },
  callId: {
    reads: text,
    compares: "equal",
    of: "callId",
    column: "call_id",
    words: (id) => `Call ${shortId(id)}`,
    control: "chip",
  },
  quarantined: {
    reads: yes,
    compares: "present",
    of: "quarantine",
    column: "quarantine",
    words: () => "Quarantine",
    control: "chip",
  },
  from: {
    reads: instant,
    compares: "from",
    of: "receivedAt",
    column: "received_at",
    words: null,
    control: "time",
  },
  to: {
    reads: instant,
    compares: "before",
    of: "receivedAt",
    column: "received_at",
    words: null,
    control: "time",
  },
} as const satisfies Record<string, FilterField>;

export type FilterName = keyof typeof filterFields;

/** The table's rows with their names, which Object.entries forgets. */
export const filterRows = Object.entries(filterFields) as readonly [FilterName, FilterField][];
