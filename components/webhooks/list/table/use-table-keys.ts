"use client";

import type { KeyboardEvent } from "react";
import type { Webhook } from "@/lib/domain/webhook";
import type { Selection } from "../selection/use-selection";

/**
 * Keys of the rows: up and down go to the same control of the next row, with Shift they select on
 * the way; x selects a row, Ctrl A all that are shown, Escape none.
 */
export function useTableKeys(webhooks: readonly Webhook[], selection: Selection) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const { key, shiftKey, target, currentTarget } = event;
    if (!(target instanceof HTMLElement)) return;
    const control = target.closest<HTMLElement>("[data-control]")?.dataset.control;
    const index = Number(target.closest<HTMLElement>("tr[data-index]")?.dataset.index);
    const here = webhooks[index];
    if (!control || !here) return;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "a") {
      selection.chooseAll(true);
      return done();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Escape" && selection.ids.size > 0) {
      selection.chooseAll(false);
      return done();
    }
    if (key === "x") {
      selection.choose(here.id, !selection.ids.has(here.id));
      return done();
    }
    if (key !== "ArrowDown" && key !== "ArrowUp") return;
    done();
    const next = webhooks[index + (key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    if (shiftKey) {
      selection.choose(here.id, true);
      selection.choose(next.id, true, true);
    }
    const row = currentTarget.querySelector(`tr[data-index="${webhooks.indexOf(next)}"]`);
    row?.querySelector<HTMLElement>(`[data-control="${control}"]`)?.focus();
  };
}
