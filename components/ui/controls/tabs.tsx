"use client";

import * as Primitive from "radix-ui/tabs";
import type { ReactNode } from "react";

interface TabsProps {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly label: string;
  readonly tabs: readonly {
    readonly value: string;
    readonly label: string;
    readonly content: ReactNode;
  }[];
}

/** Tabs whose panel scrolls by itself and fills what is left of its column. */
export function Tabs({ value, onValueChange, label, tabs }: TabsProps) {
  return (
    <Primitive.Root
      value={value}
      onValueChange={onValueChange}
      className="flex min-h-0 flex-1 flex-col short:flex-none"
    >
      <Primitive.List aria-label={label} className="flex shrink-0 gap-4 border-line border-b px-4">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px h-9 border-transparent border-b-2 text-ink-soft text-sm hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink max-md:h-11"
          >
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content
          key={tab.value}
          value={tab.value}
          className="min-h-0 flex-1 overflow-y-auto outline-none short:flex-none short:overflow-visible"
        >
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
