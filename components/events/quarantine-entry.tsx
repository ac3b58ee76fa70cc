"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldQuestionMark } from "lucide-react";
import { receiverStateQuery } from "@/lib/api-client/receiver/receiver-queries";
import { Button } from "../ui/controls/button";
import type { EventFilterState } from "./filter/use-event-filter";

const countedTo = 1_000;

interface QuarantineEntryProps {
  readonly accountId: string;
  readonly state: EventFilterState;
}

/** Opens the quarantine. Shown only while something is in it. */
export function QuarantineEntry({ accountId, state }: QuarantineEntryProps) {
  const { data } = useQuery(receiverStateQuery(accountId));
  const count = data?.quarantined ?? 0;
  if (count === 0 || state.filter.quarantined) return null;
  return (
    <Button look="quiet" onClick={() => state.setFilter({ quarantined: "true" })}>
      <ShieldQuestionMark aria-hidden />
      Quarantine <span className="nums">{count < countedTo ? count : "1000+"}</span>
    </Button>
  );
}
