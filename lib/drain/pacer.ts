import type { ReadLimits } from "@/lib/spool/spool";

const maxRecords = 1_000;
const minRecords = 16;
const maxBytes = 8 * 1024 * 1024;
/** For so long nothing else is done where the drain runs. */
const targetMs = 60;

export interface Pacer {
  /** How much the next group may hold. */
  limits(): ReadLimits;
  /** To be told how long a group took. */
  took(records: number, ms: number): void;
}

/** Makes groups as large as they can be without taking long: a large one shares the cost of its commit. */
export function createPacer(): Pacer {
  let records = maxRecords;
  return {
    limits: () => ({ records, bytes: maxBytes }),
    took(stored, ms) {
      if (ms > targetMs) records = Math.max(minRecords, Math.floor(stored / 2));
      else if (ms < targetMs / 2) records = Math.min(maxRecords, records * 2);
    },
  };
}
