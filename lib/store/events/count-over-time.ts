import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import { z } from "zod";
import { type EventKind, eventKinds } from "@/lib/domain/event";
import type { HistogramBucket } from "@/lib/domain/event-histogram";
import type { EventDatabase } from "../kysely/database";
import type { EventSpan } from "../store";

type Events = SelectQueryBuilder<EventDatabase, "event", object>;

const bucketRow = z.object({ bucket: z.number().int(), counts: z.string() });
const kindRow = z.object({
  bucket: z.number().int(),
  kind: z.enum(eventKinds),
  count: z.number().int(),
});

interface Count {
  readonly bucket: number;
  readonly kind: EventKind;
  readonly count: number;
}

/** Whole milliseconds of one bucket, so that no more than `most` of them cover the span. */
export function bucketWidthMs({ from, to }: EventSpan, most: number): number {
  return Math.max(1, Math.ceil((to - from) / most));
}

function bucketCount({ from, to }: EventSpan, widthMs: number): number {
  return Math.ceil((to - from) / widthMs);
}

/** Two, where there are two buckets: the engines read on several connections. */
function halvesOf(buckets: number): { first: number; last: number }[] {
  const middle = Math.floor(buckets / 2);
  const halves = [
    { first: 0, last: middle - 1 },
    { first: middle, last: buckets - 1 },
  ];
  return halves.filter(({ first, last }) => first <= last);
}

/**
 * Bucket by bucket, each a stretch of the index by time: in one pass with a GROUP BY, sorting the
 * events took longer than counting them. The counts come as one text, as both engines can. The
 * earlier and the later half of the buckets are asked for at the same time.
 */
export async function countByStretch(
  db: Kysely<EventDatabase>,
  events: Events,
  span: EventSpan,
  widthMs: number,
): Promise<Count[]> {
  const counts = sql.join(
    eventKinds.map((kind) => sql`count(*) filter (where event.kind = ${sql.lit(kind)})`),
    sql` || ',' || `,
  );
  const buckets = bucketCount(span, widthMs);
  const time = sql.ref<number>("event.received_at");
  const start = sql<number>`${span.from} + bucket.n * ${widthMs}`;
  const end = sql<number>`case when bucket.n = ${buckets - 1} then ${span.to}
    else ${span.from} + (bucket.n + 1) * ${widthMs} end`;
  const counted = events.where(time, ">=", start).where(time, "<", end).select(counts.as("counts"));

  function countHalf({ first, last }: { first: number; last: number }) {
    const firstBucket = db.selectNoFrom(sql<number>`cast(${first} as bigint)`.as("n"));
    return db
      .withRecursive("bucket(n)", (known) =>
        firstBucket.unionAll(
          known
            .selectFrom("bucket")
            .select(sql<number>`bucket.n + 1`.as("n"))
            .where("bucket.n", "<", last),
        ),
      )
      .selectFrom("bucket")
      .select(["bucket.n as bucket", counted.as("counts")])
      .execute();
  }

  const rows = (await Promise.all(halvesOf(buckets).map(countHalf))).flat();
  return rows.flatMap((row) => {
    const { bucket, counts } = bucketRow.parse(row);
    const numbers = counts.split(",").map(Number);
    return eventKinds.map((kind, index) => ({ bucket, kind, count: numbers[index] ?? 0 }));
  });
}

/** In one pass: for events that are found otherwise than by their time. */
export async function countInOnePass(
  events: Events,
  span: EventSpan,
  widthMs: number,
): Promise<Count[]> {
  const rows = await events
    .select(({ fn }) => [
      sql<number>`cast((event.received_at - ${span.from}) / ${widthMs} as integer)`.as("bucket"),
      "event.kind",
      fn.countAll<number>().as("count"),
    ])
    .groupBy([sql`1`, sql`2`])
    .execute();
  return rows.map((row) => kindRow.parse(row));
}

/** All buckets from `from` on, also the empty ones; the last ends at `to`. */
export function toHistogram(
  span: EventSpan,
  widthMs: number,
  counts: readonly Count[],
): HistogramBucket[] {
  const { from, to } = span;
  const buckets = Array.from({ length: bucketCount(span, widthMs) }, (_, index) => ({
    from: from + index * widthMs,
    to: Math.min(from + (index + 1) * widthMs, to),
    counts: { object: 0, call: 0, notification: 0, message: 0, unknown: 0 },
  }));
  for (const { bucket, kind, count } of counts) {
    const own = buckets[bucket]?.counts;
    if (own) own[kind] += count;
  }
  return buckets;
}
