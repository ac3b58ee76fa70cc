import { redirect } from "next/navigation";
import { path } from "@/lib/format/path";

interface AccountPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function AccountPage({ params }: AccountPageProps) {
  redirect(path`/a/${(await params).accountId}/events`);
}
