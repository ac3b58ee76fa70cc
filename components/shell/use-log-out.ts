"use client";

import { toApiError } from "@/lib/api-client/request/api-error";
import { withBasePath } from "@/lib/api-client/request/base-path";
import { logOut } from "@/lib/api-client/session/session-queries";
import { toast } from "../ui/overlays/toast";

/** Ends the session and leaves nothing of it in the page's memory. */
export function useLogOut(): () => void {
  return () => {
    logOut().then(
      () => location.assign(withBasePath("/login")),
      (cause: unknown) => toast(toApiError(cause).message),
    );
  };
}
