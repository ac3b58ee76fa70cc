"use client";

import * as RadioGroup from "radix-ui/radio-group";
import { presets } from "@/lib/domain/preset";
import type { Trigger } from "@/lib/domain/trigger";
import { classNames } from "../../ui/class-names";

export const anyTrigger = "any";

interface PresetCardsProps {
  readonly triggers: readonly Trigger[];
  readonly value: string;
  readonly onChoose: (presetId: string) => void;
}

/** The events people ask for first, and the door to all others. */
export function PresetCards({ triggers, value, onChoose }: PresetCardsProps) {
  const offered = presets.filter(({ trigger }) => triggers.some(({ id }) => id === trigger));
  const cards = [
    ...offered,
    { id: anyTrigger, name: "Something else", description: "Any trigger this Kazoo can fire." },
  ];
  return (
    <RadioGroup.Root
      aria-label="What fires the webhook"
      value={value}
      onValueChange={onChoose}
      className="grid gap-2 sm:grid-cols-2"
    >
      {cards.map(({ id, name, description }) => (
        <RadioGroup.Item
          key={id}
          value={id}
          className={classNames(
            "group flex items-start gap-2.5 rounded border border-line bg-raised p-3 text-left hover:border-edge data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft",
            id === anyTrigger && "sm:col-span-2",
          )}
        >
          <span
            aria-hidden
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-edge group-data-[state=checked]:border-accent"
          >
            <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
          </span>
          <span>
            <span className="block font-medium text-sm">{name}</span>
            <span className="block text-ink-soft text-xs">{description}</span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
