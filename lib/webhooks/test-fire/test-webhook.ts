import { HooklineError } from "@/lib/domain/hookline-error";
import type { TestHop } from "@/lib/domain/test-hop";
import type { Webhook } from "@/lib/domain/webhook";
import { getWebhook } from "../get-webhook";
import { fireUser } from "./fire-user";
import { sendSample } from "./send-sample";
import { startStopwatch } from "./stopwatch";
import type { TestContext } from "./test-context";

/** Whether a throw-away user makes it fire, and by what; null: it doesn't. */
function userTestOf({ id, trigger, detail }: Webhook) {
  if (trigger === "all") return { webhookId: id, firesOnCreation: true };
  if (trigger !== "object" || !detail) return null;
  const { type = "all", action = "all" } = detail.modifiers;
  if (type !== "user" && type !== "all") return null;
  if (action === "doc_deleted") return { webhookId: id, firesOnCreation: false };
  const fires = action === "doc_created" || action === "all";
  return fires ? { webhookId: id, firesOnCreation: true } : null;
}

interface TestOptions {
  readonly elsewhere: boolean;
}

async function* hopsOf(
  context: TestContext,
  webhook: Webhook,
  { elsewhere }: TestOptions,
  watch: ReturnType<typeof startStopwatch>,
): AsyncGenerator<TestHop> {
  if (webhook.state !== "active") {
    yield watch.hop(
      "accepted",
      false,
      "The webhook is off: Kazoo does not call it. Re-enable it first.",
    );
    return;
  }
  const userTest = userTestOf(webhook);
  if (userTest && webhook.receivesHere) {
    yield* fireUser(context, userTest, watch);
    return;
  }
  if (!webhook.receivesHere && !elsewhere) {
    yield watch.hop(
      "sent",
      false,
      "Its URL is not Hookline's. Allow a sample to be sent there, then test again.",
    );
    return;
  }
  if (!webhook.detail) {
    yield watch.hop(
      "sent",
      false,
      "Kazoo does not show how it is sent just now. Test again later.",
    );
    return;
  }
  yield* sendSample(context, webhook, webhook.detail, watch);
}

/**
 * Makes one webhook deliver and times each hop. The last hop is `done`: ok when all were. A failure
 * of Kazoo's is a hop that says so.
 */
export async function* testWebhook(
  context: TestContext,
  webhookId: string,
  options: TestOptions,
): AsyncGenerator<TestHop> {
  const watch = startStopwatch();
  let ok = true;
  try {
    const webhook = await getWebhook(context, webhookId);
    for await (const hop of hopsOf(context, webhook, options, watch)) {
      ok &&= hop.ok;
      yield hop;
    }
  } catch (cause) {
    if (!(cause instanceof HooklineError)) throw cause;
    ok = false;
    yield watch.hop("accepted", false, cause.message);
  }
  yield watch.hop("done", ok);
}
