import { HooklineError } from "@/lib/domain/hookline-error";
import type { TestContext } from "./test-context";

const clocksMs = 10_000;

/** What Kazoo's attempts say of a delivery that did not come. */
export async function whyNothingCame(
  { kazoo, scope }: TestContext,
  webhookId: string,
  since: number,
): Promise<string> {
  const range = { from: since - clocksMs, to: Date.now() + clocksMs };
  try {
    const request = { webhookId, ...range, skip: 0, limit: 1 };
    const [newest] = (await kazoo.listAttempts(scope.accountId, request)).items;
    if (newest?.code != null) {
      return `Kazoo called the URL and was answered ${newest.code}. Look at its attempts and at what stands between Kazoo and Hookline.`;
    }
    if (newest?.clientError) {
      return `Kazoo could not reach the URL (${newest.clientError}). Check that Kazoo can reach the address in PUBLIC_URL.`;
    }
  } catch (cause) {
    if (!(cause instanceof HooklineError)) throw cause;
  }
  return "Kazoo logged no failed attempt either. Check that the webhook is on, that its type and action match, and that Kazoo's webhooks application runs.";
}
