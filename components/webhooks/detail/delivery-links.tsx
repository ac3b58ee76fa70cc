import Link from "next/link";
import type { Webhook } from "@/lib/domain/webhook";
import { pagePath } from "@/lib/format/page-path";
import { PanelSection } from "./panel-section";

const linkLooks = "rounded text-accent text-sm hover:underline";

interface DeliveryLinksProps {
  readonly accountId: string;
  readonly webhook: Webhook;
}

/** The ways to what became of its deliveries, seen from both ends and as Kazoo logs it. */
export function DeliveryLinks({ accountId, webhook: { id } }: DeliveryLinksProps) {
  const attempts = { view: "attempts", webhookId: id, range: "31d" };
  return (
    <PanelSection title="Deliveries">
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <Link className={linkLooks} href={pagePath(accountId, "deliveries", { webhookId: id })}>
          Both sides of the last day
        </Link>
        <Link className={linkLooks} href={pagePath(accountId, "deliveries", attempts)}>
          Kazoo's attempts of 31 days
        </Link>
      </p>
    </PanelSection>
  );
}
