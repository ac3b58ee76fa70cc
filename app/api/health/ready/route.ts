import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { requireStoring } from "@/lib/http/require-storing";
import { route } from "@/lib/http/route";

const patienceMs = 2_000;

/** 200 while what arrives can be stored, else 503. */
export const GET = route({
  auth: "public",
  handle: async ({ runtime: { eventStore, answerLadder } }) => {
    await requireStoring(eventStore, patienceMs);
    return {
      status: "ready",
      storingFailsSince: answerLadder.failingSince(),
      deliveries: answerLadder.totals(),
    };
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
