"use client";

import { LoaderCircle } from "lucide-react";
import * as Primitive from "radix-ui/switch";
import type { Webhook } from "@/lib/domain/webhook";
import type { WebhookVerbs } from "./webhook-actions";

interface EnabledSwitchProps {
  readonly webhook: Webhook;
  readonly verbs: WebhookVerbs;
}

/** Switches a webhook on or off in its row; shows what was asked for until Kazoo has answered. */
export function EnabledSwitch({ webhook, verbs }: EnabledSwitchProps) {
  const asked = verbs.switching.get(webhook.id);
  return (
    <Primitive.Root
      data-control="switch"
      aria-label={`${webhook.name} is on`}
      aria-busy={asked !== undefined}
      checked={asked ?? webhook.state === "active"}
      onCheckedChange={(enabled) => {
        if (asked === undefined) verbs.setEnabled(webhook, enabled);
      }}
      className="relative h-5 w-9 shrink-0 rounded-full border border-edge/70 bg-hover p-px transition-colors after:absolute after:-inset-2 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
    >
      <Primitive.Thumb className="flex size-4 items-center justify-center rounded-full bg-ink-soft transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-accent-ink">
        {asked !== undefined && (
          <LoaderCircle
            aria-hidden
            className="size-3 text-paper motion-safe:animate-spin in-data-[state=checked]:text-accent"
          />
        )}
      </Primitive.Thumb>
    </Primitive.Root>
  );
}
