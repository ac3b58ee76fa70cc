import type { Metadata } from "next";
import { AccountNotices } from "@/components/receiving/account-notices";
import { PageHeader } from "@/components/shell/frame/page-header";
import { MatrixScreen } from "@/components/webhooks/matrix/matrix-screen";

export const metadata: Metadata = { title: "Accounts" };

interface AccountsPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function AccountsPage({ params }: AccountsPageProps) {
  const { accountId } = await params;
  return (
    <>
      <PageHeader title="Accounts" />
      <AccountNotices accountId={accountId} page="accounts" />
      <MatrixScreen accountId={accountId} />
    </>
  );
}
