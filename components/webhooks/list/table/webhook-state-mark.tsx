import { CircleCheck, CircleOff, type LucideIcon, OctagonAlert } from "lucide-react";
import type { Webhook, WebhookState } from "@/lib/domain/webhook";
import { words } from "@/lib/format/words";
import { classNames } from "../../../ui/class-names";

export const stateNames: Readonly<Record<WebhookState, string>> = {
  active: "Active",
  disabled: "Disabled",
  "auto-disabled": "Auto-disabled",
};

const marks: Readonly<Record<WebhookState, { icon: LucideIcon; hue: string }>> = {
  active: { icon: CircleCheck, hue: "text-ok" },
  disabled: { icon: CircleOff, hue: "text-ink-faint" },
  "auto-disabled": { icon: OctagonAlert, hue: "text-failing" },
};

/** A webhook's state by icon and word, with Kazoo's reason when it switched it off. */
export function WebhookStateMark({ webhook }: { readonly webhook: Webhook }) {
  const { icon: Icon, hue } = marks[webhook.state];
  return (
    <span className="flex min-w-0 flex-col">
      <span className={classNames("flex items-center gap-1.5", hue)}>
        <Icon className="size-4 shrink-0" aria-hidden />
        {stateNames[webhook.state]}
      </span>
      {webhook.disableReason && (
        <span
          className="truncate pl-5.5 text-ink-faint text-xs in-data-[density=compact]:sr-only"
          title={webhook.disableReason}
        >
          {words(webhook.disableReason)}
        </span>
      )}
    </span>
  );
}
