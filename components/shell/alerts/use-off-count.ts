"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from "react";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import { pagePath } from "@/lib/format/page-path";
import { alertSetting } from "./alert-setting";
import { giveAlert, onToldElsewhere } from "./give-alert";
import { newlyOff } from "./newly-off";

const mark = /^\(\d+ off\) /;

/** Keeps the count before the page's title, whatever page sets it. */
function useTitleMark(count: number): void {
  useEffect(() => {
    const apply = () => {
      const bare = document.title.replace(mark, "");
      const wanted = count > 0 ? `(${count} off) ${bare}` : bare;
      if (document.title !== wanted) document.title = wanted;
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
}

/**
 * How many of the account's webhooks Kazoo switched off. Keeps the title to it, and gives the alert
 * that this browser is set to when one more is switched off.
 */
export function useOffCount(accountId: string): number {
  const router = useRouter();
  const setting = useSyncExternalStore(alertSetting.subscribe, alertSetting.read, () => "");
  const { data } = useQuery({
    ...webhooksQuery(accountId),
    // A tab in the background has to notice as well.
    refetchIntervalInBackground: setting !== "",
  });
  const queries = useQueryClient();
  // Tabs read the list each at its own time, and must not disagree until then.
  useEffect(
    () => onToldElsewhere(() => queries.invalidateQueries(webhooksQuery(accountId))),
    [queries, accountId],
  );
  const before = useRef<readonly Webhook[] | undefined>(undefined);
  const alert = useEffectEvent((webhooks: readonly Webhook[]) =>
    giveAlert(webhooks, () =>
      router.push(pagePath(accountId, "webhooks", { state: "auto-disabled" })),
    ),
  );
  useEffect(() => {
    if (!data) return;
    const newly = newlyOff(before.current, data.items);
    before.current = data.items;
    if (newly.length > 0) alert(newly);
  }, [data]);
  const count = data?.items.filter(({ state }) => state === "auto-disabled").length ?? 0;
  useTitleMark(count);
  return count;
}
