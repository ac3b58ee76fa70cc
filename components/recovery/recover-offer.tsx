"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  type RecoverRange,
  recoverPreviewQuery,
} from "@/lib/api-client/deliveries/delivery-queries";
import { countWords } from "@/lib/format/count";
import { notRecoverableInWords } from "@/lib/format/recover-words";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { MissingNotice } from "./missing-notice";

const RecoverDialog = lazyPart(() => import("./recover-dialog").then((part) => part.RecoverDialog));

interface RecoverOfferProps {
  readonly accountId: string;
  readonly range: RecoverRange;
  readonly webhookName: string;
  /** What nobody can bring back, in a sentence; null where nothing is known to be lost. */
  readonly lost: string | null;
}

/** Offers what never arrived, and says what is lost for good; nothing where all arrived. */
export function RecoverOffer({ accountId, range, webhookName, lost }: RecoverOfferProps) {
  const [recovering, setRecovering] = useState(false);
  const { data } = useQuery(recoverPreviewQuery(accountId, range));
  const gone = data?.notRecoverable ?? [];
  return (
    <>
      <MissingNotice accountId={accountId} range={range} onRecover={() => setRecovering(true)} />
      {(gone.length > 0 || lost !== null) && (
        <ul aria-label="Lost for good" className="flex flex-col gap-1 text-ink-soft text-sm">
          {gone.map(({ reason, count }) => (
            <li key={reason}>
              {countWords(count)} can't be recovered. {notRecoverableInWords(reason)}.
            </li>
          ))}
          {lost !== null && <li>{lost}</li>}
        </ul>
      )}
      {recovering && (
        <RecoverDialog
          accountId={accountId}
          range={range}
          webhookName={webhookName}
          onClose={() => setRecovering(false)}
        />
      )}
    </>
  );
}
