import { z } from "zod";

/** What wraps every JSON answer (docs/kazoo.md#envelope). `data` is judged by whoever asked. */
const envelopeSchema = z.object({
  data: z.unknown().optional(),
  status: z.string().optional(),
  message: z.string().optional().catch(undefined),
  request_id: z.string().optional().catch(undefined),
  auth_token: z.string().optional().catch(undefined),
  revision: z.string().optional().catch(undefined),
  next_start_key: z.unknown().optional(),
  /** What is left in the bucket that was asked from; only newer versions tell. */
  tokens: z.object({ remaining: z.number() }).optional().catch(undefined),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** Null when the text is empty, not JSON, cut off, or JSON of another shape. */
export function parseEnvelope(text: string): Envelope | null {
  try {
    return envelopeSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // JSON's own message quotes the text, which may hold a token.
    return null;
  }
}
