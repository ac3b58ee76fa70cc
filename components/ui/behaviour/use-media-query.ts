"use client";

import { useCallback, useSyncExternalStore } from "react";

/** Whether the screen is like this now; null where it is not known yet (on the server). */
export function useMediaQuery(query: string): boolean | null {
  const subscribe = useCallback(
    (tell: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", tell);
      return () => list.removeEventListener("change", tell);
    },
    [query],
  );
  return useSyncExternalStore<boolean | null>(
    subscribe,
    () => matchMedia(query).matches,
    () => null,
  );
}
