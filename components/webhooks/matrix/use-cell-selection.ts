"use client";

import { useState } from "react";
import type { Account } from "@/lib/domain/account";
import type { MatrixColumn } from "./matrix-columns";

export interface CellSelection {
  readonly keyOf: (accountId: string, columnKey: string) => string;
  /** Only of what is shown: nothing out of sight is ever acted on. */
  readonly keys: ReadonlySet<string>;
  /** With `range`, all cells of the rectangle from the one before to this one. */
  readonly toggle: (key: string, range?: boolean) => void;
  readonly toggleColumn: (columnKey: string) => void;
  readonly setAll: (chosen: boolean) => void;
}

const keyOf = (accountId: string, columnKey: string) => `${accountId} ${columnKey}`;

/** Which of the shown cells are chosen. */
export function useCellSelection(
  accounts: readonly Account[],
  columns: readonly MatrixColumn[],
): CellSelection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const ids = accounts.map(({ id }) => id);
  const columnKeys = columns.map(({ key }) => key);
  const all = ids.flatMap((id) => columnKeys.map((column) => keyOf(id, column)));
  const placeOf = (key: string) => {
    const [id = "", ...column] = key.split(" ");
    return { row: ids.indexOf(id), column: columnKeys.indexOf(column.join(" ")) };
  };
  /** All cells of the rectangle that has these two as corners. */
  const between = (from: string, to: string) => {
    const [a, b] = [placeOf(from), placeOf(to)];
    const isIn = (value: number, one: number, other: number) =>
      value >= Math.min(one, other) && value <= Math.max(one, other);
    return all.filter((key) => {
      const { row, column } = placeOf(key);
      return isIn(row, a.row, b.row) && isIn(column, a.column, b.column);
    });
  };
  return {
    keyOf,
    keys: new Set(all.filter((key) => chosen.has(key))),
    toggle(key, range = false) {
      const next = new Set(chosen);
      if (range && last !== null) for (const each of between(last, key)) next.add(each);
      else if (!next.delete(key)) next.add(key);
      setChosen(next);
      setLast(key);
    },
    toggleColumn(columnKey) {
      const cells = ids.map((id) => keyOf(id, columnKey));
      const isWhole = cells.every((key) => chosen.has(key));
      const next = new Set(chosen);
      for (const key of cells) isWhole ? next.delete(key) : next.add(key);
      setChosen(next);
    },
    setAll(isChosen) {
      setChosen(new Set(isChosen ? all : []));
      setLast(null);
    },
  };
}
