const claimMs = 150;
const beatEveryMs = 2_000;
/** The leader is taken to be gone after this long without a beat. */
const silenceMs = 6_000;

export type LeadWord = "claim" | "beat" | "resign";

interface TabLeadOptions {
  /** Of this tab. Of two tabs that lead or claim at once, the one with the lower id goes on. */
  readonly id: string;
  /** Says a word to the other tabs. */
  readonly say: (word: LeadWord) => void;
  readonly onLead: () => void;
  readonly onYield: () => void;
}

/**
 * Finds one leader among the tabs of a browser by words that they exchange. Not by Web Locks:
 * browsers give these to secure pages only, and over plain http the tabs share six connections.
 */
export function createTabLead({ id, say, onLead, onYield }: TabLeadOptions) {
  let role: "none" | "waiting" | "claiming" | "leading" = "none";
  let timer: ReturnType<typeof setTimeout> | undefined;

  function become(next: typeof role, ms?: number, then?: () => void): void {
    clearTimeout(timer);
    const led = role === "leading";
    role = next;
    if (ms !== undefined && then) timer = setTimeout(then, ms);
    if (led && next !== "leading") onYield();
  }

  function claim(): void {
    become("claiming", claimMs, lead);
    say("claim");
  }

  function lead(): void {
    const led = role === "leading";
    become("leading", beatEveryMs, lead);
    if (!led) onLead();
    say("beat");
  }

  return {
    leads: () => role === "leading",
    /** From now on this tab leads if no other does. */
    stand(): void {
      if (role === "none") claim();
    },
    /** This tab doesn't lead any more; another may at once. */
    withdraw(): void {
      const led = role === "leading";
      become("none");
      if (led) say("resign");
    },
    hear(word: LeadWord, from: string): void {
      if (role === "none") return;
      if (word === "resign") {
        if (role === "waiting") claim();
      } else if (word === "claim") {
        if (role === "leading") say("beat");
        else if (role === "claiming" && from < id) become("waiting", silenceMs, claim);
        else if (role === "claiming") say("claim");
      } else if (role === "leading" && id < from) {
        say("beat");
      } else {
        become("waiting", silenceMs, claim);
      }
    },
  };
}
