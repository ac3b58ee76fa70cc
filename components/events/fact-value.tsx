"use client";

import { useState } from "react";
import { duration } from "@/lib/format/duration";
import { hangupCause } from "@/lib/format/hangup-cause";
import { exactInstant } from "@/lib/format/instant";
import { payloadTime } from "@/lib/format/payload-time";
import { phoneNumber } from "@/lib/format/phone-number";
import { ShortId } from "../ui/short-id";
import type { SummaryFact } from "./summary-facts";

function Secret({ value }: { readonly value: string }) {
  const [shown, setShown] = useState(false);
  if (shown) return <span className="break-all font-mono text-xs">{value}</span>;
  return (
    <button type="button" className="text-accent hover:underline" onClick={() => setShown(true)}>
      ••••••••, show
    </button>
  );
}

/** What a raw value means, where that can be said and the value itself is worth showing too. */
function meaning(name: string, value: SummaryFact["value"]): string | null {
  const time = payloadTime(name, value);
  if (time !== null) return exactInstant(time);
  return name === "hangup_cause" ? hangupCause(String(value)) : null;
}

function plain(name: string, text: string): string {
  if (name.endsWith("_seconds") && /^\d+$/.test(text)) return duration(Number(text));
  return name.endsWith("_number") ? phoneNumber(text) : text;
}

export function FactValue({ name, value, secret }: SummaryFact) {
  const text = String(value);
  if (secret) return <Secret value={text} />;
  if (/^[0-9a-f]{32}$/.test(text)) return <ShortId id={text} what={name} className="text-xs" />;
  const means = meaning(name, value);
  return (
    <>
      {means && <span className="nums mr-2">{means}</span>}
      <span
        className={means ? "font-mono text-ink-faint text-xs" : "break-words font-mono text-xs"}
      >
        {plain(name, text)}
      </span>
    </>
  );
}
