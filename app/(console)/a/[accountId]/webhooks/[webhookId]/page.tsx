import type { Metadata } from "next";
import { AccountNotices } from "@/components/receiving/account-notices";
import { PageHeader } from "@/components/shell/frame/page-header";
import { WebhookPage } from "@/components/webhooks/detail/webhook-page";

export const metadata: Metadata = { title: "Webhook" };

interface WebhookPageProps {
  readonly params: Promise<{ readonly accountId: string; readonly webhookId: string }>;
}

export default async function OneWebhookPage({ params }: WebhookPageProps) {
  const { accountId, webhookId } = await params;
  return (
    <>
      <PageHeader title="Webhook" />
      <AccountNotices accountId={accountId} page="webhooks" />
      <WebhookPage accountId={accountId} webhookId={decodeURIComponent(webhookId)} />
    </>
  );
}
