"use client";

import { type KeyboardEvent, useState } from "react";
import { type HotkeyId, hotkeyTable, keysOf } from "@/components/ui/behaviour/hotkey-table";
import type { Account } from "@/lib/domain/account";
import type { MatrixColumn } from "./matrix-columns";
import type { CellSelection } from "./use-cell-selection";

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Keys of the cells: arrows go to the next, with Shift they choose on the way; Space or x chooses
 * one, Ctrl A all that are shown, Escape none. One cell is reached by Tab: the last that was used.
 */
export function useMatrixKeys(
  accounts: readonly Account[],
  columns: readonly MatrixColumn[],
  selection: CellSelection,
) {
  const [last, setLast] = useState<string | null>(null);
  const first = accounts[0] && columns[0] && selection.keyOf(accounts[0].id, columns[0].key);
  const isShown = accounts.some(({ id }) => last?.startsWith(`${id} `));

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { target, currentTarget, shiftKey } = event;
    const cell = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-cell]") : null;
    const key = cell?.dataset.cell;
    if (key === undefined) return;
    const pressed = keysOf(event);
    const is = (id: HotkeyId) => hotkeyTable[id].keys === pressed;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (is("select-all")) {
      selection.setAll(true);
      return done();
    }
    if (is("select-none") && selection.keys.size > 0) {
      selection.setAll(false);
      return done();
    }
    if (is("select-row") || pressed === " ") {
      selection.toggle(key, shiftKey);
      return done();
    }
    const step = steps[pressed ?? ""];
    if (!step) return;
    done();
    const [id = "", ...column] = key.split(" ");
    const nextRow = accounts[accounts.findIndex((account) => account.id === id) + step[0]];
    const at = columns.findIndex((each) => each.key === column.join(" ")) + step[1];
    const nextColumn = columns[at];
    if (!nextRow || !nextColumn) return;
    const next = selection.keyOf(nextRow.id, nextColumn.key);
    if (shiftKey) {
      if (!selection.keys.has(key)) selection.toggle(key);
      selection.toggle(next, true);
    }
    setLast(next);
    currentTarget.querySelector<HTMLElement>(`[data-cell="${CSS.escape(next)}"]`)?.focus();
  }

  return { entry: isShown ? last : (first ?? null), onKeyDown };
}
