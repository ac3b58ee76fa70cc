import type { DrainedEvent } from "@/lib/drain/sink";
import type { Connection } from "../open-database";

const writeEveryMs = 60_000;

/** When receiver keys were last used: written at most once a minute for each. */
export function prepareKeyUses(connection: Connection) {
  const update = connection.prepare(
    "update receiver_key set last_used_at = ? where id = ? and coalesce(last_used_at, 0) < ?",
  );
  const writtenAt = new Map<string, number>();

  function due(events: readonly DrainedEvent[]): ReadonlyMap<string, number> {
    const uses = new Map<string, number>();
    for (const { receiverKeyId, receivedAt } of events) {
      const isDue = receivedAt - (writtenAt.get(receiverKeyId) ?? 0) >= writeEveryMs;
      if (isDue) uses.set(receiverKeyId, Math.max(receivedAt, uses.get(receiverKeyId) ?? 0));
    }
    return uses;
  }

  return {
    /** Within the transaction of the events. */
    write(events: readonly DrainedEvent[]): void {
      for (const [id, at] of due(events)) update.run([at, id, at]);
    },
    /** To be called once that is committed. */
    committed(events: readonly DrainedEvent[]): void {
      for (const [id, at] of due(events)) writtenAt.set(id, at);
    },
  };
}
