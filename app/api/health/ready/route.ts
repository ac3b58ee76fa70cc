import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { requireReady } from "@/lib/http/require-ready";
import { route } from "@/lib/http/route";

const timeoutMs = 2_000;

/** 200 while what Kazoo sends is taken and gets into the database, else 503 with what is wrong. */
export const GET = route({
  auth: "public",
  handle: async ({ runtime }) => {
    await requireReady(runtime, timeoutMs);
    return { status: "ready" };
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
