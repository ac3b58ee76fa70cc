import type { Metadata } from "next";
import { EventsScreen } from "@/components/events/events-screen";
import { PageHeader } from "@/components/shell/page-header";

export const metadata: Metadata = { title: "Events" };

interface EventsPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function EventsPage({ params }: EventsPageProps) {
  const { accountId } = await params;
  return (
    <>
      <PageHeader title="Events" />
      <EventsScreen accountId={accountId} />
    </>
  );
}
