"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type DeliveryFilter, deliveryRanges } from "@/lib/api-client/deliveries/delivery-queries";
import { attemptResults } from "@/lib/domain/attempt";
import { ledgerOutcomes } from "@/lib/domain/ledger";

export const deliveryViews = ["both", "attempts"] as const;
export type DeliveryView = (typeof deliveryViews)[number];

const parsers = {
  view: parseAsStringLiteral(deliveryViews).withDefault("both"),
  webhookId: parseAsString,
  outcome: parseAsStringLiteral(ledgerOutcomes),
  result: parseAsStringLiteral(attemptResults),
  range: parseAsStringLiteral(deliveryRanges).withDefault("24h"),
  /** Unix milliseconds; both or none. */
  from: parseAsInteger,
  to: parseAsInteger,
};

/** What the page shows, which lives in its URL and nowhere else. */
export function useDeliveriesUrl() {
  const [shown, write] = useQueryStates(parsers, { history: "replace" });
  const { webhookId, range, from, to } = shown;
  const filter = useMemo<DeliveryFilter>(() => {
    const isFixed = from !== null && to !== null && from < to;
    return { webhookId: webhookId || null, when: isFixed ? { from, to } : range };
  }, [webhookId, range, from, to]);
  return {
    ...shown,
    filter,
    show: (changes: Parameters<typeof write>[0]) => {
      void write(changes);
    },
    /** As `show`, but Back leads to what was shown before. */
    stepInto: (changes: Parameters<typeof write>[0]) => {
      void write(changes, { history: "push" });
    },
  };
}

export type DeliveriesUrl = ReturnType<typeof useDeliveriesUrl>;
