"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { callRanges } from "@/lib/api-client/calls/call-queries";

const parsers = {
  range: parseAsStringLiteral(callRanges).withDefault("24h"),
  /** The id of a leg of the call that is open. */
  call: parseAsString,
};

/** What the page shows, which lives in its URL and nowhere else. */
export function useCallsUrl() {
  const [{ range, call }, write] = useQueryStates(parsers, { history: "replace" });
  return {
    range,
    callId: call || null,
    setRange: (next: (typeof callRanges)[number]) => {
      void write({ range: next });
    },
    open: (id: string) => {
      void write({ call: id }, { history: call ? "replace" : "push" });
    },
    close: () => {
      void write({ call: null });
    },
  };
}
