import { isRemovable, openSpoolReader } from "@/lib/spool/open-spool-reader";
import { openSpoolWriter } from "@/lib/spool/open-spool-writer";
import type { SegmentState, SpoolReader, SpoolWriter } from "@/lib/spool/spool";
import { type SpoolWaiting, spoolWaiting } from "@/lib/spool/waiting";
import { Random } from "./random";
import { SimulatedDisk, type SimulatedProcess } from "./simulated-disk";
import { SpoolModel } from "./spool-model";

const folder = "spool";
const hourMs = 3_600_000;

interface Receiver {
  readonly process: SimulatedProcess;
  readonly writer: SpoolWriter;
}

interface Console {
  readonly process: SimulatedProcess;
  readonly reader: SpoolReader;
  readonly waiting: SpoolWaiting;
}

/** One random life of a spool, the same for the same seed. */
export class SpoolHistory {
  readonly #random: Random;
  readonly #disk: SimulatedDisk;
  readonly #model: SpoolModel;
  readonly #problems: string[] = [];
  #segmentCount = 0;
  #receivers: Receiver[] = [];
  #console: Console;
  #reserveBytes = 0;
  #mayBeDamaged = false;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.#disk = new SimulatedDisk(this.#random);
    this.#model = new SpoolModel(this.#random);
    this.#console = this.#openConsole();
  }

  /** What went wrong; and how many records were confirmed, so that it is known to have tried. */
  async run(): Promise<{ readonly problems: readonly string[]; readonly confirmed: number }> {
    const actions = this.#random.between(10, 150);
    for (let action = 0; action < actions; action++) {
      this.#act();
      await settled();
    }
    await this.#end();
    return {
      problems: [...this.#problems, ...this.#model.problems()],
      confirmed: this.#model.confirmed,
    };
  }

  #act(): void {
    const dice = this.#random.next();
    if (dice < 0.3) this.#append();
    else if (dice < 0.65) this.#work(this.#random.between(1, 8));
    else if (dice < 0.83) this.#drainSome();
    else if (dice < 0.87) this.#disk.clock += this.#random.chance(0.5) ? 2 * hourMs : 500;
    else if (dice < 0.9) this.#changeReceivers();
    else if (dice < 0.925) this.#changeFaults();
    else if (dice < 0.935) this.#flipBit();
    else if (dice < 0.95) this.#checkWaiting();
    else if (dice < 0.96) this.#restartConsole();
    else if (dice < 0.985) this.#powerFails();
    else for (const { process } of this.#receivers.splice(0)) process.kill();
  }

  #work(steps: number): void {
    for (let step = 0; step < steps && this.#disk.isBusy; step++) this.#disk.step();
  }

  #append(): void {
    if (this.#receivers.length === 0) this.#receivers.push(this.#openReceiver());
    const { writer, process } = this.#random.pick(this.#receivers) ?? this.#openReceiver();
    for (let count = this.#random.between(1, 4); count > 0; count--) {
      const record = this.#model.newRecord(this.#disk.clock);
      const appended = writer.append(record);
      const confirm = (place: Awaited<typeof appended>) => {
        if (process.isAlive) this.#model.confirm(record.id, place);
      };
      appended.then(confirm, () => {});
    }
  }

  #openReceiver(): Receiver {
    const process = this.#disk.process();
    const release = () => {
      const released = this.#reserveBytes;
      this.#reserveBytes = 0;
      this.#disk.capacity += released;
      return Promise.resolve(released > 0);
    };
    const writer = openSpoolWriter({
      disk: process,
      folder,
      reserve: { release },
      onTrouble: () => {},
      maxSegmentBytes: this.#random.pick([500, 3_000, 20_000]) ?? 500,
      idleMs: Number.POSITIVE_INFINITY,
      retryPauseMs: 0,
      newId: () => this.#newSegmentId(),
    });
    return { process, writer };
  }

  #newSegmentId(): string {
    this.#segmentCount++;
    const time = `${this.#segmentCount}`.padStart(12, "0");
    const random = `${this.#random.below(1e12)}`.padStart(12, "0");
    return `${time}-${time.slice(-4)}${random}`;
  }

  #changeReceivers(): void {
    if (this.#receivers.length < 3 && this.#random.chance(0.6)) {
      this.#receivers.push(this.#openReceiver());
      return;
    }
    const [receiver] = this.#receivers.splice(0, 1);
    if (!receiver) return;
    if (this.#random.chance(0.5)) receiver.process.kill();
    else receiver.writer.close().catch(() => {});
  }

  #changeFaults(): void {
    const { faults } = this.#disk;
    const isCalm = this.#random.chance(0.5);
    faults.write = isCalm ? 0 : (this.#random.pick([0, 0.1, 0.5]) ?? 0);
    faults.sync = isCalm ? 0 : (this.#random.pick([0, 0.1, 0.5]) ?? 0);
    faults.fullSync = isCalm ? 0 : (this.#random.pick([0, 0.1, 0.3]) ?? 0);
    this.#reserveBytes = this.#random.pick([0, 2_000, 5_000]) ?? 0;
    const free = this.#random.chance(0.5) ? Number.POSITIVE_INFINITY : this.#random.below(3_000);
    this.#disk.capacity = this.#disk.usedBytes() + free;
  }

  #openConsole(): Console {
    const process = this.#disk.process();
    const now = () => this.#disk.clock;
    const reader = openSpoolReader({ disk: process, folder, now });
    return { process, reader, waiting: spoolWaiting(process, folder) };
  }

  #restartConsole(): void {
    this.#console.process.kill();
    this.#console = this.#openConsole();
    // What the new one does not find is gone for good.
    const { positions } = this.#model.database;
    const present = new Set(this.#console.reader.segments().map(({ segment }) => segment));
    for (const segment of positions.keys()) if (!present.has(segment)) positions.delete(segment);
  }

  #drainSome(): void {
    for (const state of this.#console.reader.segments()) {
      if (this.#random.chance(0.6)) this.#drain(state, this.#random.between(1, 5));
    }
  }

  /** Whether anything moved. */
  #drain({ segment }: SegmentState, records: number): boolean {
    const { reader, waiting } = this.#console;
    const { database } = this.#model;
    const from = database.positions.get(segment) ?? 0;
    const group = reader.read(segment, from, { records, bytes: 100_000 });
    // The database is away: the same is read again.
    if (this.#random.chance(0.1)) return true;
    if (group.end !== from) {
      database.commit(segment, from, group);
      waiting.drained(segment, group);
    }
    // Removing comes later.
    if (this.#random.chance(0.3)) return true;
    const state = reader.segments().find((current) => current.segment === segment);
    if (!state || !isRemovable(state, group.end)) return group.end !== from;
    if (reader.remove(segment, group.end)) database.positions.delete(segment);
    return true;
  }

  /** What the heads say must be what reading everything shows, as long as nothing is damaged. */
  #checkWaiting(): void {
    if (this.#mayBeDamaged) return;
    const { reader, waiting } = this.#console;
    const { positions } = this.#model.database;
    this.#disk.isPaused = true;
    let deliveries = 0;
    for (const state of reader.segments()) {
      let end = positions.get(state.segment) ?? 0;
      for (let isAtEnd = false; !isAtEnd; ) {
        const group = reader.read(state.segment, end, { records: 100, bytes: 1_000_000 });
        deliveries += group.records.length;
        isAtEnd = group.atEnd;
        end = group.end;
      }
    }
    while (!waiting.look(reader.segments(), positions, 7)) {}
    const told = waiting.total().deliveries;
    if (told !== deliveries) this.#problems.push(`${deliveries} wait, and ${told} are said to`);
    this.#disk.isPaused = false;
  }

  #flipBit(): void {
    this.#mayBeDamaged = true;
    this.#model.flipBit(this.#disk);
  }

  #powerFails(): void {
    this.#mayBeDamaged = true;
    for (const { process } of this.#receivers.splice(0)) process.kill();
    this.#console.process.kill();
    this.#disk.crash();
    this.#restartConsole();
  }

  /** All is well again, everything is drained, and time passes until the last segment is gone. */
  async #end(): Promise<void> {
    Object.assign(this.#disk.faults, { write: 0, sync: 0, fullSync: 0 });
    this.#disk.capacity = Number.POSITIVE_INFINITY;
    for (const { writer } of this.#receivers) writer.close().catch(() => {});
    for (let turn = 0; turn < 3 || this.#disk.isBusy; turn++) {
      this.#work(100);
      await settled();
    }
    this.#disk.clock += 2 * hourMs;
    for (let turn = 0; turn < 10_000; turn++) {
      const states = this.#console.reader.segments();
      if (states.length === 0) return;
      for (const state of states) this.#drain(state, 10);
      await settled();
    }
    this.#problems.push("a segment is never removed");
  }
}

/** All that follows from what was done, up to the next that the disk is asked for. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
