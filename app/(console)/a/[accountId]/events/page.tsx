import type { Metadata } from "next";
import { cookies } from "next/headers";
import { EventsScreen } from "@/components/events/events-screen";
import { histogramCookie } from "@/components/events/histogram/histogram-cookie";
import { AccountNotices } from "@/components/receiving/account-notices";
import { PageHeader } from "@/components/shell/frame/page-header";

export const metadata: Metadata = { title: "Events" };

interface EventsPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function EventsPage({ params }: EventsPageProps) {
  const { accountId } = await params;
  const folded = (await cookies()).get(histogramCookie)?.value === "folded";
  return (
    <>
      <PageHeader title="Events" />
      <AccountNotices accountId={accountId} page="events" />
      <EventsScreen accountId={accountId} histogramStartsFolded={folded} />
    </>
  );
}
