import { requireReady } from "@/lib/http/require-ready";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

const timeoutMs = 2_000;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** 200 while what Kazoo sends is taken and gets into the database, else 503 with what is wrong. */
  GET: route({
    auth: "public",
    handle: async ({ runtime }) => {
      await requireReady(runtime, timeoutMs);
      return { status: "ready" };
    },
  }),
});
