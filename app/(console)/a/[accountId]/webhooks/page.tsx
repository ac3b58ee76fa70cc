import type { Metadata } from "next";
import { AccountNotices } from "@/components/receiving/account-notices";
import { PageHeader } from "@/components/shell/frame/page-header";
import { CreateWebhookButton } from "@/components/webhooks/list/create-webhook-button";
import { WebhooksScreen } from "@/components/webhooks/webhooks-screen";

export const metadata: Metadata = { title: "Webhooks" };

interface WebhooksPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function WebhooksPage({ params }: WebhooksPageProps) {
  const { accountId } = await params;
  return (
    <>
      <PageHeader title="Webhooks">
        <CreateWebhookButton />
      </PageHeader>
      <AccountNotices accountId={accountId} page="webhooks" />
      <WebhooksScreen accountId={accountId} />
    </>
  );
}
