"use client";

import { fieldMeaning } from "@/lib/payload/field-catalogue";
import { fieldWords } from "@/lib/payload/field-words";
import type { SummaryFact } from "@/lib/payload/summary-facts";
import { NamedId } from "./named-id";

/** Meanings that say all the raw value does; it is still there on hover and among the fields. */
const sayAll = new Set(["phone", "duration", "boolean"]);

interface FactValueProps {
  /** Whose ids the event carries. */
  readonly accountId: string;
  readonly fact: SummaryFact;
}

/** What a raw value means, and the value itself where that is worth showing too. */
export function FactValue({ accountId, fact: { name, value, secret } }: FactValueProps) {
  const text = String(value);
  if (secret) return <span className="break-all font-mono text-xs">{text}</span>;
  const meaning = fieldMeaning(name, value);
  if (meaning?.is === "id") return <NamedId accountId={accountId} field={name} id={text} />;
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
