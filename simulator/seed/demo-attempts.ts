import { type AttemptContext, logAnswer } from "../firing/attempt-log";
import { encodeForm } from "../firing/encode-form";
import type { HttpAnswer } from "../firing/http-answer";
import type { LoadedWebhook } from "../firing/loaded-webhooks";
import { createRandom } from "../state/random";
import type { World } from "../state/world";

const HOURS_AGO = 2;
const BAD_GATEWAY: HttpAnswer = {
  status: 502,
  headers: [
    ["server", "nginx"],
    ["content-type", "text/html"],
  ],
  body: "<html><body>502 Bad Gateway</body></html>",
};

/** Why a webhook of the demo is off: six calls within a minute, and no answer that counts. */
export function addDemoAttempts(world: World, webhook: LoadedWebhook): void {
  const random = createRandom(1);
  const endedAt = world.gregorianNow() - HOURS_AGO * 3600;
  for (let index = 0; index < 6; index += 1) {
    const timestamp = endedAt - (5 - index) * 9;
    const callId = `${random.hex(8)}-${random.hex(12)}@192.0.2.10`;
    const context: AttemptContext = {
      webhook,
      eventId: random.hex(32),
      method: "POST",
      contentType: "application/x-www-form-urlencoded",
      requestBody: encodeForm({
        account_id: webhook.accountId,
        call_direction: "inbound",
        call_id: callId,
        caller_id_number: `+1555555010${index}`,
        hook_event: "channel_create",
        timestamp,
        cluster_id: world.clusterId,
      }),
      triesLeft: 2,
      timestamp,
    };
    logAnswer(world, context, BAD_GATEWAY, false);
  }
}
