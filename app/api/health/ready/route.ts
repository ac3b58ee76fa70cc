import { HooklineError } from "@/lib/domain/hookline-error";
import { route } from "@/lib/http/route";

const patienceMs = 2_000;
// Nobody's account: the question is whether the store answers, not what.
const noScope = { cluster: "", accountId: "" };

function tooSlow(): Promise<never> {
  return new Promise((_, reject) => {
    const failure = new Error(`The event store did not answer within ${patienceMs} ms.`);
    setTimeout(() => reject(failure), patienceMs);
  });
}

export const GET = route({
  auth: "public",
  handle: async ({ runtime: { eventStore, answerLadder } }) => {
    try {
      await Promise.race([eventStore.stats(noScope), tooSlow()]);
      return {
        status: "ready",
        storingFailsSince: answerLadder.failingSince(),
        deliveries: answerLadder.totals(),
      };
    } catch (cause) {
      const sentence = "Hookline's event store does not answer. Check the disk and the log.";
      throw new HooklineError("storage_unavailable", sentence, { cause });
    }
  },
});
