import type { LedgerOutcome, LedgerPage, LedgerRow } from "@/lib/domain/ledger";
import type { ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import { maskText } from "@/lib/secrets/mask-text";
import type { StoredDelivery } from "@/lib/store/deliveries/delivery-store";
import type { AttemptContext } from "./attempt-context";
import { groupFirings } from "./firings";
import { type JudgedFiring, judgeFirings } from "./judge-firings";
import { ledgerCounts } from "./ledger-counts";
import {
  comparePlaces,
  decodeLedgerPlace,
  encodeLedgerPlace,
  type LedgerPlace,
} from "./ledger-cursor";
import { readAllAttempts } from "./read-all-attempts";

const dayMs = 86_400_000;
/** Tries of one firing end within this time of the first. */
const firingMs = 120_000;

export interface LedgerContext extends AttemptContext {
  readonly receiverKeys: Pick<ReceiverKeys, "owns">;
}

interface LedgerRequest {
  readonly webhookId?: string | undefined;
  readonly outcome?: LedgerOutcome | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface PlacedRow {
  readonly place: LedgerPlace;
  readonly row: LedgerRow;
}

function rowOfFiring(
  { firing, outcome, stored, failed }: JudgedFiring,
  receivesHere: boolean,
): PlacedRow {
  const { first, last, key, webhookId } = firing;
  const event = stored[0];
  const row = {
    webhookId,
    at: first.at,
    outcome,
    eventId: event?.id ?? null,
    receivesHere,
    attempts: {
      failed,
      lastAt: last.at,
      lastCode: last.code,
      lastClientError: last.clientError && maskText(last.clientError),
      lastReason: last.reason,
    },
  };
  return { place: { at: first.at, sequence: 0, firing: key }, row };
}

function rowOfDelivery({ id, webhookId, receivedAt, sequence }: StoredDelivery): PlacedRow {
  const row = {
    webhookId,
    at: receivedAt,
    outcome: "arrived" as const,
    eventId: id,
    receivesHere: true,
    attempts: null,
  };
  return { place: { at: receivedAt, sequence, firing: "" }, row };
}

/** Where Kazoo logs nothing: the newest `most` behind a place, without what belongs to a firing. */
async function arrivedRows(
  { deliveryStore, scope }: AttemptContext,
  range: { from: number; to: number; webhookId?: string | undefined },
  behind: LedgerPlace | null,
  taken: ReadonlySet<string>,
  most: number,
): Promise<PlacedRow[]> {
  const { webhookId, ...span } = range;
  const rows: PlacedRow[] = [];
  let before =
    behind === null
      ? undefined
      : { receivedAt: behind.at, sequence: behind.sequence || Number.MAX_SAFE_INTEGER };
  while (rows.length < most) {
    const limit = most + taken.size;
    const page = await deliveryStore.page(scope, span, { webhookId, before, limit });
    rows.push(...page.filter(({ id }) => !taken.has(id)).map(rowOfDelivery));
    before = page.at(-1);
    if (page.length < limit) break;
  }
  return rows.slice(0, most);
}

/**
 * One row a delivery, newest first, with both ends joined: what is stored, and what Kazoo logs of
 * trying. Counts of the whole range come with the first page.
 */
export async function readLedger(
  context: LedgerContext,
  request: LedgerRequest,
): Promise<LedgerPage> {
  const { webhookId, outcome, limit, to = Date.now() } = request;
  const from = request.from ?? to - dayMs;
  const behind = request.cursor === undefined ? null : decodeLedgerPlace(request.cursor);
  // Of later firings nothing is on this page.
  const until = behind ? Math.min(to, behind.at + 1) : to;
  const owns = (url: string) => context.receiverKeys.owns(context.scope, url);
  const [{ attempts, isComplete }, stored] = await Promise.all([
    readAllAttempts(context, { from, to: until + firingMs, webhookId }),
    behind ? null : context.deliveryStore.perHour(context.scope, { from, to }, webhookId),
  ]);
  const judged = await judgeFirings(context, groupFirings(attempts), owns);
  // What belongs to a later firing is no row of its own either.
  const taken = new Set(judged.flatMap(({ stored: own }) => own.map(({ id }) => id)));
  const inRange = judged.filter(({ firing }) => firing.first.at >= from && firing.first.at < until);
  const ofFirings = inRange
    .map((one) => rowOfFiring(one, owns(one.firing.first.request.uri)))
    .filter(({ place, row }) => {
      return (
        (outcome === undefined || row.outcome === outcome) &&
        (behind === null || comparePlaces(place, behind) > 0)
      );
    });
  const isAsked = outcome === undefined || outcome === "arrived";
  const range = { from, to: until, webhookId };
  const arrived = isAsked ? await arrivedRows(context, range, behind, taken, limit + 1) : [];
  const rows = [...ofFirings, ...arrived].sort((a, b) => comparePlaces(a.place, b.place));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ row }) => row),
    nextCursor: rows.length > limit && last ? encodeLedgerPlace(last.place) : null,
    counts:
      stored &&
      ledgerCounts(
        stored,
        judged.filter(({ firing }) => firing.first.at < to),
        { from, to },
      ),
    attemptsComplete: isComplete,
  };
}
