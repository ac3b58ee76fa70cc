"use client";

import { Search } from "lucide-react";
import { useRef } from "react";
import { useHotkeys } from "@/components/ui/behaviour/use-hotkeys";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { webhookStates } from "@/lib/domain/webhook";
import type { useWebhookFilter } from "../use-webhooks-url";
import { stateNames } from "./webhook-state-mark";

type WebhookFilterBarProps = ReturnType<typeof useWebhookFilter> & { readonly count: string };

export function WebhookFilterBar({ filter, setFilter, count }: WebhookFilterBarProps) {
  const input = useRef<HTMLInputElement>(null);
  useHotkeys({ "/": () => input.current?.focus() });
  return (
    <search
      aria-label="Filter webhooks"
      className="flex shrink-0 items-center gap-2 border-line border-b px-4 py-2 md:px-6"
    >
      <div className="relative min-w-0 flex-1 md:max-w-64">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
          aria-hidden
        />
        <Input
          ref={input}
          type="search"
          aria-label="Search webhooks"
          placeholder="Search by name or URL"
          value={filter.q ?? ""}
          onChange={(event) => setFilter({ q: event.target.value || null })}
          className="pl-8 border-line [&::-webkit-search-cancel-button]:hidden"
        />
      </div>
      <Select
        control={{ "aria-label": "State" }}
        value={filter.state ?? "any"}
        onValueChange={(value) =>
          setFilter({ state: webhookStates.find((state) => state === value) ?? null })
        }
        options={[
          { value: "any", label: "Any state" },
          ...webhookStates.map((state) => ({ value: state, label: stateNames[state] })),
        ]}
        className={`w-auto shrink-0 ${filter.state ? "border-accent bg-accent-soft" : "border-line"}`}
      />
      <span className="nums ml-auto text-ink-faint text-xs max-md:hidden" aria-live="polite">
        {count}
      </span>
    </search>
  );
}
