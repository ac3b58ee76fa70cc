import * as z from "zod/mini";

/** One frame of the stream as it came; each tab reads it for itself, with its own version's eyes. */
const streamFrameSchema = z.object({
  event: z.string(),
  id: z.nullable(z.number()),
  data: z.string(),
});
export type StreamFrame = z.infer<typeof streamFrameSchema>;

const streamStatusSchema = z.object({
  connection: z.enum(["connecting", "live", "lost", "refused"]),
  /** Why it was refused, in a sentence. */
  problem: z.nullable(z.string()),
});
export type StreamStatus = z.infer<typeof streamStatusSchema>;

/** What the tabs of a browser that follow one stream say to one another. */
export const tabMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("claim"), from: z.string() }),
  z.object({ kind: z.literal("resign"), from: z.string() }),
  z.object({
    kind: z.literal("beat"),
    from: z.string(),
    status: streamStatusSchema,
    /** The sequence that the leader's stream has reached; null until it is known. */
    position: z.nullable(z.number()),
  }),
  z.object({
    kind: z.literal("frames"),
    from: z.string(),
    /** The sequence that the stream had reached before these. */
    after: z.number(),
    frames: z.array(streamFrameSchema),
  }),
]);
export type TabMessage = z.infer<typeof tabMessageSchema>;
