"use client";

import { Plus, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { useFieldError } from "./field-errors";

type PairsField = "customData" | "requestHeaders";

interface Pair {
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

const doubledName = "Another pair has this name. Kazoo would keep only one of them.";

/** Names that several pairs of a field have, by the field. */
export type DoubledNames = Readonly<Partial<Record<PairsField, readonly string[]>>>;

/** What is wrong with them, by the path of the field. */
export function doubledNames(doubled: DoubledNames): Record<string, string> {
  return Object.fromEntries(
    Object.entries(doubled).flatMap(([field, names]) =>
      names.map((name) => [`${field}.${name}`, doubledName]),
    ),
  );
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
  readonly field: PairsField;
  readonly noun: string;
  readonly pair: Pair;
  readonly isRepeated: boolean;
  readonly onChange: (pair: Pair) => void;
  readonly onRemove: () => void;
}

function PairRow({ field, noun, pair, isRepeated, onChange, onRemove }: PairRowProps) {
  const refused = useFieldError(`${field}.${pair.name}`);
  const error = isRepeated ? doubledName : refused === doubledName ? undefined : refused;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <Input
          aria-label={noun === "pair" ? "Name" : `Name of the ${noun}`}
          placeholder="name"
          value={pair.name}
          aria-invalid={error ? true : undefined}
          className="font-mono"
          onChange={(event) => onChange({ ...pair, name: event.target.value })}
        />
        <Input
          aria-label={`Value of ${pair.name || `the ${noun}`}`}
          placeholder="value"
          value={pair.value}
          className="font-mono"
          onChange={(event) => onChange({ ...pair, value: event.target.value })}
        />
        <IconButton label={`Remove ${pair.name || `the ${noun}`}`} onClick={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {error && <p className="text-failing text-xs">{error}</p>}
    </div>
  );
}

interface PairsEditorProps {
  readonly field: PairsField;
  readonly title: string;
  readonly hint: string;
  /** What one of them is called. */
  readonly noun: "pair" | "header";
  readonly start: Readonly<Record<string, string>>;
  /** Told of each change, and which names several pairs have: an object holds one of each. */
  readonly onChange: (pairs: Record<string, string>, doubled: readonly string[]) => void;
}

/** Pairs of text under a title. */
export function PairsEditor({ field, title, hint, noun, start, onChange }: PairsEditorProps) {
  const id = useId();
  const [pairs, setPairs] = useState<readonly Pair[]>(() =>
    Object.entries(start).map(([name, value], key) => ({ key, name, value })),
  );
  const change = (next: readonly Pair[]) => {
    setPairs(next);
    const named = next.filter(({ name }) => name.trim() !== "");
    const entries = named.map(({ name, value }) => [name.trim(), value]);
    onChange(Object.fromEntries(entries), [...repeatedIn(next).values()]);
  };
  const repeated = repeatedIn(pairs);
  const nextKey = Math.max(-1, ...pairs.map(({ key }) => key)) + 1;
  return (
    <fieldset aria-labelledby={id} className="flex flex-col gap-2">
      <legend className="sr-only">{title}</legend>
      <div>
        <p id={id} className="font-medium text-sm">
          {title}
        </p>
        <p className="text-ink-faint text-xs">{hint}</p>
      </div>
      {pairs.map((pair) => (
        <PairRow
          key={pair.key}
          field={field}
          noun={noun}
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
        Add a {noun}
      </Button>
    </fieldset>
  );
}
