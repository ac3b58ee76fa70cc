import { stringAt } from "../json/json";
import type { Delivery } from "../state/documents";
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

export function createDeliveryLog(): DeliveryLog {
  let deliveries: Delivery[] = [];
  let sequence = 0;
  return {
    add({ webhook, eventId, encoded, result, isSuccess, left, tries, startedAt }) {
      sequence += 1;
      deliveries.push({
        sequence,
        at: new Date(startedAt).toISOString(),
        eventId,
        hookId: webhook.id,
        hookAccountId: webhook.accountId,
        trigger: stringAt(webhook.fields, "hook") ?? "",
        method: encoded.method,
        url: encoded.uri,
        body: encoded.body,
        outcome: isSuccess ? "success" : result.kind === "answer" ? "failure" : "not sent",
        statusCode: result.kind === "answer" ? result.answer.status : undefined,
        error: result.kind === "error" ? result.detail : undefined,
        try: tries - left + 1,
        durationMs: Date.now() - startedAt,
      });
      if (deliveries.length > KEPT_DELIVERIES) deliveries = deliveries.slice(-KEPT_DELIVERIES);
    },
    list: () => [...deliveries],
    clear: () => {
      deliveries = [];
    },
  };
}
