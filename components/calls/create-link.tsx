import { Plus } from "lucide-react";
import { pagePath } from "@/lib/format/page-path";
import { triggerName } from "@/lib/format/trigger-words";
import { ButtonLink } from "../ui/controls/button-link";

interface CreateLinkProps {
  readonly accountId: string;
  readonly trigger: string;
}

/** Leads to the form of a new webhook for this trigger. */
export function CreateLink({ accountId, trigger }: CreateLinkProps) {
  return (
    <ButtonLink href={pagePath(accountId, "webhooks", { webhook: "new", preset: trigger })}>
      <Plus aria-hidden />
      Create a webhook for “{triggerName(trigger)}”
    </ButtonLink>
  );
}
