"use client";

import { ShortId } from "@/components/ui/short-id";
import { fieldMeaning } from "@/lib/payload/field-catalogue";
import { fieldWords } from "@/lib/payload/field-words";
import type { SummaryFact } from "@/lib/payload/summary-facts";

/** Meanings that say all the raw value does; it is still there on hover and among the fields. */
const sayAll = new Set(["phone", "duration", "boolean"]);

/** What a raw value means, and the value itself where that is worth showing too. */
export function FactValue({ name, value, secret }: SummaryFact) {
  const text = String(value);
  if (secret) return <span className="break-all font-mono text-xs">{text}</span>;
  const meaning = fieldMeaning(name, value);
  if (meaning?.is === "id") return <ShortId id={text} what={name} className="text-xs" />;
  const words = fieldWords(name, value);
  if (words === null) return <span className="break-words font-mono text-xs">{text}</span>;
  if (meaning && sayAll.has(meaning.is)) {
    return (
      <span className="nums break-words font-mono text-xs" title={text}>
        {words}
      </span>
    );
  }
  return (
    <>
      <span className="nums mr-2">{words}</span>
      <span className="break-words font-mono text-ink-faint text-xs">{text}</span>
    </>
  );
}
