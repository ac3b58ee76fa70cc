import type { IncomingMessage, ServerResponse } from "node:http";
import { createGate } from "./gate";

export interface PlaceLimits {
  /** With the console, and no answer yet. */
  readonly unanswered: number;
  /** Of these, with bodies that are still coming. */
  readonly uploads: number;
  readonly waiting: number;
  readonly waitMs: number;
}

/** The console's places for requests that it hasn't begun to answer. */
export interface ConsolePlaces {
  /** Resolves with what gives the place back, or null when there is none or the client has gone. */
  enter(
    request: IncomingMessage,
    response: ServerResponse,
    isWhole: boolean,
  ): Promise<(() => void) | null>;
}

const nothing = (): void => {};

export function createConsolePlaces(limits: PlaceLimits): ConsolePlaces {
  const all = createGate({ ...limits, inside: limits.unanswered });
  const uploads = createGate({ ...limits, inside: limits.uploads });
  return {
    async enter(request, response, isWhole) {
      const leaveUploads = isWhole ? nothing : await uploads.enter(response);
      if (!leaveUploads) return null;
      const leaveAll = await all.enter(response);
      if (!leaveAll || response.destroyed) {
        leaveAll?.();
        leaveUploads();
        return null;
      }
      request.once("end", leaveUploads);
      return () => {
        leaveAll();
        leaveUploads();
      };
    },
  };
}
