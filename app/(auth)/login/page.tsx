import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { LoginScreen } from "@/components/session/login-screen";
import { safeNextPath } from "@/components/session/safe-next-path";
import { getRuntime } from "@/lib/runtime";
import { readSession } from "@/lib/session/require-session";

export const metadata: Metadata = { title: "Log in" };

interface LoginPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const next = safeNextPath((await searchParams).next);
  const runtime = getRuntime();
  if (await readSession(runtime)) redirect(next);
  const { env, kazoo } = runtime;
  return <LoginScreen clusters={kazoo.clusterNames} demoLogin={env.demoLogin} next={next} />;
}
