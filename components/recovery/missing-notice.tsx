"use client";

import { useQuery } from "@tanstack/react-query";
import {
  type RecoverRange,
  recoverPreviewQuery,
} from "@/lib/api-client/deliveries/delivery-queries";
import { countWords } from "@/lib/format/count";
import { Button } from "../ui/controls/button";
import { Notice } from "../ui/notices/notice";

interface MissingNoticeProps {
  readonly accountId: string;
  readonly range: RecoverRange;
  readonly onRecover: () => void;
}

/** Offers to recover, where Kazoo still has what never arrived. */
export function MissingNotice({ accountId, range, onRecover }: MissingNoticeProps) {
  const { data } = useQuery(recoverPreviewQuery(accountId, range));
  const count = data?.recovered ?? 0;
  if (count === 0) return null;
  return (
    <Notice
      tone="waiting"
      role="status"
      title={
        count === 1
          ? "1 event never arrived and can be recovered"
          : `${countWords(count)} events never arrived and can be recovered`
      }
      action={
        <Button size="sm" onClick={onRecover}>
          Look and recover
        </Button>
      }
    >
      Kazoo keeps the bodies of failed tries, and they can be stored here now.
    </Notice>
  );
}
