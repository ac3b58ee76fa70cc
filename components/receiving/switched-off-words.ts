import type { SwitchedOff } from "@/lib/domain/switched-off";
import { countWords } from "@/lib/format/count";
import { betweenInWords } from "@/lib/format/instant";

const maxNames = 4;

/** "Kazoo switched 2 webhooks off between 14:02 and 14:31". */
export function switchedOffTitle(switchedOff: readonly SwitchedOff[], nowMs: number): string {
  const [only] = switchedOff;
  const which =
    only && switchedOff.length === 1
      ? `“${only.name}”`
      : `${countWords(switchedOff.length)} webhooks`;
  const from = Math.min(...switchedOff.map(({ lastSeenOnAt }) => lastSeenOnAt));
  const to = Math.max(...switchedOff.map(({ seenOffAt }) => seenOffAt));
  return `Kazoo switched ${which} off ${betweenInWords(from, to, nowMs)}`;
}

/** "User deleted, Calls and 3 others"; empty when the title names it. */
export function switchedOffNames(switchedOff: readonly SwitchedOff[]): string {
  if (switchedOff.length < 2) return "";
  const names = switchedOff.map(({ name }) => name);
  const others = names.length - maxNames;
  if (others < 1) return names.join(", ");
  return `${names.slice(0, maxNames).join(", ")} and ${countWords(others)} ${others === 1 ? "other" : "others"}`;
}
