"use client";

import { Button } from "@/components/ui/controls/button";
import { ButtonLink } from "@/components/ui/controls/button-link";
import type { WhereCheck, WhereRemedy, WhereSpan } from "@/lib/domain/where";
import { whereSlackMs } from "@/lib/domain/where";
import { type PagePath, pagePath } from "@/lib/format/page-path";

export type Mending = "re-enable" | "edit" | "test";

const verbs: Readonly<Record<Mending, string>> = {
  "re-enable": "Switch it on",
  edit: "Edit the webhook",
  test: "Test the webhook",
};

interface RemedyButtonProps {
  readonly accountId: string;
  readonly webhookId: string;
  readonly span: WhereSpan;
  readonly verdict: WhereCheck;
  readonly onMend: (mending: Mending) => void;
  readonly onLookAgain: () => void;
}

function isMending(remedy: WhereRemedy | null): remedy is Mending {
  return remedy !== null && remedy in verbs;
}

type Leads = readonly [words: string, path: PagePath] | null;

function whereItLeads({ accountId, webhookId, span, verdict }: RemedyButtonProps): Leads {
  const { remedy, eventId } = verdict;
  const range = { from: String(span.from), to: String(span.to + whereSlackMs) };
  const event: Record<string, string> = eventId === null ? {} : { event: eventId };
  switch (remedy) {
    case "all-webhooks":
      return ["All webhooks", pagePath(accountId, "webhooks")];
    case "attempts":
      return [
        "See the attempts",
        pagePath(accountId, "deliveries", { view: "attempts", webhookId, ...range }),
      ];
    case "recover":
      return ["Look and recover", pagePath(accountId, "deliveries", { webhookId, ...range })];
    case "also-here":
      return [
        "Also receive here",
        pagePath(accountId, "webhooks", { webhook: "new", copy: webhookId, here: "true" }),
      ];
    case "quarantine":
      return ["Open it", pagePath(accountId, "events", { quarantined: "true", ...event })];
    case "open-event":
      return ["Open the event", pagePath(accountId, "events", event)];
    default:
      return null;
  }
}

/** What mends the first thing that is wrong, or leads there. */
export function RemedyButton(props: RemedyButtonProps) {
  const { remedy } = props.verdict;
  if (isMending(remedy)) {
    return (
      <Button look="primary" onClick={() => props.onMend(remedy)}>
        {verbs[remedy]}
      </Button>
    );
  }
  const leads = whereItLeads(props);
  if (!leads) {
    return (
      <Button look="primary" onClick={props.onLookAgain}>
        Look again
      </Button>
    );
  }
  const [words, href] = leads;
  return (
    <ButtonLink look="primary" href={href}>
      {words}
    </ButtonLink>
  );
}
