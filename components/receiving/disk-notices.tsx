import { serverClock } from "@/lib/api-client/request/server-clock";
import type { ReceiverState } from "@/lib/domain/receiver-state";
import { deliveriesInWords } from "@/lib/format/count";
import { minuteInWords } from "@/lib/format/instant";
import { Notice } from "../ui/notices/notice";

/** Nothing more can be written: what Kazoo sends now is at stake. */
export function ReceivingFailsNotice({ since }: { readonly since: number }) {
  return (
    <Notice
      tone="failing"
      role="alert"
      title={`Deliveries can't be written to disk since ${minuteInWords(since, serverClock.now())}`}
    >
      For a while Kazoo holds them and sends them again by itself. Free space on the disk of
      Hookline's DATA_DIR, or see in its log why it can't be written to.
    </Notice>
  );
}

/** There is room for deliveries still, and time to act. */
export function DiskNearlyFullNotice({ waiting }: Pick<ReceiverState, "waiting">) {
  return (
    <Notice tone="failing" role="alert" title="Hookline's disk is nearly full">
      Deliveries are still taken and kept, but nothing is moved into the database, so that they have
      the room that is left.{" "}
      {waiting && (
        <span className="nums">
          {deliveriesInWords(waiting.deliveries)} of this account{" "}
          {waiting.deliveries === 1 ? "waits" : "wait"}.{" "}
        </span>
      )}
      Free some space on the disk of DATA_DIR; what waits then appears among the events by itself.
    </Notice>
  );
}
