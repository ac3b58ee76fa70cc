import type { Metadata } from "next";
import { DeliveriesScreen } from "@/components/deliveries/deliveries-screen";
import { AccountNotices } from "@/components/receiving/account-notices";
import { PageHeader } from "@/components/shell/frame/page-header";

export const metadata: Metadata = { title: "Deliveries" };

interface DeliveriesPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function DeliveriesPage({ params }: DeliveriesPageProps) {
  const { accountId } = await params;
  return (
    <>
      <PageHeader title="Deliveries" />
      <AccountNotices accountId={accountId} page="deliveries" />
      <DeliveriesScreen accountId={accountId} />
    </>
  );
}
