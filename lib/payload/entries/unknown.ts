import { decodeProblemInWords } from "@/lib/format/decode-problem";
import { words } from "@/lib/format/words";
import { type PayloadEntry, telling } from "../payload-entry";

/** What no other entry recognises; a webhook's trigger may still name it. */
export const unknownEntry: PayloadEntry = {
  family: {
    kind: "unknown",
    owns: () => false,
    triggerOf: () => null,
    describe: ({ callId, type, action }) => ({ type, action, callId }),
    leading: [],
  },
  id: "*",
  ...telling(["hook_event", "event_name", "event", "type", "action"], (facts, event) => {
    if (event.problem) return { title: decodeProblemInWords(event.problem), detail: null };
    const title = event.trigger ? words(event.trigger) : "Payload of no known kind";
    return { title, detail: facts.first("hook_event", "event_name", "event", "type", "action") };
  }),
  sample: null,
};
