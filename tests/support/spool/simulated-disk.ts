import type { Disk, FileState, ReadableFile, WritableFile } from "@/lib/spool/disk";
import type { Random } from "./random";
import { SimulatedFile } from "./simulated-file";

interface PendingWork {
  readonly process: SimulatedProcess;
  /** One step; whether there is another. */
  step(): boolean;
}

/** A change of names that a crash may undo until its folder is synced. */
interface NameChange {
  readonly folder: string;
  apply(names: Map<string, SimulatedFile>): void;
}

/**
 * A disk on which nothing is certain but what was synced. What programs have it do is done step by
 * step, in an order that the seed decides; it fails, fills and loses what a real one may.
 */
export class SimulatedDisk {
  /** Unix milliseconds. */
  clock = 1_700_000_000_000;
  capacity = Number.POSITIVE_INFINITY;
  /** Nothing is done between a program's calls. */
  isPaused = false;
  /** Probabilities. */
  readonly faults = { write: 0, sync: 0, fullSync: 0 };
  #names = new Map<string, SimulatedFile>();
  #durableNames = new Map<string, SimulatedFile>();
  #nameChanges: NameChange[] = [];
  #work: PendingWork[] = [];
  /** What was once written to blocks that are free again. */
  #stale: Uint8Array[] = [];

  constructor(readonly random: Random) {}

  /** One program's access to it. */
  process(): SimulatedProcess {
    return new SimulatedProcess(this);
  }

  get isBusy(): boolean {
    return this.#work.length > 0;
  }

  get names(): ReadonlyMap<string, SimulatedFile> {
    return this.#names;
  }

