import { stringAt } from "../json/json";
import type { Delivery } from "../state/documents";
import { RingBuffer } from "../state/ring-buffer";
import type { SendResult } from "./http-client";
import type { LoadedWebhook } from "./loaded-webhooks";

const KEPT_DELIVERIES = 2000;

export interface FinishedTry {
  webhook: LoadedWebhook;
  eventId: string;
  encoded: { uri: string; method: string; body: string };
  result: SendResult;
  isSuccess: boolean;
  left: number;
  tries: number;
  startedAt: number;
}

/** What was fired and what came back, for the control API; Kazoo has nothing like it. */
export interface DeliveryLog {
  add(finished: FinishedTry): void;
  list(): Delivery[];
  clear(): void;
}

/** Keeps the last 2,000 tries. */
export function createDeliveryLog(): DeliveryLog {
  // Described only when somebody looks: firing is too busy for it.
  const kept = new RingBuffer<FinishedTry & { sequence: number; finishedAt: number }>(
    KEPT_DELIVERIES,
  );
  let sequence = 0;
  return {
    add(finished) {
      sequence += 1;
      kept.push({ ...finished, sequence, finishedAt: Date.now() });
    },
    list: () => kept.toArray().map(describe),
    clear: () => kept.clear(),
  };
}

function describe(finished: FinishedTry & { sequence: number; finishedAt: number }): Delivery {
  const { webhook, encoded, result, isSuccess, startedAt } = finished;
  return {
    sequence: finished.sequence,
    at: new Date(startedAt).toISOString(),
    eventId: finished.eventId,
    hookId: webhook.id,
    hookAccountId: webhook.accountId,
    trigger: stringAt(webhook.fields, "hook") ?? "",
    method: encoded.method,
    url: encoded.uri,
    body: encoded.body,
    outcome: isSuccess ? "success" : result.kind === "answer" ? "failure" : "not sent",
    statusCode: result.kind === "answer" ? result.answer.status : undefined,
    error: result.kind === "error" ? result.detail : undefined,
    try: finished.tries - finished.left + 1,
    durationMs: finished.finishedAt - startedAt,
  };
}
