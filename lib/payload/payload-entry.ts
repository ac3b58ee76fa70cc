import type { EventKind, EventSummary } from "@/lib/domain/event";
import type { Fields } from "./payload-fields";

type Value = string | number | boolean;

/** What an event says: a title an eye can rest on, and what it is about, in a quieter voice. */
export interface Headline {
  readonly title: string;
  readonly detail: string | null;
}

/** Some fields of an event by name, read leniently: form-data turns every value into text. */
export interface Facts<N extends string> {
  readonly text: (name: N) => string | null;
  readonly first: (...names: readonly N[]) => string | null;
  readonly seconds: (name: N) => number | null;
}

export function factsOf(values: Readonly<Record<string, Value>>): Facts<string> {
  function text(name: string): string | null {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === "" ? null : String(value);
  }
  return {
    text,
    first: (...names) => names.map(text).find((value) => value !== null) ?? null,
    seconds(name) {
      const value = text(name);
      return value !== null && /^\d+(\.\d+)?$/.test(value) ? Number(value) : null;
    },
  };
}

export type Told = Pick<EventSummary, "kind" | "trigger" | "type" | "action" | "facts" | "problem">;

interface Telling {
  /** The fields that the headline reads: what a row keeps of such an event. */
  readonly reads: readonly string[];
  readonly headline: (facts: Facts<string>, event: Told) => Headline;
}

/** A headline with the fields that it may read: it can't read one that a row doesn't keep. */
export function telling<const N extends string>(
  reads: readonly N[],
  headline: (facts: Facts<N>, event: Told) => Headline,
): Telling {
  return { reads, headline };
}

export type SamplePayload = Readonly<Record<string, Value>>;

/** What all events of a kind have in common: how they are told from others, what they are about. */
export interface PayloadFamily {
  readonly kind: EventKind;
  /** Whether a webhook with this trigger sends such events. */
  readonly owns: (trigger: string) => boolean;
  /** The trigger of an event whose webhook doesn't say it, by its shape; null for another's. */
  readonly triggerOf: (fields: Fields) => string | null;
  readonly describe: (
    said: Readonly<Record<"callId" | "eventName" | "type" | "action", string | null>>,
    trigger: string,
  ) => {
    readonly type: string | null;
    readonly action: string | null;
    readonly callId: string | null;
  };
  /** What an operator looks for first; the rest follows in the payload's own order. */
  readonly leading: readonly string[];
}

/** One row of the table: all that is known of one trigger or one notification. */
export interface PayloadEntry extends Telling {
  readonly family: PayloadFamily;
  /** Kazoo's trigger, or the notification's name; "*" for the family's others. */
  readonly id: string;
  /** Fields that hold a credential, beside those whose name says so. */
  readonly secrets?: readonly string[];
  /** An invented one, for a webhook with these modifiers; null where its shape is not known. */
  readonly sample:
    | ((trigger: string, modifiers: Readonly<Record<string, string>>) => SamplePayload)
    | null;
}

export const sampleAccountId = "5b1c8a0e9d7f4a3b8c6d2e1f0a9b8c7d";
