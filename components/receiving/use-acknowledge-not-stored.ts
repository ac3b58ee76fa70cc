"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  acknowledgeNotStored,
  receiverStateQuery,
} from "@/lib/api-client/receiver/receiver-queries";
import type { NotStored } from "@/lib/domain/not-stored";

/**
 * Removes the notice once the server has noted that an operator has seen it. If more was not stored
 * meanwhile, the notice stays with the new count.
 */
export function useAcknowledgeNotStored(accountId: string, onAcknowledged: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ count }: NotStored) => acknowledgeNotStored(accountId, count),
    onSuccess: async ({ notStored }) => {
      const { queryKey } = receiverStateQuery(accountId);
      // What was asked before this would bring the old count back.
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, (state) => state && { ...state, notStored });
      onAcknowledged();
    },
  });
}
