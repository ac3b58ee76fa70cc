/** All that the spool does on disk: narrow, so that a test's disk can fail at each point of it. */
export interface Disk {
  /** Makes a folder for its user only, and those above it where they are missing. */
  makeFolder(folder: string): void;
  /** Names of what lies in a folder; none when there is no such folder. */
  names(folder: string): readonly string[];
  /** Null: there is no such file. */
  stat(path: string): FileState | null;
  /** Opens for reading, also what is being written. Null: there is no such file. */
  open(path: string): ReadableFile | null;
  /** Fails when the name is taken. A crash may undo it until the folder is synced. */
  create(path: string): Promise<WritableFile>;
  /** Writes a small file whole and synced: a crash leaves this one or the one before. */
  replace(path: string, bytes: Uint8Array): void;
  /** A crash may undo it until the folder is synced. */
  rename(from: string, to: string): void;
  /** Whether there was such a file. A crash may undo it until the folder is synced. */
  remove(path: string): boolean;
  syncFolder(folder: string): Promise<void>;
  syncFolderNow(folder: string): void;
  freeBytes(folder: string): number;
  /** Two paths with the same share one disk. */
  deviceId(path: string): number;
}

export interface FileState {
  readonly bytes: number;
  /** Unix milliseconds, by the disk's clock. */
  readonly modifiedAt: number;
}

/** One caller at a time: the next call waits for the end of the one before. */
export interface WritableFile {
  /** Appends all of them. A failure may leave a part of them written. */
  append(buffers: readonly Uint8Array[]): Promise<void>;
  writeAt(bytes: Uint8Array, position: number): Promise<void>;
  /** What was written before, and the file's size, survive a crash. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface ReadableFile {
  stat(): FileState;
  /** Fills the target from a position of the file; how many bytes there were. */
  read(target: Uint8Array, position: number): number;
  close(): void;
}
