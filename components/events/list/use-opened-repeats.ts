"use client";

import { useCallback, useState } from "react";

/** Which repeated events are shown one by one, by the id of their first. */
export function useOpenedRepeats() {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((firstId: string) => {
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(firstId)) after.add(firstId);
      return after;
    });
  }, []);
  return { opened, toggle };
}
