import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";
import { route } from "@/lib/http/route";

/** One event with its payload, headers and raw bytes. Another account's id is unknown here. */
export const GET = route({
  auth: "account",
  params: z.object({ eventId: z.string().max(64) }),
  async handle({ runtime, scope, params }) {
    const event = await runtime.eventStore.get(scope, params.eventId);
    if (event) return event;
    throw new HooklineError("event_not_found", "There is no such event in this account.");
  },
});
