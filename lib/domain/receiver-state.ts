import * as z from "zod/mini";
import { notStoredSchema } from "./not-stored";

/** Why what was received doesn't reach the database just now. */
export const storingPauses = ["database", "disk"] as const;
export type StoringPause = (typeof storingPauses)[number];

/** An account's deliveries that were answered 200, are on disk, and aren't in the database yet. */
const waitingSchema = z.object({
  deliveries: z.int(),
  bytes: z.int(),
  /** Unix milliseconds, the server's clock. */
  oldestAt: z.number(),
});

/** The account's receiver: its URL and what becomes of what arrives. */
export const receiverStateSchema = z.object({
  /** For new webhooks; null before the account's first key is made. */
  url: z.nullable(z.string()),
  /** When this was read, Unix milliseconds by the server's clock: the browser's may be another. */
  readAt: z.number(),
  /** Since when deliveries can't be written to disk, Unix milliseconds; null while they can. */
  failingSince: z.nullable(z.number()),
  notStored: z.nullable(notStoredSchema),
  waiting: z.nullable(waitingSchema),
  paused: z.nullable(z.enum(storingPauses)),
  /** Events in quarantine, counted to a thousand; null when the database does not answer. */
  quarantined: z.nullable(z.int()),
});
export type ReceiverState = z.infer<typeof receiverStateSchema>;
