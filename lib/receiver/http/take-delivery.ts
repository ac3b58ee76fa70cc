import type { AccountScope } from "@/lib/domain/account";
import { newEventId } from "@/lib/domain/event-id";
import type { SpoolPlace, SpoolWriter } from "@/lib/spool/spool";
import type { CommitWaits } from "../control/commit-waits";
import type { DeliveryCounters } from "../control/delivery-counters";
import type { KeyState } from "../keys/receiver-keys";
import { createHeldRecords } from "../ladder/held-records";
import { monotonicMs } from "../limits/monotonic-ms";
import type { SparseLog } from "../log/sparse-log";
import type { Answer } from "./answer";
import { type Wait, WaitQueue } from "./wait-queue";

/** Proxies give an answer up after a minute. */
const defaultMaxWaitMs = 25_000;
const checkMs = 1_000;
const retryAfterSeconds = 5;

/** One request of Kazoo's, complete. */
export interface Delivery {
  readonly key: KeyState;
  readonly method: "GET" | "POST" | "PUT";
  readonly headers: readonly (readonly [string, string])[];
  /** Raw query without its first "?", one char per byte; null when there was none. */
  readonly query: string | null;
  readonly body: Buffer;
}

export interface DeliveryParts {
  readonly writer: Pick<SpoolWriter, "append" | "probe">;
  /** Null: a 200 waits for the spool alone. */
  readonly commits: CommitWaits | null;
  /** One more was answered 200 and is not stored, at Unix milliseconds. */
  readonly addNotStored: (scope: AccountScope, at: number) => void;
  readonly counters: DeliveryCounters;
  readonly log: SparseLog;
  /** How long a delivery waits for its disk before its sender is asked to send it again. */
  readonly maxWaitMs?: number;
}

export interface Deliveries {
  /** Puts a delivery where it is safe and says, once, how to answer it. */
  take(delivery: Delivery, answer: (answer: Answer) => void): void;
  /** Since when nothing can be appended, Unix milliseconds; null while it can. */
  failingSince(): number | null;
  stop(): void;
}

// Any other status, 201 and 204 too, is a failed attempt to Kazoo.
const stored: Answer = { status: 200, text: "ok" };
const held: Answer = { status: 503, text: "Not stored. Send it again.", retryAfterSeconds };
const late: Answer = { status: 503, text: "Not stored yet. Send it again.", retryAfterSeconds };

/** One that waits for its disk. */
interface Waiting extends Wait {
  readonly delivery: Delivery;
  readonly place: Promise<SpoolPlace>;
  readonly answer: (answer: Answer) => void;
}

/** X-Hook-ID as claimed: an id of printable characters or nothing. */
function webhookIdOf(headers: Delivery["headers"]): string | null {
  const named = headers.find(([name]) => name.toLowerCase() === "x-hook-id");
  const claimed = named?.[1].trim() ?? "";
  return /^[\x21-\x7e]{1,64}$/.test(claimed) ? claimed : null;
}

export function createDeliveries(parts: DeliveryParts): Deliveries {
  const { writer, commits, addNotStored, log, maxWaitMs = defaultMaxWaitMs } = parts;
  const { counts } = parts.counters;
  const heldRecords = createHeldRecords();
  const waiting = new WaitQueue<Waiting>();
  let failingSince: number | null = null;
  let isProbing = false;

  function refuse({ key, headers }: Delivery, cause: unknown): Answer {
    const at = Date.now();
    failingSince ??= at;
    const webhookId = webhookIdOf(headers);
    const { accountId } = key.scope;
    const { rung } = key.ladder.refuse(webhookId);
    const note = (message: string): void => {
      const entry = { err: cause, accountId, webhookId, receiverKeyId: key.id };
      log.note("error", `${rung} ${key.id}`, message, entry);
    };
    switch (rung) {
      case "hold":
        counts.held += 1;
        note("deliveries can't be stored and are held");
        return held;
      case "fail":
        counts.failed += 1;
        note("delivery not stored; Kazoo's attempt log has its body");
        return { status: 503, text: "Not stored." };
      case "give_up":
        counts.notStored += 1;
        addNotStored(key.scope, at);
        note("delivery NOT STORED and answered 200, to keep the webhook on");
        return { status: 200, text: "not stored" };
    }
  }

  function append({ key, method, headers, query, body }: Delivery): Promise<SpoolPlace> {
    const receivedAt = Date.now();
    const id = newEventId(receivedAt);
    const { scope, id: receiverKeyId } = key;
    return writer.append({ id, receivedAt, scope, receiverKeyId, method, headers, query, body });
  }

  function hold(delivery: Delivery, place: Promise<SpoolPlace>): Answer {
    counts.held += 1;
    heldRecords.keep(delivery, place);
    return late;
  }

  /** Calls back with `stored` once the record is on disk, or with what answers it otherwise. */
  function waitForDisk(
    delivery: Delivery,
    place: Promise<SpoolPlace>,
    answer: (answer: Answer) => void,
  ): void {
    const one: Waiting = { since: monotonicMs(), isSettled: false, delivery, place, answer };
    waiting.push(one);
    place.then(
      () => {
        failingSince = null;
        delivery.key.ladder.stored();
        if (waiting.settle(one)) answer(stored);
      },
      (cause) => {
        if (waiting.settle(one)) answer(refuse(delivery, cause));
      },
    );
  }

  async function takeToDatabase(delivery: Delivery, waits: CommitWaits): Promise<Answer> {
    const earlier = heldRecords.claim(delivery);
    const mode = waits.mode();
    if (mode === "hold" && !earlier) {
      counts.held += 1;
      return late;
    }
    const place = earlier ?? append(delivery);
    const answer = await new Promise<Answer>((resolve) => waitForDisk(delivery, place, resolve));
    if (answer !== stored) return answer;
    const how = mode === "unsafe" ? "unsafe" : await waits.wait(await place);
    if (how === "hold") return hold(delivery, place);
    if (how === "unsafe") counts.notYetSafe += 1;
    return stored;
  }

  /** Without deliveries nothing else notices that the disk works again. */
  function probe(): void {
    if (failingSince === null || isProbing || waiting.oldest) return;
    isProbing = true;
    writer
      .probe()
      .then(
        () => {
          failingSince = null;
        },
        () => {},
      )
      .finally(() => {
        isProbing = false;
      });
  }

  function giveUpOld(): void {
    for (let one = waiting.oldest; one; one = waiting.oldest) {
      if (monotonicMs() - one.since < maxWaitMs) break;
      waiting.settle(one);
      one.answer(hold(one.delivery, one.place));
    }
    heldRecords.forgetOld();
  }
  function look(): void {
    giveUpOld();
    probe();
  }
  const timer = setInterval(look, Math.min(checkMs, maxWaitMs)).unref();

  return {
    take(delivery, answer) {
      counts.receivedBytes += delivery.body.byteLength + (delivery.query?.length ?? 0);
      const settle = (taken: Answer): void => {
        if (taken === stored) counts.stored += 1;
        answer(taken);
      };
      if (commits) void takeToDatabase(delivery, commits).then(settle);
      else waitForDisk(delivery, heldRecords.claim(delivery) ?? append(delivery), settle);
    },
    failingSince: () => failingSince,
    stop: () => clearInterval(timer),
  };
}
