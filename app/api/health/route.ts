import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: route({ auth: "public", handle: () => ({ status: "ok" }) }),
});
