import { redirect } from "next/navigation";
import { pagePath } from "@/lib/format/page-path";

interface AccountPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
}

export default async function AccountPage({ params }: AccountPageProps) {
  redirect(pagePath((await params).accountId, "events"));
}
