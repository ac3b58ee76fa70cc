import type { AccountRow, AccountWebhook } from "@/lib/domain/account-webhooks";
import { type HealthState, healthStates } from "@/lib/domain/webhook-health";
import { objectName } from "@/lib/format/object-name";
import { triggerName } from "@/lib/format/trigger-words";

/** A trigger that some account has a webhook on; of the trigger for objects one column a kind. */
export interface MatrixColumn {
  readonly key: string;
  readonly trigger: string;
  readonly objectType: string | null;
  readonly name: string;
}

const keyOf = ({ trigger, objectType }: Pick<AccountWebhook, "trigger" | "objectType">) =>
  objectType === null ? trigger : `${trigger}:${objectType}`;

/** The triggers in use, by name. */
export function matrixColumns(
  rows: Iterable<AccountRow>,
  triggerNames: ReadonlyMap<string, string>,
): readonly MatrixColumn[] {
  const columns = new Map<string, MatrixColumn>();
  for (const { webhooks } of rows) {
    for (const { trigger, objectType } of webhooks) {
      const key = keyOf({ trigger, objectType });
      if (columns.has(key)) continue;
      const own = triggerName(trigger, triggerNames.get(trigger));
      const name = objectType === null ? own : `${own}: ${objectName(objectType).toLowerCase()}`;
      columns.set(key, { key, trigger, objectType, name });
    }
  }
  return [...columns.values()].sort((a, b) => a.name.localeCompare(b.name));
}

export function webhooksIn(row: AccountRow | undefined, column: MatrixColumn) {
  return (row?.webhooks ?? []).filter((webhook) => keyOf(webhook) === column.key);
}

export function worstOf(webhooks: readonly AccountWebhook[]): HealthState | null {
  return healthStates.find((state) => webhooks.some((webhook) => webhook.state === state)) ?? null;
}
