import type { SentBody, StoredDelivery } from "@/lib/store/deliveries/delivery-store";
import type { AttemptContext } from "./attempt-context";
import { type Firing, mayHaveArrived, wasTriedAgain } from "./firings";

/** Kazoo's clock and ours may differ by so much. */
const clocksMs = 5_000;
/** From the start of a try to the answer that failed it, usually; a lost connection may have hung. */
const answeredMs = 15_000;
const lostMs = 120_000;
/** Until the try that follows has ended: two seconds, a slow connection and a slow answer. */
const nextTryMs = 60_000;
/** Spans further apart are read one by one, so that what lies between them is not. */
const apartMs = 30 * 60_000;

type JoinContext = Pick<AttemptContext, "deliveryStore" | "scope">;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** When what a firing brought can have been received; null: nothing of it can have arrived. */
function spanOf(firing: Firing): Span | null {
  const triedAgain = wasTriedAgain(firing);
  const arriving = firing.attempts.filter(mayHaveArrived);
  const earliest = arriving[0];
  if (!earliest && !triedAgain) return null;
  const beforeMs = earliest?.code === null ? lostMs : answeredMs;
  return {
    from: earliest ? earliest.at - beforeMs - clocksMs : firing.last.at - clocksMs,
    // An attempt is of any moment within its second.
    to: firing.last.at + 1_000 + clocksMs + (triedAgain ? nextTryMs : 0),
  };
}

/** What is compared: a GET's payload is not kept, so only a later success tells that it arrived. */
function bodyOf(firing: Firing): Uint8Array | null {
  const { method, bytes } = firing.first.request;
  if (bytes === null) return null;
  if (bytes.byteLength === 0) return method === "GET" && wasTriedAgain(firing) ? bytes : null;
  return bytes;
}

interface Sought {
  readonly firing: Firing;
  readonly span: Span;
  readonly key: string;
  readonly sent: SentBody;
}

function toSought(firing: Firing): Sought[] {
  const body = bodyOf(firing);
  // What was recovered was given the time of the first attempt.
  const at = firing.first.at;
  const span = spanOf(firing) ?? { from: at, to: at + 1 };
  if (!body) return [];
  const { webhookId } = firing;
  const key = `${webhookId} ${Buffer.from(body).toString("latin1")}`;
  return [{ firing, span, key, sent: { webhookId, body } }];
}

/** Of the same span of time, as far as that makes no long way round. */
function clustersOf(sought: readonly Sought[]): Sought[][] {
  const clusters: Sought[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const one of [...sought].sort((a, b) => a.span.from - b.span.from)) {
    const cluster = one.span.from <= end + apartMs ? clusters.at(-1) : undefined;
    if (cluster) cluster.push(one);
    else clusters.push([one]);
    end = Math.max(end, one.span.to);
  }
  return clusters;
}

async function findByKey(
  { deliveryStore, scope }: JoinContext,
  cluster: readonly Sought[],
): Promise<Map<string, StoredDelivery[]>> {
  const bodies = [...new Map(cluster.map(({ key, sent }) => [key, sent]))];
  const span = {
    from: Math.min(...cluster.map(({ span, firing }) => Math.min(span.from, firing.first.at))),
    to: Math.max(...cluster.map(({ span }) => span.to)),
  };
  const sent = bodies.map(([, body]) => body);
  const byKey = new Map<string, StoredDelivery[]>();
  for (const found of await deliveryStore.withBodies(scope, span, sent)) {
    const key = bodies[found.body]?.[0];
    if (key === undefined) continue;
    const list = byKey.get(key);
    if (list) list.push(found);
    else byKey.set(key, [found]);
  }
  return byKey;
}

/** How many of the same can be one firing's: each try that may have arrived, and the one that did. */
function mostOf(firing: Firing): number {
  return firing.attempts.filter(mayHaveArrived).length + (wasTriedAgain(firing) ? 1 : 0);
}

/** Takes what can be this firing's, nearest first, out of what nobody has taken. */
function take({ firing, span }: Sought, candidates: Set<StoredDelivery>): StoredDelivery[] {
  const recovered = [...candidates].find(
    ({ isRecovered, receivedAt }) => isRecovered && receivedAt === firing.first.at,
  );
  const times = firing.attempts.map(({ at }) => at);
  const distance = ({ receivedAt }: StoredDelivery) =>
    Math.min(...times.map((at) => Math.abs(receivedAt - at)));
  const near = [...candidates]
    .filter(({ isRecovered, receivedAt: at }) => !isRecovered && at >= span.from && at < span.to)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, mostOf(firing));
  const taken = recovered ? [recovered, ...near] : near;
  for (const delivery of taken) candidates.delete(delivery);
  return taken;
}

/**
 * What is stored of each firing, by its key: the webhook, the body and the time are compared, and a
 * stored delivery is given to one firing only. Those that Kazoo sent in the end come first, since
 * they must have arrived.
 */
export async function joinDeliveries(
  context: JoinContext,
  firings: readonly Firing[],
): Promise<ReadonlyMap<string, readonly StoredDelivery[]>> {
  const joined = new Map<string, readonly StoredDelivery[]>();
  for (const cluster of clustersOf(firings.flatMap(toSought))) {
    const byKey = await findByKey(context, cluster);
    const left = new Map([...byKey].map(([key, found]) => [key, new Set(found)]));
    const certainFirst = [...cluster].sort(
      (a, b) => Number(wasTriedAgain(b.firing)) - Number(wasTriedAgain(a.firing)),
    );
    for (const sought of certainFirst) {
      const candidates = left.get(sought.key);
      const taken = candidates ? take(sought, candidates) : [];
      if (taken.length > 0) joined.set(sought.firing.key, taken);
    }
  }
  return joined;
}
