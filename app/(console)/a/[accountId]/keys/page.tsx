import type { Metadata } from "next";
import { CreateReceiverKeyButton } from "@/components/receiver-keys/create-receiver-key-button";
import { ReceiverKeysScreen } from "@/components/receiver-keys/receiver-keys-screen";
import { AccountNotices } from "@/components/receiving/account-notices";
import { PageHeader } from "@/components/shell/frame/page-header";

export const metadata: Metadata = { title: "Keys" };

interface KeysPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function KeysPage({ params }: KeysPageProps) {
  const { accountId } = await params;
  return (
    <>
      <PageHeader title="Keys">
        <CreateReceiverKeyButton accountId={accountId} />
      </PageHeader>
      <AccountNotices accountId={accountId} page="keys" />
      <ReceiverKeysScreen accountId={accountId} />
    </>
  );
}
