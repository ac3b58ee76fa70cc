"use client";

import type { DeliveryRange } from "@/lib/api-client/deliveries/delivery-queries";
import { deliveryRanges } from "@/lib/api-client/deliveries/delivery-queries";
import { attemptResults } from "@/lib/domain/attempt";
import { localInstant } from "@/lib/format/instant";
import { FilterSelect } from "../events/filter/filter-select";
import { Select } from "../ui/controls/select";
import type { DeliveriesUrl } from "./use-deliveries-url";

const rangeNames: Readonly<Record<DeliveryRange, string>> = {
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "31d": "Last 31 days",
};
const fixed = "fixed";

const resultOptions = [
  { value: "failure", label: "Failed" },
  { value: "success", label: "Succeeded" },
];

function RangeSelect({ url }: { readonly url: DeliveriesUrl }) {
  const { when } = url.filter;
  const span =
    typeof when === "string"
      ? []
      : [{ value: fixed, label: `${localInstant(when.from)} – ${localInstant(when.to)}` }];
  return (
    <Select
      control={{ "aria-label": "Range" }}
      value={typeof when === "string" ? when : fixed}
      onValueChange={(chosen) => {
        const range = deliveryRanges.find((candidate) => candidate === chosen);
        if (range) url.show({ range, from: null, to: null });
      }}
      options={[...deliveryRanges.map((value) => ({ value, label: rangeNames[value] })), ...span]}
      className="w-auto! max-w-80 not-hover:border-line max-md:max-w-full"
    />
  );
}

interface DeliveryFiltersProps {
  readonly url: DeliveriesUrl;
  readonly names: ReadonlyMap<string, string>;
}

/** Of which webhook, and when; of attempts, how they ended. */
export function DeliveryFilters({ url, names }: DeliveryFiltersProps) {
  return (
    <>
      <FilterSelect
        label="Webhook"
        anyLabel="Any webhook"
        value={url.filter.webhookId ?? undefined}
        options={[...names].map(([value, label]) => ({ value, label }))}
        onChoose={(webhookId) => url.show({ webhookId })}
      />
      {url.view === "attempts" && (
        <FilterSelect
          label="Result"
          anyLabel="Any result"
          value={url.result ?? undefined}
          options={resultOptions}
          onChoose={(chosen) =>
            url.show({ result: attemptResults.find((result) => result === chosen) ?? null })
          }
        />
      )}
      <RangeSelect url={url} />
    </>
  );
}
