import type { Metadata } from "next";
import { CallsScreen } from "@/components/calls/calls-screen";
import { AccountNotices } from "@/components/receiving/account-notices";
import { PageHeader } from "@/components/shell/frame/page-header";

export const metadata: Metadata = { title: "Calls" };

interface CallsPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function CallsPage({ params }: CallsPageProps) {
  const { accountId } = await params;
  return (
    <>
      <PageHeader title="Calls" />
      <AccountNotices accountId={accountId} page="calls" />
      <CallsScreen accountId={accountId} />
    </>
  );
}
