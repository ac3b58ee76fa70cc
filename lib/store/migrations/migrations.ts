import { events } from "./0001-events";
import { repeatsAndQuarantine } from "./0002-repeats-and-quarantine";
import { textShards } from "./0003-text-shards";
import { retention } from "./0004-retention";
import { eventStretches } from "./0005-event-stretches";
import { callWords } from "./0006-call-words";
import { mergedTextShards } from "./0007-merged-text-shards";
import { notStored } from "./0008-not-stored";
import { spool } from "./0009-spool";
import type { Migration } from "./migration";

/** All steps, oldest first. */
export const migrations: readonly Migration[] = [
  events,
  repeatsAndQuarantine,
  textShards,
  retention,
  eventStretches,
  callWords,
  mergedTextShards,
  notStored,
  spool,
];
