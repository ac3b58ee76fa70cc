"use client";

import { Plus, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { useDraft, useSetDraft } from "./draft/use-draft";
import { useFieldError } from "./field-errors";

interface Pair {
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

const doubledName = "Another pair has this name. Kazoo would keep only one of them.";

/** What is wrong with names that several pairs have, by the path of the field. */
export function doubledNames(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`customData.${name}`, doubledName]));
}

/** Names that an earlier pair has too, by the keys of the later ones. */
function repeatedIn(pairs: readonly Pair[]): ReadonlyMap<number, string> {
  const seen = new Set([""]);
  const repeated = new Map<number, string>();
  for (const { key, name } of pairs) {
    const trimmed = name.trim();
    if (trimmed !== "" && seen.has(trimmed)) repeated.set(key, trimmed);
    seen.add(trimmed);
  }
  return repeated;
}

interface PairRowProps {
  readonly pair: Pair;
  readonly isRepeated: boolean;
  readonly onChange: (pair: Pair) => void;
  readonly onRemove: () => void;
}

function PairRow({ pair, isRepeated, onChange, onRemove }: PairRowProps) {
  const refused = useFieldError(`customData.${pair.name}`);
  const error = isRepeated ? doubledName : refused === doubledName ? undefined : refused;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <Input
          aria-label="Name"
          placeholder="name"
          value={pair.name}
          aria-invalid={error ? true : undefined}
          className="font-mono"
          onChange={(event) => onChange({ ...pair, name: event.target.value })}
        />
        <Input
          aria-label={`Value of ${pair.name || "the pair"}`}
          placeholder="value"
          value={pair.value}
          className="font-mono"
          onChange={(event) => onChange({ ...pair, value: event.target.value })}
        />
        <IconButton label={`Remove ${pair.name || "the pair"}`} onClick={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {error && <p className="text-failing text-xs">{error}</p>}
    </div>
  );
}

interface CustomDataEditorProps {
  /** Told which names several pairs have: the draft itself can hold one of each. */
  readonly onDoubled: (names: readonly string[]) => void;
}

/** The operator's own pairs, which Kazoo lays over each payload. */
export function CustomDataEditor({ onDoubled }: CustomDataEditorProps) {
  const { customData } = useDraft();
  const setDraft = useSetDraft();
  const id = useId();
  const [pairs, setPairs] = useState<readonly Pair[]>(() =>
    Object.entries(customData).map(([name, value], key) => ({ key, name, value })),
  );
  const change = (next: readonly Pair[]) => {
    setPairs(next);
    onDoubled([...repeatedIn(next).values()]);
    const named = next.filter(({ name }) => name.trim() !== "");
    setDraft({
      customData: Object.fromEntries(named.map((pair) => [pair.name.trim(), pair.value])),
    });
  };
  const repeated = repeatedIn(pairs);
  const nextKey = Math.max(-1, ...pairs.map(({ key }) => key)) + 1;
  return (
    <fieldset aria-labelledby={id} className="flex flex-col gap-2">
      <legend className="sr-only">Custom data</legend>
      <div>
        <p id={id} className="font-medium text-sm">
          Custom data
        </p>
        <p className="text-ink-faint text-xs">Pairs of text that Kazoo adds to each payload.</p>
      </div>
      {pairs.map((pair) => (
        <PairRow
          key={pair.key}
          pair={pair}
          isRepeated={repeated.has(pair.key)}
          onChange={(changed) =>
            change(pairs.map((each) => (each.key === changed.key ? changed : each)))
          }
          onRemove={() => change(pairs.filter(({ key }) => key !== pair.key))}
        />
      ))}
      <Button
        size="sm"
        className="self-start"
        onClick={() => change([...pairs, { key: nextKey, name: "", value: "" }])}
      >
        <Plus aria-hidden />
        Add a pair
      </Button>
    </fieldset>
  );
}
