import { defined, type Json, type JsonObject, stringAt } from "../json/json";
import type { World } from "../state/world";
import type { HttpAnswer } from "./http-answer";
import type { LoadedWebhook } from "./loaded-webhooks";

export interface AttemptContext {
  webhook: LoadedWebhook;
  eventId: string;
  method: string;
  contentType?: string;
  requestBody: Json;
  /** Counts DOWN from `retries`. */
  triesLeft: number;
  /** Gregorian seconds; absent: now. */
  timestamp?: number;
}

const triesAfter = (left: number): Json => (left <= 1 ? "retries exceeded" : left - 1);

/** Writes the attempts log with its quirks (docs/kazoo.md#attempts). */
export function logAnswer(
  world: World,
  context: AttemptContext,
  answer: HttpAnswer,
  isSuccess: boolean,
): void {
  if (isSuccess && !world.settings.logSuccessfulAttempts) return;
  // The log knows 200 only: a logged 201 of a PUT says failure.
  const saysSuccess = isSuccess && answer.status === 200;
  append(world, context, {
    resp_status_code: String(answer.status),
    // Names and values are lower-cased.
    resp_headers: Object.fromEntries(answer.headers.map(([k, v]) => [k, v.toLowerCase()])),
    resp_body: answer.body,
    try: saysSuccess ? undefined : context.triesLeft,
    retries_left: saysSuccess ? undefined : triesAfter(context.triesLeft),
    result: saysSuccess ? "success" : "failure",
    reason: saysSuccess ? undefined : "bad response code",
  });
}

export function logClientError(world: World, context: AttemptContext, clientError: string): void {
  const { triesLeft } = context;
  append(world, context, {
    result: "failure",
    reason: "kazoo http client error",
    retries: triesLeft,
    retries_left: triesLeft <= 1 ? "retries exceeded" : triesLeft,
    client_error: clientError,
  });
}

function append(
  world: World,
  context: AttemptContext,
  outcome: Record<string, Json | undefined>,
): void {
  const { webhook } = context;
  const hook = stringAt(webhook.fields, "hook") ?? "";
  const timestamp = context.timestamp ?? world.gregorianNow();
  const fields: JsonObject = defined({
    ...outcome,
    hook_id: webhook.id,
    hook_event: hook.startsWith("channel_") ? hook.toUpperCase() : hook,
    event_id: context.eventId,
    uri: webhook.fields.uri,
    method: context.method.toLowerCase(),
    req_headers: defined({
      "content-type": context.contentType,
      "x-hook-id": webhook.id.toLowerCase(),
      "x-account-id": webhook.accountId,
    }),
    req_body: context.requestBody,
    timestamp,
  });
  world.attempts.push({
    accountId: webhook.accountId,
    hookId: webhook.id,
    timestamp,
    fields,
  });
}
