import { route } from "@/lib/http/route";

export const GET = route({ auth: "public", handle: () => ({ status: "ok" }) });
