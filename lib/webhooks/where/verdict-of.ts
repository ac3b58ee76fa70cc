import type { WhereCheck } from "@/lib/domain/where";

const nothingWrong =
  "Everything on the way is in order, and Kazoo logs no failure. Then it did not happen in that time, or Kazoo did not fire it: a test shows whether it does.";

/**
 * The first thing that is wrong. Where the event is here, that is the answer, whatever else is wrong
 * by now; that nothing arrived is what every other reason leads to.
 */
export function verdictOf(checks: readonly WhereCheck[]): WhereCheck {
  const of = (step: WhereCheck["check"]) => checks.find(({ check }) => check === step);
  const stored = of("stored");
  const wrong = checks.filter(({ state }) => state === "look");
  const here =
    stored?.state === "fine"
      ? (wrong.find(({ check }) => check === "page") ?? stored)
      : wrong.find(({ check }) => check === "quarantine");
  if (here) return { ...here, check: "verdict" };
  const [first] = wrong;
  if (first && first !== stored) return { ...first, check: "verdict" };
  const untold = checks.find(({ state }) => state === "unknown");
  const isElsewhere = stored?.remedy === "also-here";
  if (isElsewhere && stored) return { ...stored, check: "verdict" };
  if (untold) {
    const sentence = `Nothing wrong was found, but not everything could be told. ${untold.sentence}`;
    return { ...untold, check: "verdict", sentence, remedy: untold.remedy ?? "look-again" };
  }
  const unfound = { at: null, eventId: null, remedy: "test" } as const;
  return { check: "verdict", state: "look", sentence: nothingWrong, ...unfound };
}
