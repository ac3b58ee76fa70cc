import { upgradeOf01 } from "./0009-upgrade-of-0-1";
import { bodyDigests } from "./0010-body-digests";
import { activity } from "./0011-activity";
import type { Migration } from "./migration";
import { postgresSchema } from "./postgres-schema";
import { sqliteSchema } from "./sqlite-schema";

/** Of Hookline 0.1; no earlier one was released. */
const oldestVersion = 8;
/** From there to the schema of today, oldest first. */
const upgrades: readonly Migration[] = [upgradeOf01, bodyDigests, activity];
const newest = upgrades.at(-1)?.version ?? oldestVersion;

/** A database without tables gets the schema of today at once. */
const whole: Migration = { version: newest, sqlite: sqliteSchema, postgres: postgresSchema };

/**
 * What brings a database of that version to the newest, in this order; 0: it is empty. Throws on one
 * that a newer Hookline made, and on one that is older than any release.
 */
export function migrationsFrom(version: number): readonly Migration[] {
  if (version === 0) return [whole];
  const made = `The database has version ${version}; this Hookline knows`;
  if (version > newest) throw new Error(`${made} up to ${newest}.`);
  if (version < oldestVersion) {
    throw new Error(`${made} ${oldestVersion} to ${newest}. Let Hookline 0.1 open it once first.`);
  }
  return upgrades.filter((step) => step.version > version);
}
