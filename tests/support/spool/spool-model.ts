import { isDeepStrictEqual } from "node:util";
import { headBytes } from "@/lib/spool/frame";
import { metaOf } from "@/lib/spool/segment/record-content";
import { segmentOfFile } from "@/lib/spool/segment/segment-id";
import type { DamagedStretch, ReadGroup, SpoolPlace, SpoolRecord } from "@/lib/spool/spool";
import type { Random } from "./random";
import type { SimulatedDisk } from "./simulated-disk";

/** A database that a spool is drained into: events and positions, moved together. */
class ModelDatabase {
  readonly positions = new Map<string, number>();
  readonly drained = new Map<string, { record: SpoolRecord; times: number }>();
  readonly damaged: DamagedStretch[] = [];

  /** Throws when the position is another. */
  commit(segment: string, from: number, group: ReadGroup): void {
    if ((this.positions.get(segment) ?? 0) !== from) throw new Error("stale position");
    this.positions.set(segment, group.end);
    this.damaged.push(...group.damaged);
    for (const { record, start, end } of group.records) {
      if (!record) this.damaged.push({ segment, start, end });
      else {
        const times = (this.drained.get(record.id)?.times ?? 0) + 1;
        this.drained.set(record.id, { record, times });
      }
    }
  }
}

interface Appended {
  readonly record: SpoolRecord;
  /** Where it stands once that was confirmed. */
  place: SpoolPlace | null;
}

interface Flip {
  readonly segment: string;
  readonly offset: number;
}

const accounts = ["a", "b", "c"].map((letter) => letter.repeat(32));

/** What a history did, and what must be true of it at its end. */
export class SpoolModel {
  readonly database = new ModelDatabase();
  readonly #appended = new Map<string, Appended>();
  readonly #flips: Flip[] = [];

  constructor(readonly random: Random) {}

  get confirmed(): number {
    return [...this.#appended.values()].filter(({ place }) => place !== null).length;
  }

  newRecord(receivedAt: number): SpoolRecord {
    const { random } = this;
    const id = `event-${this.#appended.size}`;
    const length = random.chance(0.02) ? random.below(40_000) : random.below(1_500);
    const record: SpoolRecord = {
      id,
      receivedAt,
      scope: { cluster: "default", accountId: random.pick(accounts) ?? "" },
      receiverKeyId: `key-${random.below(5)}`,
      method: random.pick(["GET", "POST", "PUT"] as const) ?? "GET",
      query: random.chance(0.5) ? null : `q=${random.below(100)}\xff"\\`,
      headers: [
        ["Content-Type", "text/plain"],
        ["X-Number", `\x80${random.below(1_000)}`],
      ],
      body: Buffer.alloc(length, `${id}${random.below(256)};`),
    };
    this.#appended.set(id, { record, place: null });
    return record;
  }

  confirm(id: string, place: SpoolPlace): void {
    const appended = this.#appended.get(id);
    if (appended) appended.place = place;
  }

  /** Flips one bit of a segment, wherever it is. */
  flipBit(disk: SimulatedDisk): void {
    const segments = [...disk.names].filter(([, file]) => file.live.length > 0);
    const [path, file] = this.random.pick(segments) ?? [];
    const segment = path && segmentOfFile(path.slice(path.lastIndexOf("/") + 1));
    if (!file || !segment) return;
    const offset = this.random.below(file.live.length);
    file.flipBit(offset, this.random.below(8));
    this.#flips.push({ segment, offset });
  }

  /** Everything that is wrong, in words; call when all is drained. */
  problems(): string[] {
    const problems: string[] = [];
    for (const { record, place } of this.#appended.values()) {
      const drained = this.database.drained.get(record.id);
      if (!drained && place && !this.#isExcused(record, place)) {
        problems.push(`${record.id} was confirmed at ${place.segment}/${place.end} and is lost`);
      }
      if (drained && drained.times > 1) problems.push(`${record.id} came ${drained.times} times`);
    }
    for (const [id, { record }] of this.database.drained) {
      const original = this.#appended.get(id)?.record;
      if (!original || !isDeepStrictEqual(original, record)) problems.push(`${id} was made up`);
    }
    return problems;
  }

  /** A bit of the record itself was flipped, and its damage was reported. */
  #isExcused(record: SpoolRecord, { segment, end }: SpoolPlace): boolean {
    const start = end - headBytes - Buffer.byteLength(metaOf(record)) - record.body.length;
    const flips = this.#flips.filter(
      (flip) => flip.segment === segment && flip.offset >= start && flip.offset < end,
    );
    return flips.some(({ offset }) =>
      this.database.damaged.some(
        (damage) => damage.segment === segment && damage.start <= offset && offset < damage.end,
      ),
    );
  }
}
