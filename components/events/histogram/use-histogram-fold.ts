"use client";

import { useState } from "react";
import { readPreference, writePreference } from "@/lib/api-client/preference-cookie";
import { histogramCookie } from "./histogram-cookie";

/** Whether the histogram is folded, remembered in this browser. */
export function useHistogramFold(startsFolded: boolean) {
  const [folded, setFolded] = useState(() =>
    // Where Back brings a page from memory, the cookie is newer than what the server said.
    typeof document === "undefined" ? startsFolded : readPreference(histogramCookie) === "folded",
  );
  const fold = (next: boolean) => {
    setFolded(next);
    writePreference(histogramCookie, next ? "folded" : "open");
  };
  return [folded, fold] as const;
}
