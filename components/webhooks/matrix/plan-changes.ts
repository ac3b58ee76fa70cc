import type { Account } from "@/lib/domain/account";
import type { AccountChange } from "@/lib/domain/account-changes";
import type { AccountRow, AccountWebhook } from "@/lib/domain/account-webhooks";
import type { Trigger } from "@/lib/domain/trigger";
import { triggerWords } from "@/lib/format/trigger-words";
import { type MatrixColumn, webhooksIn } from "./matrix-columns";

/** A change with the words by which a person knows it. */
export interface PlannedChange {
  readonly id: string;
  readonly name: string;
  readonly change: AccountChange;
}

export interface Cell {
  readonly account: Account;
  readonly row: AccountRow | undefined;
  readonly column: MatrixColumn;
}

function reEnableOf(account: Account, { id, name }: AccountWebhook): PlannedChange {
  const change = { do: "re-enable", accountId: account.id, webhookId: id } as const;
  return { id: `${account.id} ${id}`, name: `${account.name}: ${name}`, change };
}

/** All that Kazoo switched off in these accounts. */
export function reEnableFailing(
  accounts: readonly Account[],
  rows: ReadonlyMap<string, AccountRow>,
): readonly PlannedChange[] {
  return accounts.flatMap((account) =>
    (rows.get(account.id)?.webhooks ?? [])
      .filter(({ state }) => state === "auto-disabled")
      .map((webhook) => reEnableOf(account, webhook)),
  );
}

/** What is off in the chosen cells, by Kazoo or by somebody. */
export function reEnableCells(cells: readonly Cell[]): readonly PlannedChange[] {
  return cells.flatMap(({ account, row, column }) =>
    webhooksIn(row, column)
      .filter(({ state }) => state === "auto-disabled" || state === "off")
      .map((webhook) => reEnableOf(account, webhook)),
  );
}

/** What a new webhook of a column fires on; null where more has to be chosen than a cell tells. */
function modifiersOf(
  { trigger, objectType }: MatrixColumn,
  action: string,
  triggers: readonly Trigger[],
): Readonly<Record<string, string>> | null {
  if (objectType !== null) return { type: objectType, action };
  const known = triggers.find(({ id }) => id === trigger);
  return known && known.modifiers.length === 0 ? {} : null;
}

/** A webhook that posts here for each chosen cell; on objects it fires on this action. */
export function receiveHere(
  cells: readonly Cell[],
  action: string,
  triggers: readonly Trigger[],
): readonly PlannedChange[] {
  return cells.flatMap(({ account, column: { key, ...column } }) => {
    const { trigger } = column;
    const modifiers = modifiersOf({ key, ...column }, action, triggers);
    if (modifiers === null) return [];
    const own = triggers.find(({ id }) => id === trigger)?.name;
    const name = triggerWords({ trigger, modifiers }, own);
    const change = { do: "create", accountId: account.id, name, trigger, modifiers } as const;
    return [{ id: `${account.id} ${key}`, name: `${account.name}: ${name}`, change }];
  });
}
