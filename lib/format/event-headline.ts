import type { EventSummary } from "@/lib/domain/event";
import { callHeadline } from "./call-headline";
import { decodeProblemInWords } from "./decode-problem";
import { Facts, type Headline } from "./headline";
import { notificationHeadline } from "./notification-headline";
import { objectName } from "./object-name";
import { phoneNumber } from "./phone-number";
import { shortId } from "./short-id";
import { words } from "./words";

type Told = Pick<EventSummary, "kind" | "trigger" | "type" | "action" | "facts" | "problem">;

function objectHeadline(event: Told, facts: Facts): Headline {
  const type = event.type ?? facts.text("type");
  const action = event.action ?? facts.text("action");
  const what = type ? objectName(type) : "Object";
  const verb = action ? words(action.replace(/^doc_/, "")).toLowerCase() : "changed";
  const id = facts.text("id");
  return { title: `${what} ${verb}`, detail: id && shortId(id) };
}

function messageHeadline(event: Told, facts: Facts): Headline {
  const what = (event.type ?? "message").toUpperCase();
  const from = facts.text("from");
  const to = facts.text("to");
  const parties = [from, to].filter((party) => party !== null).map(phoneNumber);
  return {
    title: parties.length > 0 ? `${what} ${parties.join(" → ")}` : what,
    detail: facts.text("body"),
  };
}

function unknownHeadline(event: Told, facts: Facts): Headline {
  if (event.problem) return { title: decodeProblemInWords(event.problem), detail: null };
  const name = facts.first("hook_event", "event_name", "event", "type", "action");
  return { title: "Payload of no known kind", detail: name };
}

/** What happened, in words, from what the list knows of an event. Never throws, never guesses. */
export function eventHeadline(event: Told): Headline {
  const facts = new Facts(event.facts);
  switch (event.kind) {
    case "object":
      return objectHeadline(event, facts);
    case "call":
      return (
        callHeadline(event.trigger, event.type, facts) ?? {
          title: words(event.trigger ?? "call event"),
          detail: null,
        }
      );
    case "notification":
      return notificationHeadline(event.type, facts);
    case "message":
      return messageHeadline(event, facts);
    case "unknown":
      return unknownHeadline(event, facts);
  }
}

/** The headline as one line of plain text, for titles and screen readers. */
export function headlineText({ title, detail }: Headline): string {
  return detail ? `${title}: ${detail}` : title;
}
