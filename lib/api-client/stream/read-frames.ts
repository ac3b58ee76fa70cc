import * as z from "zod/mini";
import { type EventSummary, eventSummarySchema } from "@/lib/domain/event";
import { toApiError } from "../request/api-error";
import { endsSession, sessionGate } from "../session/session-gate";
import { probeSession } from "../session/session-queries";
import type { StreamFrame } from "./tab-message";

interface FrameReader {
  onEvents(events: readonly EventSummary[]): void;
  /**
   * What is listed up to this sequence has changed without being told one by one: it was too much,
   * or events left quarantine. Events after it are told as ever.
   */
  onRefetch(sequence: number): void;
  /** A frame that every version of Hookline sends, in a shape that this page doesn't know. */
  onUnreadable(): void;
}

const refetchSchema = z.object({ sequence: z.int() });

/** Null when the frame is not what this page understands. */
function parseData<S extends z.ZodMiniType>(schema: S, data: string): z.output<S> | null {
  try {
    return schema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

/** A stream lives as long as the session it was opened with; that one may have been renewed since. */
async function confirmSessionOver(): Promise<void> {
  try {
    await probeSession();
  } catch (cause) {
    if (endsSession(toApiError(cause).code)) sessionGate.shut();
  }
}

/** Reads frames in order and tells what they say. */
export function readFrames(frames: readonly StreamFrame[], reader: FrameReader): void {
  let events: EventSummary[] = [];
  const flush = (): void => {
    if (events.length > 0) reader.onEvents(events);
    events = [];
  };
  for (const { event, data } of frames) {
    if (event === "session-over") void confirmSessionOver();
    if (event === "received") {
      const summary = parseData(eventSummarySchema, data);
      if (summary) events.push(summary);
      else reader.onUnreadable();
    }
    if (event === "refetch") {
      flush();
      const refetch = parseData(refetchSchema, data);
      if (refetch) reader.onRefetch(refetch.sequence);
      else reader.onUnreadable();
    }
  }
  flush();
}
