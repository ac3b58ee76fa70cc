import { HooklineError } from "@/lib/domain/hookline-error";
import { route } from "@/lib/http/route";

/** What no other route answers is a problem too, not a web page. */
const nowhere = route({
  auth: "session",
  handle: () => {
    throw new HooklineError("not_found", "There is nothing at this path of the API.");
  },
});

export {
  nowhere as DELETE,
  nowhere as GET,
  nowhere as OPTIONS,
  nowhere as PATCH,
  nowhere as POST,
  nowhere as PUT,
};
