"use client";

import { lazyPart } from "@/components/ui/behaviour/lazy-part";
import type { Webhook } from "@/lib/domain/webhook";
import type { Mending } from "./remedy-button";

const WebhookSheet = lazyPart(() =>
  import("../form/webhook-sheet").then((part) => part.WebhookSheet),
);
const TestDialog = lazyPart(() =>
  import("../test-fire/test-dialog").then((part) => part.TestDialog),
);
const ReEnableDialog = lazyPart(() =>
  import("../re-enable/re-enable-dialog").then((part) => part.ReEnableDialog),
);

interface MendingPartProps {
  readonly accountId: string;
  readonly webhook: Webhook;
  readonly mending: Mending;
  readonly onClose: () => void;
}

/** What mends a webhook, over the walk that led to it. */
export function MendingPart({ accountId, webhook, mending, onClose }: MendingPartProps) {
  const part = { accountId, onClose };
  if (mending === "re-enable") return <ReEnableDialog {...part} webhooks={[webhook]} />;
  if (mending === "test") return <TestDialog {...part} webhook={webhook} />;
  const origin = { preset: null, copy: null, here: null };
  return <WebhookSheet {...part} webhookId={webhook.id} origin={origin} />;
}
