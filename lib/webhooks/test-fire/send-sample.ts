import type { TestHop } from "@/lib/domain/test-hop";
import { httpVerbs, type Webhook } from "@/lib/domain/webhook";
import { encodeSample } from "@/lib/payload/encode-sample";
import { samplePayload } from "@/lib/payload/sample-payload";
import { awaitEvent } from "./await-event";
import type { Stopwatch } from "./stopwatch";
import type { TestContext } from "./test-context";

type Detail = NonNullable<Webhook["detail"]>;

const notFromKazoo = "This is a sample that Hookline sent, not an event of Kazoo's.";

/** Sends the URL a sample of what the webhook fires on, marked as not from Kazoo. */
export async function* sendSample(
  context: TestContext,
  webhook: Webhook,
  detail: Detail,
  watch: Stopwatch,
): AsyncGenerator<TestHop> {
  const { trigger, id, receivesHere } = webhook;
  const sample = samplePayload({ trigger, ...detail }) ?? { trigger };
  const mark = `hookline-${watch.startedAt}`;
  const payload = { ...sample, hookline_test: mark };
  const httpVerb = httpVerbs.find((verb) => verb === detail.httpVerb) ?? "post";
  const format = detail.format === "json" ? "json" : "form-data";
  const { line, contentType, body } = encodeSample(webhook.url, payload, { httpVerb, format });
  const method = ({ get: "GET", post: "POST", put: "PUT" } as const)[httpVerb];
  const answer = await context.askTarget({
    url: line.slice(line.indexOf(" ") + 1),
    method,
    headers: {
      "x-hook-id": id,
      "x-account-id": context.scope.accountId,
      "x-hookline-probe": "1",
      ...(contentType !== null && { "content-type": contentType }),
    },
    ...(body !== null && { body }),
    isOwn: receivesHere,
    signal: context.signal,
  });
  const isTaken = answer.status === 200;
  const said = answer.problem ?? `Its URL answered ${answer.status} in ${answer.tookMs} ms.`;
  yield watch.hop(
    "sent",
    isTaken,
    isTaken ? `${said} ${notFromKazoo}` : `${said} Kazoo takes only 200.`,
  );
  if (!isTaken || !receivesHere) return;
  const since = watch.startedAt;
  const event = await awaitEvent(context, id, ({ receivedAt }) => receivedAt >= since);
  if (event) {
    yield watch.hopAt("received", event.receivedAt, event.id);
    yield watch.hop("stored", true, null, event.id);
  } else if (!context.signal.aborted) {
    yield watch.hop(
      "stored",
      false,
      "It was answered 200 and is not in the list yet. Look at the notices about storing.",
    );
  }
}
