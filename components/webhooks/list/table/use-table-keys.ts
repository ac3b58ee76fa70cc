"use client";

import type { KeyboardEvent } from "react";
import { type HotkeyId, hotkeyTable, keysOf } from "@/components/ui/behaviour/hotkey-table";
import type { Webhook } from "@/lib/domain/webhook";
import type { Selection } from "../selection/use-selection";

/**
 * Keys of the rows: up and down go to the same control of the next row, with Shift they select on
 * the way; x selects a row, Ctrl A all that are shown, Escape none.
 */
export function useTableKeys(webhooks: readonly Webhook[], selection: Selection) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const { shiftKey, target, currentTarget } = event;
    const pressed = keysOf(event);
    const is = (id: HotkeyId) => hotkeyTable[id].keys === pressed;
    if (!(target instanceof HTMLElement)) return;
    const control = target.closest<HTMLElement>("[data-control]")?.dataset.control;
    const index = Number(target.closest<HTMLElement>("tr[data-index]")?.dataset.index);
    const here = webhooks[index];
    if (!control || !here) return;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (is("select-all")) {
      selection.chooseAll(true);
      return done();
    }
    if (is("select-none") && selection.ids.size > 0) {
      selection.chooseAll(false);
      return done();
    }
    if (is("select-row")) {
      selection.choose(here.id, !selection.ids.has(here.id));
      return done();
    }
    if (!is("next-row") && !is("previous-row")) return;
    done();
    const next = webhooks[index + (is("next-row") ? 1 : -1)];
    if (!next) return;
    if (shiftKey) {
      selection.choose(here.id, true);
      selection.choose(next.id, true, true);
    }
    const row = currentTarget.querySelector(`tr[data-index="${webhooks.indexOf(next)}"]`);
    row?.querySelector<HTMLElement>(`[data-control="${control}"]`)?.focus();
  };
}
