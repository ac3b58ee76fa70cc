"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and in the first render: whoever shows local times waits for the browser's zone. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
