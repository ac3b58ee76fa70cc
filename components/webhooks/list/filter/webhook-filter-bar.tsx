"use client";

import { Search } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useHotkeys } from "@/components/ui/behaviour/use-hotkeys";
import { classNames } from "@/components/ui/class-names";
import { Input } from "@/components/ui/controls/input";
import { SearchSelect } from "@/components/ui/controls/search-select";
import { Select } from "@/components/ui/controls/select";
import { type Webhook, webhookStates } from "@/lib/domain/webhook";
import { triggerName } from "@/lib/format/trigger-words";
import type { useWebhookFilter } from "../../use-webhooks-url";
import { stateNames } from "../table/webhook-state-mark";
import { targetOf } from "./filter-webhooks";

interface WebhookFilterBarProps extends ReturnType<typeof useWebhookFilter> {
  readonly webhooks: readonly Webhook[];
  readonly triggerNames: ReadonlyMap<string, string>;
  readonly count: string;
  /** What stands at the end: how the list is shown. */
  readonly children: ReactNode;
}

const any = "";

/** Each value that occurs, how often, and the one that is chosen though it doesn't occur. */
function counted(
  values: readonly string[],
  chosen: string | null,
  name = (value: string) => value,
) {
  const counts = new Map<string, number>(chosen === null ? [] : [[chosen, 0]]);
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({
      value,
      label: name(value),
      description: count === 1 ? "1 webhook" : `${count} webhooks`,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

const chosenLooks = (isChosen: boolean) =>
  isChosen ? "not-hover:border-accent bg-accent-soft!" : "not-hover:border-line";

export function WebhookFilterBar(props: WebhookFilterBarProps) {
  const { filter, setFilter, webhooks, triggerNames, count, children } = props;
  const input = useRef<HTMLInputElement>(null);
  useHotkeys({ search: () => input.current?.focus() });
  const triggers = counted(
    webhooks.map(({ trigger }) => trigger),
    filter.trigger,
    (id) => triggerName(id, triggerNames.get(id)),
  );
  const targets = counted(webhooks.map(targetOf), filter.target, (target) =>
    target === "here" ? "Here" : target,
  );
  const groups = counted(
    webhooks.flatMap(({ group }) => group ?? []),
    filter.group,
  );
  return (
    <search
      aria-label="Filter webhooks"
      className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2 md:px-6"
    >
      <div className="relative min-w-40 flex-1 md:max-w-64">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
          aria-hidden
        />
        <Input
          ref={input}
          type="search"
          aria-label="Search webhooks"
          placeholder="Name, URL, trigger or group"
          value={filter.q ?? ""}
          onChange={(event) => setFilter({ q: event.target.value || null })}
          className="pl-8 not-hover:border-line [&::-webkit-search-cancel-button]:hidden"
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
        className={classNames("w-auto! shrink-0", chosenLooks(filter.state !== null))}
      />
      <SearchSelect
        control={{ "aria-label": "Trigger" }}
        value={filter.trigger ?? any}
        onValueChange={(value) => setFilter({ trigger: value || null })}
        options={[{ value: any, label: "Any trigger" }, ...triggers]}
        className={classNames(
          "w-auto! max-w-48 max-md:hidden",
          chosenLooks(filter.trigger !== null),
        )}
      />
      <SearchSelect
        control={{ "aria-label": "Target" }}
        value={filter.target ?? any}
        onValueChange={(value) => setFilter({ target: value || null })}
        options={[{ value: any, label: "Any target" }, ...targets]}
        className={classNames(
          "w-auto! max-w-48 max-md:hidden",
          chosenLooks(filter.target !== null),
        )}
      />
      {groups.length > 0 && (
        <SearchSelect
          control={{ "aria-label": "Group" }}
          value={filter.group ?? any}
          onValueChange={(value) => setFilter({ group: value || null })}
          options={[{ value: any, label: "Any group" }, ...groups]}
          className={classNames(
            "w-auto! max-w-48 max-md:hidden",
            chosenLooks(filter.group !== null),
          )}
        />
      )}
      <span className="ml-auto flex items-center gap-2">
        <span className="nums text-ink-faint text-xs max-md:hidden" aria-live="polite">
          {count}
        </span>
        {children}
      </span>
    </search>
  );
}
