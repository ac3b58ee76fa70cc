import type { Faults } from "../faults/faults";
import { type JsonObject, numberAt, objectAt, stringAt, withoutKeys } from "../json/json";
import { prettyJson } from "../json/print-json";
import type { World } from "../state/world";
import { type AttemptContext, logAnswer, logClientError } from "./attempt-log";
import type { DeliveryLog } from "./delivery-log";
import type { Disabler } from "./disabler";
import { encodeForm, flattenIoList } from "./encode-form";
import type { HttpClient, Message } from "./http-client";
import type { LoadedWebhook } from "./loaded-webhooks";

const RETRY_AFTER_MS = 2000;

export interface FiringParts {
  world: World;
  client: HttpClient;
  disabler: Disabler;
  deliveries: DeliveryLog;
  faults: Faults;
  signal: AbortSignal;
}

/** Overlays custom_data on the event and adds the cluster id (docs/kazoo.md#custom-data). */
function buildPayload(world: World, event: JsonObject, webhook: JsonObject): JsonObject {
  const customData = objectAt(webhook, "custom_data") ?? {};
  // 4.3 overlays type and action too.
  const overlay =
    world.settings.kazoo === "master" ? withoutKeys(customData, ["type", "action"]) : customData;
  // Overridden keys keep their place; new ones follow in reverse order.
  const reversed = Object.fromEntries(Object.entries(overlay).reverse());
  return { ...event, ...reversed, cluster_id: world.clusterId };
}

interface Encoded extends Pick<Message, "uri" | "method" | "body" | "contentType"> {
  /** The body as the attempts log shows it. */
  loggedBody: AttemptContext["requestBody"];
}

/**
 * One webhook hears of one event: encode, send, retry transport errors
 * (docs/kazoo.md#answers-and-retries).
 */
export async function fireWebhook(
  parts: FiringParts,
  webhook: LoadedWebhook,
  event: JsonObject,
  eventId: () => string,
): Promise<void> {
  const { world, client, disabler, deliveries, faults, signal } = parts;
  const defaultVerb = is43(world) ? "get" : "post";
  const payload = buildPayload(world, event, webhook.fields);
  const encoded = encode(webhook.fields, payload, defaultVerb);
  // Where a stored document says nothing, the two versions differ.
  const retries = numberAt(webhook.fields, "retries") ?? (is43(world) ? 3 : 2);
  const tries = Math.min(Math.max(retries, 1), 5);
  for (let left = tries; left >= 1 && !signal.aborted; left -= 1) {
    const startedAt = Date.now();
    const id = eventId();
    const context: AttemptContext = {
      webhook,
      eventId: id,
      method: encoded.method,
      contentType: encoded.contentType,
      requestBody: encoded.loggedBody,
      triesLeft: left,
    };
    const slow = faults.take("slow-delivery");
    if (slow) await faults.wait(slow, signal);
    const message = { ...encoded, hookId: webhook.id, hookAccountId: webhook.accountId };
    const result = await client.send(message, signal);
    if (signal.aborted) return;
    const isSuccess =
      result.kind === "answer" && isSuccessStatus(world, encoded.method, result.answer.status);
    deliveries.add({ webhook, eventId: id, encoded, result, isSuccess, left, tries, startedAt });
    if (!isSuccess) disabler.noteFailure(webhook.id);
    if (result.kind === "answer") {
      // A bad status is never retried.
      logAnswer(world, context, result.answer, isSuccess);
      return;
    }
    logClientError(world, context, result.clientError);
    if (left > 1) await world.clock.sleep(RETRY_AFTER_MS, signal);
  }
}

const is43 = (world: World) => world.settings.kazoo === "4.3";

function isSuccessStatus(world: World, method: string, status: number): boolean {
  return (
    status === 200 || (status === 201 && method === "PUT" && world.settings.kazoo === "master")
  );
}

function encode(webhook: JsonObject, payload: JsonObject, defaultVerb: string): Encoded {
  const uri = stringAt(webhook, "uri") ?? "";
  const verb = stringAt(webhook, "http_verb") ?? defaultVerb;
  if (verb === "get") {
    // Always a literal `?`, even behind one that is already there.
    const query = flattenIoList(encodeForm(payload));
    return { uri: `${uri}?${query}`, method: "GET", body: "", loggedBody: "" };
  }
  const method = verb.toUpperCase();
  if (webhook.format === "json") {
    const body = prettyJson(payload);
    return { uri, method, body, contentType: "application/json", loggedBody: body };
  }
  const list = encodeForm(payload);
  const contentType = "application/x-www-form-urlencoded";
  return { uri, method, body: flattenIoList(list), contentType, loggedBody: list };
}
