"use client";

import { Folder, Globe, Power, PowerOff, Trash2, X } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import type { BulkVerb } from "./bulk-plan";

const verbs = [
  { verb: "enable", words: "Enable", icon: Power },
  { verb: "disable", words: "Disable", icon: PowerOff },
  { verb: "host", words: "Change host", icon: Globe },
  { verb: "group", words: "Group", icon: Folder },
  { verb: "delete", words: "Delete", icon: Trash2 },
] as const;

interface BulkBarProps {
  readonly count: number;
  readonly total: number;
  readonly onVerb: (verb: BulkVerb) => void;
  readonly onAll: () => void;
  readonly onClear: () => void;
}

/** What can be done to the chosen webhooks together. */
export function BulkBar({ count, total, onVerb, onAll, onClear }: BulkBarProps) {
  if (count === 0) return null;
  return (
    <section
      aria-label="Selected webhooks"
      className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b bg-accent-soft px-4 py-1.5 md:px-6"
    >
      <span className="nums font-medium text-sm" aria-live="polite">
        {count} selected
      </span>
      {count < total && (
        <Button size="sm" look="quiet" onClick={onAll}>
          Select all {total}
        </Button>
      )}
      <span className="flex flex-wrap gap-2 md:ml-4">
        {verbs.map(({ verb, words, icon: Icon }) => (
          <Button key={verb} size="sm" onClick={() => onVerb(verb)} className="max-md:h-10">
            <Icon aria-hidden />
            {words}
          </Button>
        ))}
      </span>
      <IconButton label="Select none" hint="Esc" onClick={onClear} className="ml-auto">
        <X aria-hidden />
      </IconButton>
    </section>
  );
}
