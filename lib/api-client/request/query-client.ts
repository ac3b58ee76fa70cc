import { QueryClient } from "@tanstack/react-query";
import type { EventFilter } from "@/lib/filter/event-filter";
import { ApiError } from "./api-error";

declare module "@tanstack/react-query" {
  interface Register {
    queryMeta: {
      /** Set on lists of events: which live events belong into them. */
      readonly eventFilter?: EventFilter;
      /** Each reading shows credentials, which the log names: never read again unasked. */
      readonly reveals?: true;
    };
  }
}

const worthRetrying = new Set(["offline", "kazoo_timeout", "kazoo_busy"]);

/** One per page load. Failures that time may heal are tried again once, others are shown. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // What the browser thinks of the network decides nothing: a request fails now, in words,
      // instead of running later, when the operator has long called it off.
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        refetchOnReconnect: true,
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 1 && error instanceof ApiError && worthRetrying.has(error.code),
      },
    },
  });
}
