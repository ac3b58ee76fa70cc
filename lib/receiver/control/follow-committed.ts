import type { CommittedPlaces } from "@/lib/control/control";
import type { ConsoleClient } from "./console-client";

const againMs = 500;

/** A line that can't be read tells nothing. */
function parsePlaces(line: string): CommittedPlaces {
  try {
    const places: unknown = JSON.parse(line);
    if (typeof places !== "object" || places === null) return {};
    return Object.fromEntries(Object.entries(places).map(([name, end]) => [name, Number(end)]));
  } catch {
    return {};
  }
}

/** Hears from the console what the database has, however often the console is replaced. */
export function followCommitted(
  client: ConsoleClient,
  onPlaces: (places: CommittedPlaces) => void,
): { stop(): void } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let following: { stop(): void };

  function follow(): void {
    following = client.follow(
      "/committed",
      (line) => onPlaces(parsePlaces(line)),
      () => {
        if (stopped) return;
        timer = setTimeout(follow, againMs);
        timer.unref();
      },
    );
  }
  follow();

  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      following.stop();
    },
  };
}
