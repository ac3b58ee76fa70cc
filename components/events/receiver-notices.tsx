"use client";

import { useQuery } from "@tanstack/react-query";
import { receiverStateQuery } from "@/lib/api-client/receiver-queries";
import { exactInstant } from "@/lib/format/instant";
import { Notice } from "../ui/notice";
import { NotStoredNotice } from "./not-stored-notice";

/** Says, above everything else, that deliveries can't be stored or that some are lost. */
export function ReceiverNotices({ accountId }: { readonly accountId: string }) {
  const { data } = useQuery(receiverStateQuery(accountId));
  if (!data) return null;
  const { failingSince, notStored } = data;
  if (!notStored && failingSince === null) return null;
  return (
    <div className="flex shrink-0 flex-col gap-3 border-line border-b px-4 py-3 md:px-6">
      {notStored && <NotStoredNotice accountId={accountId} notStored={notStored} />}
      {failingSince !== null && (
        <Notice
          tone="failing"
          role="alert"
          title={`Deliveries can't be stored since ${exactInstant(failingSince)}`}
        >
          For a while Kazoo holds them and sends them again by itself. Check the disk, the database
          and Hookline's log.
        </Notice>
      )}
    </div>
  );
}
