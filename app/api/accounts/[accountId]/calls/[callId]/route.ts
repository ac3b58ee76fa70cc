import { z } from "zod";
import { readCall } from "@/lib/calls/read-calls";
import { HooklineError } from "@/lib/domain/hookline-error";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** The call that a leg is of, with all its legs and their events. */
  GET: route({
    auth: "account",
    params: z.object({ callId: z.string().min(1).max(256) }),
    async handle({ runtime: { callStore }, scope, params: { callId } }) {
      const call = await readCall({ callStore, scope }, callId, Date.now());
      if (call) return call;
      throw new HooklineError("call_not_found", "There is no such call in this account.");
    },
  }),
});
