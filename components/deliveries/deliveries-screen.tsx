"use client";

import { useWebhookNames } from "../events/use-webhook-names";
import { Segmented } from "../ui/controls/segmented";
import { AttemptsView } from "./attempts-view";
import { DeliveryFilters } from "./delivery-filters";
import { LedgerView } from "./ledger-view";
import { type DeliveryView, useDeliveriesUrl } from "./use-deliveries-url";

const views: readonly { readonly value: DeliveryView; readonly label: string }[] = [
  { value: "both", label: "Both sides" },
  { value: "attempts", label: "Kazoo's attempts" },
];

/** What became of deliveries, seen from both ends or as Kazoo logs it. */
export function DeliveriesScreen({ accountId }: { readonly accountId: string }) {
  const url = useDeliveriesUrl();
  const names = useWebhookNames(accountId, { hasEvents: true });
  const View = url.view === "both" ? LedgerView : AttemptsView;
  return (
    <div className="flex min-h-0 flex-1 flex-col short:flex-none">
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2 md:px-6">
        <Segmented
          label="View"
          value={url.view}
          options={views}
          onValueChange={(view) => url.show({ view })}
          className="max-md:w-full"
        />
        <DeliveryFilters url={url} names={names} />
      </div>
      <section
        aria-label={views.find(({ value }) => value === url.view)?.label}
        className="min-h-0 flex-1 overflow-y-auto short:flex-none short:overflow-visible"
      >
        <View accountId={accountId} url={url} names={names} />
      </section>
    </div>
  );
}
