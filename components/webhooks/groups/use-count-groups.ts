"use client";

import { toast } from "@/components/ui/overlays/toast";
import { toApiError } from "@/lib/api-client/request/api-error";
import { countWebhookGroups } from "@/lib/api-client/webhooks/webhook-queries";

/** Keeps Monster UI's list of groups true after webhooks changed theirs; says so where it can't. */
export function useCountGroups(accountId: string): () => Promise<void> {
  return async () => {
    try {
      await countWebhookGroups(accountId);
    } catch (cause) {
      toast(`Monster UI's list of groups was not updated. ${toApiError(cause).message}`);
    }
  };
}
