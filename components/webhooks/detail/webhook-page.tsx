"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lazyPart } from "@/components/ui/behaviour/lazy-part";
import { toApiError } from "@/lib/api-client/request/api-error";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import { useSwitchWebhook } from "../changes/use-switch-webhook";
import { DeleteWebhookDialog } from "../list/delete-webhook-dialog";
import {
  StaleListNotice,
  WebhookListFailure,
  WebhookListSkeleton,
} from "../list/webhook-list-states";
import { FindingsPanel } from "./findings-panel";
import { HealthPanel } from "./health-panel";
import { RecentEvents } from "./recent-events";
import { SettingsPanel } from "./settings-panel";
import { StateHistory } from "./state-history";
import { WebhookHead } from "./webhook-head";
import { WebhookMissing } from "./webhook-missing";

const WebhookSheet = lazyPart(() =>
  import("../form/webhook-sheet").then((part) => part.WebhookSheet),
);

const TestDialog = lazyPart(() =>
  import("../test-fire/test-dialog").then((part) => part.TestDialog),
);
const ReEnableDialog = lazyPart(() =>
  import("../re-enable/re-enable-dialog").then((part) => part.ReEnableDialog),
);

const WhereDialog = lazyPart(() =>
  import("../where/where-dialog").then((part) => part.WhereDialog),
);

// It asks Kazoo first, and lies below what is seen at once.
const AttemptsPanel = lazyPart(() => import("./attempts-panel").then((part) => part.AttemptsPanel));

type OpenPart = "edit" | "delete" | "re-enable" | "test" | "where" | null;

interface WebhookViewProps {
  readonly accountId: string;
  readonly webhook: Webhook;
}

function WebhookView({ accountId, webhook }: WebhookViewProps) {
  const [open, setOpen] = useState<OpenPart>(null);
  const { setEnabled } = useSwitchWebhook(accountId);
  return (
    <>
      <WebhookHead
        accountId={accountId}
        webhook={webhook}
        onEdit={() => setOpen("edit")}
        onRemove={() => setOpen("delete")}
        onTest={() => setOpen("test")}
        onWhere={() => setOpen("where")}
        onSwitch={(enabled) => {
          if (enabled) setOpen("re-enable");
          else setEnabled(webhook, false);
        }}
      />
      <div className="grid lg:grid-cols-2">
        <div className="min-w-0 lg:border-line lg:border-r">
          <HealthPanel accountId={accountId} webhook={webhook} />
          <RecentEvents accountId={accountId} webhook={webhook} />
          <AttemptsPanel accountId={accountId} webhook={webhook} />
        </div>
        <div className="min-w-0 max-lg:border-line max-lg:border-t">
          <FindingsPanel accountId={accountId} webhook={webhook} />
          <SettingsPanel accountId={accountId} webhook={webhook} />
          <StateHistory accountId={accountId} webhook={webhook} />
        </div>
      </div>
      {open === "edit" && (
        <WebhookSheet
          accountId={accountId}
          webhookId={webhook.id}
          origin={{ preset: null, copy: null, here: null }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "re-enable" && (
        <ReEnableDialog accountId={accountId} webhooks={[webhook]} onClose={() => setOpen(null)} />
      )}
      {open === "test" && (
        <TestDialog accountId={accountId} webhook={webhook} onClose={() => setOpen(null)} />
      )}
      {open === "where" && (
        <WhereDialog
          accountId={accountId}
          webhooks={[webhook]}
          webhookId={webhook.id}
          page={null}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "delete" && (
        <DeleteWebhookDialog
          accountId={accountId}
          webhook={webhook}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

interface WebhookPageProps {
  readonly accountId: string;
  readonly webhookId: string;
}

/** One webhook: whether it works, what it delivered, and how it is set. */
export function WebhookPage({ accountId, webhookId }: WebhookPageProps) {
  const { data, dataUpdatedAt, error, isPending, refetch } = useQuery(webhooksQuery(accountId));
  const webhook = data?.items.find(({ id }) => id === webhookId);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto short:flex-none short:overflow-visible">
      {isPending && <WebhookListSkeleton />}
      {error && !data && (
        <WebhookListFailure error={toApiError(error)} onRetry={() => void refetch()} />
      )}
      {error && data && <StaleListNotice error={toApiError(error)} readAt={dataUpdatedAt} />}
      {webhook && <WebhookView accountId={accountId} webhook={webhook} />}
      {data && !webhook && <WebhookMissing accountId={accountId} webhookId={webhookId} />}
    </div>
  );
}
