"use client";

import { serverClock } from "@/lib/api-client/request/server-clock";
import type { SwitchedOff } from "@/lib/domain/switched-off";
import { pagePath } from "@/lib/format/page-path";
import { Button } from "../ui/controls/button";
import { ButtonLink } from "../ui/controls/button-link";
import { Notice } from "../ui/notices/notice";
import { switchedOffNames, switchedOffTitle } from "./switched-off-words";
import { useDismissSwitchedOff } from "./use-dismiss-switched-off";

interface SwitchedOffNoticeProps {
  readonly accountId: string;
  readonly switchedOff: readonly SwitchedOff[];
}

/** Which webhooks Kazoo switched off since somebody last looked, until they are on or it is dismissed. */
export function SwitchedOffNotice({ accountId, switchedOff }: SwitchedOffNoticeProps) {
  const { mutate, isPending } = useDismissSwitchedOff(accountId);
  const names = switchedOffNames(switchedOff);
  const buttonLooks = "max-md:h-10 max-md:flex-1";
  return (
    <Notice
      tone="failing"
      role="status"
      title={switchedOffTitle(switchedOff, serverClock.now())}
      action={
        <div className="flex gap-2">
          <ButtonLink
            size="sm"
            className={buttonLooks}
            href={pagePath(accountId, "webhooks", { state: "auto-disabled" })}
          >
            Show
          </ButtonLink>
          <Button
            size="sm"
            className={buttonLooks}
            busy={isPending}
            onClick={() => mutate(switchedOff)}
          >
            Dismiss
          </Button>
        </div>
      }
    >
      {names && <p className="break-words">{names}.</p>}
      <p>
        Events since then may be missing: nothing is delivered until{" "}
        {switchedOff.length === 1 ? "it is" : "they are"} re-enabled, and Kazoo does not send later
        what was missed.
      </p>
    </Notice>
  );
}
