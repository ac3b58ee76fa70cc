import type { ExternalToast } from "sonner";

type Show = (words: string, options?: ExternalToast) => void;

/** Messages wait here until the part that shows them is on the page. */
function createToasts() {
  let show: Show | null = null;
  let waiting: (() => void)[] = [];
  let wanted = false;
  const listeners = new Set<() => void>();
  return {
    isWanted: () => wanted,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Has the part loaded. */
    want(): void {
      wanted = true;
      for (const listener of listeners) listener();
    },
    showBy(shown: Show | null): void {
      show = shown;
      if (!shown) return;
      const due = waiting;
      waiting = [];
      for (const tell of due) tell();
    },
    add(words: string, options?: ExternalToast): void {
      if (show) show(words, options);
      else waiting.push(() => show?.(words, options));
      this.want();
    },
  };
}

export const toasts = createToasts();

/** Says something short at the page's edge. */
export const toast: Show = (words, options) => toasts.add(words, options);
