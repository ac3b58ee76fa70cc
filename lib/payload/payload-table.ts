import type { EventSummary } from "@/lib/domain/event";
import { callEntries } from "./entries/calls";
import { faxEntries } from "./entries/faxes";
import { messageEntry } from "./entries/messages";
import { notificationEntries } from "./entries/notifications";
import { objectEntry } from "./entries/objects";
import { parkingEntry } from "./entries/parking";
import { portEntries } from "./entries/ports";
import { unknownEntry } from "./entries/unknown";
import { voicemailEntries } from "./entries/voicemails";
import type { PayloadEntry, PayloadFamily } from "./payload-entry";

/** All that is known of what Kazoo sends: one entry a trigger or notification. */
export const payloadTable: readonly PayloadEntry[] = [
  ...callEntries,
  parkingEntry,
  objectEntry,
  messageEntry,
  ...voicemailEntries,
  ...faxEntries,
  ...portEntries,
  ...notificationEntries,
  unknownEntry,
];

/** In the order in which a payload's shape is asked. */
export const payloadFamilies: ReadonlySet<PayloadFamily> = new Set(
  payloadTable.map(({ family }) => family),
);

const byId = new Map(payloadTable.map((entry) => [`${entry.family.kind}/${entry.id}`, entry]));
const byName = new Map(
  payloadTable.filter(({ id }) => id !== "*").map((entry) => [entry.id, entry]),
);

/** The entry that an event's own name gives away, a trigger of its own in some versions of Kazoo. */
export function entryNamed(name: string | null): PayloadEntry | undefined {
  return name === null ? undefined : byName.get(name);
}

/** The entry of an event that is classified. */
export function entryOf({
  kind,
  trigger,
  type,
}: Pick<EventSummary, "kind" | "trigger" | "type">): PayloadEntry {
  return (
    byId.get(`${kind}/${trigger}`) ??
    byId.get(`${kind}/${type}`) ??
    byId.get(`${kind}/*`) ??
    unknownEntry
  );
}

/** Fields that hold a credential in some entry. */
export const declaredSecrets: ReadonlySet<string> = new Set(
  payloadTable.flatMap(({ secrets = [] }) => secrets),
);
