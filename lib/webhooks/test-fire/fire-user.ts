import { HooklineError } from "@/lib/domain/hookline-error";
import type { TestHop } from "@/lib/domain/test-hop";
import { awaitEvent } from "./await-event";
import { deleteLeftUsers } from "./left-users";
import type { Stopwatch } from "./stopwatch";
import type { TestContext } from "./test-context";
import { whyNothingCame } from "./why-nothing-came";

/** A test takes no longer, so an older user of one was left behind. */
const staleMs = 5 * 60_000;

/** Also when the operator has gone: Kazoo gets a second chance, then the sentence says what is left. */
async function cleanUp({ kazoo, scope }: TestContext, userId: string): Promise<string | null> {
  for (let left = 2; ; left -= 1) {
    try {
      await kazoo.deleteTestUser(scope.accountId, userId);
      return null;
    } catch (cause) {
      if (!(cause instanceof HooklineError)) throw cause;
      if (left > 1) continue;
      return `The user “Hookline test, may be deleted” (${userId}) could not be deleted: ${cause.message} Delete it below, or the next test does.`;
    }
  }
}

interface UserTest {
  readonly webhookId: string;
  /** Whether the webhook fires when a user is created, or only when one is deleted. */
  readonly firesOnCreation: boolean;
}

/** Creates a user and deletes it: a real event, all the way from Kazoo. */
export async function* fireUser(
  context: TestContext,
  { webhookId, firesOnCreation }: UserTest,
  watch: Stopwatch,
): AsyncGenerator<TestHop> {
  const { kazoo, scope } = context;
  // What a test left that was cut off, by a crash too: each test begins with it.
  await deleteLeftUsers(context, ({ madeAt }) => madeAt < Date.now() - staleMs);
  const user = await kazoo.createTestUser(scope.accountId, watch.startedAt);
  let cleaned: string | null | undefined;
  try {
    if (!firesOnCreation) cleaned = await cleanUp(context, user.id);
    yield watch.hop("accepted", cleaned == null, cleaned ?? null);
    const event = await awaitEvent(context, webhookId, ({ facts }) => facts.id === user.id);
    if (event) {
      yield watch.hopAt("received", event.receivedAt, event.id);
      yield watch.hop("stored", true, null, event.id);
    } else if (!context.signal.aborted) {
      yield watch.hop("received", false, await whyNothingCame(context, webhookId, watch.startedAt));
    }
  } finally {
    // A viewer who leaves ends the generator here.
    if (cleaned !== null) cleaned = await cleanUp(context, user.id);
  }
  yield watch.hop("cleaned", cleaned === null, cleaned);
}
