import { events } from "./0001-events";
import type { Migration } from "./migration";

/** All steps, oldest first. */
export const migrations: readonly Migration[] = [events];
