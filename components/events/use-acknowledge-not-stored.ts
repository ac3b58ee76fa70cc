"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { acknowledgeNotStored, receiverStateQuery } from "@/lib/api-client/receiver-queries";
import type { NotStored } from "@/lib/domain/not-stored";

/** Takes away what was lost as far as it was shown, once the server has written that down. */
export function useAcknowledgeNotStored(accountId: string, onAcknowledged: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ lastAt }: NotStored) => acknowledgeNotStored(accountId, lastAt),
    onSuccess: async ({ notStored }) => {
      const { queryKey } = receiverStateQuery(accountId);
      // What was asked before this would bring the old count back.
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, (state) => state && { ...state, notStored });
      onAcknowledged();
    },
  });
}
