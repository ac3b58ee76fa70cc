"use client";

import { useEffect, useEffectEvent } from "react";

interface NavigateEvent extends Event {
  readonly navigationType: "push" | "reload" | "replace" | "traverse";
  readonly destination: { readonly index: number };
}

type Listen = (type: "navigate", listener: (event: NavigateEvent) => void) => void;

declare global {
  interface Window {
    /** The Navigation API, as far as it is used; TypeScript's DOM library lacks it. */
    readonly navigation?: {
      readonly currentEntry: NavigationHistoryEntry | null;
      readonly addEventListener: Listen;
      readonly removeEventListener: Listen;
    };
  }
}

/**
 * While `dirty`, nothing leaves the page without asking. The browser itself asks before a reload
 * or another site. Back and Forward within the app are stopped before the router hears of them,
 * and `onLeave` is called with what goes on there; nothing is written into the history. A browser
 * lets a second one through if nobody touched the page in between, so that no page is a trap.
 */
export function useLeaveGuard(dirty: boolean, onLeave: (goOn: () => void) => void): void {
  const ask = useEffectEvent(onLeave);
  useEffect(() => {
    if (!dirty) return;
    const { navigation } = window;
    let leaving = false;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== "traverse") return;
      const here = navigation?.currentEntry?.index;
      if (leaving || !event.cancelable || here === undefined) {
        leaving = false;
        return;
      }
      event.preventDefault();
      const steps = event.destination.index - here;
      ask(() => {
        leaving = true;
        window.history.go(steps);
      });
    };
    window.addEventListener("beforeunload", onUnload);
    navigation?.addEventListener("navigate", onNavigate);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      navigation?.removeEventListener("navigate", onNavigate);
    };
  }, [dirty]);
}