  /** Does one step of what is asked of it. */
  step(): void {
    const work = this.random.pick(this.#work);
    if (work && !work.step()) this.#work = this.#work.filter((other) => other !== work);
  }

  enqueue(work: PendingWork): void {
    this.#work.push(work);
  }

  /** Kill -9: what was asked for and isn't done is not done, but the disk goes on. */
  forget(process: SimulatedProcess): void {
    this.#work = this.#work.filter((work) => work.process !== process);
  }

  /** The power fails. */
  crash(): void {
    this.#work = [];
    const kept = this.random.next();
    for (const change of this.#nameChanges) {
      if (this.random.chance(kept)) change.apply(this.#durableNames);
    }
    this.#nameChanges = [];
    this.#names = new Map(this.#durableNames);
    for (const file of new Set(this.#names.values())) {
      file.crash(this.random, this.random.pick(this.#stale) ?? new Uint8Array());
    }
  }

  free(file: SimulatedFile): void {
    this.#stale = [...this.#stale.slice(-4), Buffer.from(file.live)];
  }

  changeNames(change: NameChange): void {
    change.apply(this.#names);
    this.#nameChanges.push(change);
  }

  syncNames(folder: string): void {
    for (const change of this.#nameChanges) {
      if (change.folder === folder) change.apply(this.#durableNames);
    }
    this.#nameChanges = this.#nameChanges.filter((change) => change.folder !== folder);
  }

  usedBytes(): number {
    let used = 0;
    for (const file of this.#names.values()) used += file.live.length;
    return used;
  }

  freeBytes(): number {
    return Math.max(0, this.capacity - this.usedBytes());
  }
}

/** What one program sees; dead after its end. */
export class SimulatedProcess implements Disk {
  #isAlive = true;

  constructor(readonly disk: SimulatedDisk) {}

  get isAlive(): boolean {
    return this.#isAlive;
  }

  kill(): void {
    this.#isAlive = false;
    this.disk.forget(this);
  }

  makeFolder(): void {
    this.#meanwhile();
  }

  names(folder: string): readonly string[] {
    this.#meanwhile();
    const prefix = `${folder}/`;
    return [...this.disk.names.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length));
  }

  stat(path: string): FileState | null {
    this.#meanwhile();
    const file = this.disk.names.get(path);
    return file ? stateOf(file) : null;
  }

  open(path: string): ReadableFile | null {
    this.#meanwhile();
    const file = this.disk.names.get(path);
    if (!file) return null;
    return {
      stat: () => stateOf(file),
      read: (target, position) => {
        this.#meanwhile();
        return file.live.copy(target, 0, position, position + target.length);
      },
      close: () => {},
    };
  }

  create(path: string): Promise<WritableFile> {
    return this.#do(() => {
      if (this.disk.freeBytes() === 0) throw diskError("ENOSPC");
      if (this.disk.names.has(path)) throw diskError("EEXIST");
      const file = new SimulatedFile();
      file.modifiedAt = this.disk.clock;
      const apply = (names: Map<string, SimulatedFile>) => names.set(path, file);
      this.disk.changeNames({ folder: folderOf(path), apply });
      return this.#writable(file);
    });
  }

  replace(path: string, bytes: Uint8Array): void {
    const file = new SimulatedFile();
    file.modifiedAt = this.disk.clock;
    file.write(bytes, 0);
    file.sync(this.disk.random);
    this.disk.changeNames({ folder: folderOf(path), apply: (names) => names.set(path, file) });
    this.disk.syncNames(folderOf(path));
  }

  rename(from: string, to: string): void {
    this.#meanwhile();
    if (!this.disk.names.has(from)) throw diskError("ENOENT");
    const apply = (names: Map<string, SimulatedFile>) => {
      const file = names.get(from);
      if (file) names.set(to, file);
      names.delete(from);
    };
    this.disk.changeNames({ folder: folderOf(from), apply });
    this.#meanwhile();
  }

  remove(path: string): boolean {
    this.#meanwhile();
    const file = this.disk.names.get(path);
    if (!file) return false;
    this.disk.free(file);
    const apply = (names: Map<string, SimulatedFile>) => names.delete(path);
    this.disk.changeNames({ folder: folderOf(path), apply });
    return true;
  }

  syncFolder(folder: string): Promise<void> {
    return this.#do(() => {
      if (this.disk.random.chance(this.disk.faults.sync)) throw diskError("EIO");
      this.disk.syncNames(folder);
    });
  }

  syncFolderNow(folder: string): void {
    this.#meanwhile();
    this.disk.syncNames(folder);
  }

  freeBytes(): number {
    return this.disk.freeBytes();
  }

  deviceId(): number {
    return 1;
  }

  #writable(file: SimulatedFile): WritableFile {
    let end = 0;
    const write = (bytes: Uint8Array, position: number): Promise<void> => {
      let done = 0;
      return this.#doStepwise(() => {
        if (this.disk.random.chance(this.disk.faults.write)) throw diskError("EIO");
        const part = this.disk.random.between(1, Math.max(1, bytes.length - done));
        const grows = Math.max(0, position + done + part - file.live.length);
        const free = this.disk.freeBytes();
        const fits = Math.min(bytes.length - done, part - Math.max(0, grows - free));
        file.write(bytes.subarray(done, done + fits), position + done);
        file.modifiedAt = this.disk.clock;
        done += fits;
        if (done < bytes.length && grows > free) throw diskError("ENOSPC");
        return done < bytes.length;
      });
    };
    return {
      append: async (buffers) => {
        const bytes = Buffer.concat(buffers);
        await write(bytes, end);
        end += bytes.length;
      },
      writeAt: write,
      sync: () =>
        this.#do(() => {
          const { random, faults } = this.disk;
          const isFull = random.chance(faults.fullSync);
          if (isFull || random.chance(faults.sync)) {
            file.failSync(random);
            throw diskError(isFull ? "ENOSPC" : "EIO");
          }
          file.sync(random);
        }),
      close: () => this.#do(() => {}),
    };
  }

  #do<T>(act: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const step = () => {
        try {
          resolve(act());
        } catch (error) {
          reject(error);
        }
        return false;
      };
      if (this.#isAlive) this.disk.enqueue({ process: this, step });
    });
  }

  #doStepwise(act: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const step = () => {
        try {
          if (act()) return true;
          resolve();
        } catch (error) {
          reject(error);
        }
        return false;
      };
      if (this.#isAlive) this.disk.enqueue({ process: this, step });
    });
  }

  /** Between any two of a program's calls another one's may be done. */
  #meanwhile(): void {
    while (this.disk.isBusy && !this.disk.isPaused && this.disk.random.chance(0.2))
      this.disk.step();
  }
}

function stateOf(file: SimulatedFile): FileState {
  return { bytes: file.live.length, modifiedAt: file.modifiedAt };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: the simulated disk`), { code });
}
