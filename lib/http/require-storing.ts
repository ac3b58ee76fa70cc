import { HooklineError } from "@/lib/domain/hookline-error";
import { withPatience } from "@/lib/domain/with-patience";
import type { Runtime } from "@/lib/runtime";

// Nobody's account: the write takes the way of all writes and changes nothing.
const noScope = { cluster: "", accountId: "" };
const noWebhooks = [""];

/**
 * Throws storage_unavailable unless the store takes a write in time: one that can still be read
 * may have lost its writer, its disk or its lock.
 */
export async function requireStoring(
  store: Pick<Runtime["eventStore"], "release">,
  patienceMs: number,
): Promise<void> {
  const sentence = "Hookline's event store does not take writes. Check the disk and the log.";
  const written = await withPatience(store.release(noScope, noWebhooks), patienceMs).catch(
    (cause: unknown) => {
      throw new HooklineError("storage_unavailable", sentence, { cause });
    },
  );
  if (written !== undefined) return;
  const cause = new Error(`The event store did not answer within ${patienceMs} ms.`);
  throw new HooklineError("storage_unavailable", sentence, { cause });
}
