import { redirect } from "next/navigation";
import { pagePath } from "@/lib/format/page-path";
import { getRuntime } from "@/lib/runtime";
import { readSession } from "@/lib/session/require-session";

/** The way in: one's own account's events, or the login. */
export default async function HomePage() {
  const session = await readSession(getRuntime());
  redirect(session ? pagePath(session.accountId, "events") : "/login");
}
