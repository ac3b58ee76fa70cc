import type { Attempt } from "@/lib/domain/attempt";
import type { KazooAttempt } from "@/lib/kazoo/kazoo";

/** One of Kazoo's attempts, with the stored event that it or its firing brought. */
export function toAttempt(
  attempt: KazooAttempt,
  tryNumber: number | null,
  eventId: string | null,
): Attempt {
  const { trigger: _trigger, request, ...told } = attempt;
  const { bytes: _bytes, ...sent } = request;
  return { ...told, request: sent, tryNumber, eventId };
}
