import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ConsoleFrame } from "@/components/shell/frame/console-frame";
import { railCookie } from "@/components/shell/frame/rail-cookie";
import { LiveStreamProvider } from "@/lib/api-client/stream/live-stream";
import { kazooIdSchema } from "@/lib/domain/account";

interface AccountLayoutProps {
  readonly params: Promise<{ readonly accountId: string }>;
  readonly children: ReactNode;
}

/** One account on screen: its live stream and the frame around its pages. */
export default async function AccountLayout({ params, children }: AccountLayoutProps) {
  const { accountId } = await params;
  if (!kazooIdSchema.safeParse(accountId).success) notFound();
  const narrow = (await cookies()).get(railCookie)?.value === "narrow";
  return (
    <LiveStreamProvider key={accountId} accountId={accountId}>
      <ConsoleFrame railStartsNarrow={narrow}>{children}</ConsoleFrame>
    </LiveStreamProvider>
  );
}
