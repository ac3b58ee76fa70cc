import { onTestFinished } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { loadReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import type { SimulatorOptions } from "@/simulator/simulator";
import { openTestStore, temporaryDatabase } from "../store/sqlite-event-store";
import { startDemoKazoo } from "./demo-kazoo";

export const publicUrl = "https://hookline.example";

/** What the webhook verbs work with: a simulated Kazoo and receiver keys in a database of their own. */
export async function startWebhookContext(options: SimulatorOptions = {}, url = publicUrl) {
  const demo = await startDemoKazoo(options);
  const database = temporaryDatabase();
  onTestFinished(() => database.remove());
  const storage = await openTestStore(database.file);
  onTestFinished(() => storage.close());
  const receiverKeys = await loadReceiverKeys({
    store: storage.receiverKeyStore,
    publicUrl: url,
    // No receiver follows it here.
    writeFile: () => Promise.resolve(),
    logger: createLogger("silent"),
  });
  const scope = { cluster: demo.login.cluster, accountId: demo.accountId };
  /** As a new request has it. */
  const context = () => ({ kazoo: demo.kazoo.as(demo.login), receiverKeys, scope });
  return { ...demo, scope, storage, receiverKeys, context };
}
