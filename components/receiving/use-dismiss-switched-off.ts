"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toApiError } from "@/lib/api-client/request/api-error";
import {
  dismissSwitchedOff,
  seenOffQuery,
  webhooksQuery,
} from "@/lib/api-client/webhooks/webhook-queries";
import type { SwitchedOff } from "@/lib/domain/switched-off";
import { toast } from "../ui/overlays/toast";

/** Takes the notice away for everybody; the webhooks stay as they are. */
export function useDismissSwitchedOff(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (seen: readonly SwitchedOff[]) =>
      dismissSwitchedOff(
        accountId,
        seen.map(({ id }) => id),
      ),
    onSuccess: async (switchedOff, seen) => {
      const { queryKey } = webhooksQuery(accountId);
      await client.cancelQueries({ queryKey });
      client.setQueryData(seenOffQuery(accountId).queryKey, (before) => [
        ...(before ?? []),
        ...seen.map(({ id }) => id),
      ]);
      client.setQueryData(queryKey, (list) => list && { ...list, switchedOff });
    },
    onError: (cause) => {
      toast(`The notice was not dismissed. ${toApiError(cause).message}`);
    },
  });
}
