"use client";

import { useState } from "react";
import { idsBetween } from "./ids-between";

export interface Selection {
  /** Only of what is shown: nothing out of sight is ever acted on. */
  readonly ids: ReadonlySet<string>;
  /** With `range`, everything from the one chosen before up to this one. */
  readonly choose: (id: string, chosen: boolean, range?: boolean) => void;
  readonly chooseAll: (chosen: boolean) => void;
}

/** Which of the shown rows are chosen. */
export function useSelection(shown: readonly { readonly id: string }[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const ids = shown.map(({ id }) => id);
  return {
    ids: new Set(ids.filter((id) => chosen.has(id))),
    choose(id, isChosen, range = false) {
      const touched = range && last !== null ? idsBetween(ids, last, id) : [id];
      setChosen((before) => {
        const next = new Set(before);
        for (const each of touched) isChosen ? next.add(each) : next.delete(each);
        return next;
      });
      setLast(id);
    },
    chooseAll(isChosen) {
      setChosen(new Set(isChosen ? ids : []));
      setLast(null);
    },
  };
}
