import { words } from "./words";

const names: ReadonlyMap<string, string> = new Map([
  ["vmbox", "Voicemail box"],
  ["faxbox", "Fax box"],
  ["mailbox_message", "Voicemail message"],
  ["media", "Media file"],
]);

/** What operators call one of Kazoo's object types: "vmbox" → "Voicemail box". */
export function objectName(type: string): string {
  return names.get(type) ?? words(type);
}
