import { redirect } from "next/navigation";

interface AccountPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function AccountPage({ params }: AccountPageProps) {
  redirect(`/a/${(await params).accountId}/events`);
}
