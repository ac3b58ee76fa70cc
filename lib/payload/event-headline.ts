import { factsOf, type Headline, type Told } from "./payload-entry";
import { entryOf } from "./payload-table";

/** What happened, in words, from what the list knows of an event. Never throws, never guesses. */
export function eventHeadline(event: Told): Headline {
  return entryOf(event).headline(factsOf(event.facts), event);
}

/** The headline as one line of plain text, for titles and screen readers. */
export function headlineText({ title, detail }: Headline): string {
  return detail ? `${title}: ${detail}` : title;
}
