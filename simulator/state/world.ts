import { createHash } from "node:crypto";
import type { Clock } from "../clock/clock";
import { gregorianSeconds } from "../clock/gregorian-seconds";
import type { Json, JsonObject } from "../json/json";
import type { Settings } from "../options";
import type { Account, Attempt, Device, StoredDocument, User, Webhook } from "./documents";
import { createRandom, type Random } from "./random";

/** Everything the simulated cluster stores. Handlers change it; nothing else holds state. */
export class World {
  readonly accounts = new Map<string, Account>();
  readonly users = new Map<string, User>();
  readonly devices = new Map<string, Device>();
  readonly webhooks = new Map<string, Webhook>();
  readonly attempts: Attempt[] = [];
  readonly clusterId: string;
  readonly node: string;
  masterAccountId = "";
  private readonly random: Random;

  constructor(
    readonly settings: Settings,
    readonly clock: Clock,
  ) {
    this.random = createRandom(settings.randomSeed);
    this.clusterId = this.newId();
    this.node = createHash("md5").update("kazoo_apps@sim.example").digest("base64url");
  }

  newId(): string {
    return this.random.hex(32);
  }

  newKey(length: number): string {
    return this.random.hex(length);
  }

  gregorianNow(): number {
    return gregorianSeconds(this.clock.now());
  }

  /** A fresh document; the revision starts with 1 as CouchDB's does. */
  newDocument(accountId: string, fields: JsonObject, id = this.newId()): StoredDocument {
    const now = this.gregorianNow();
    const revision = nextRevision(undefined, id, fields);
    return { id, accountId, fields, revision, created: now, modified: now };
  }

  /** Replaces the public fields and moves the revision on. */
  revise(document: StoredDocument, fields: JsonObject): void {
    document.fields = fields;
    document.modified = this.gregorianNow();
    document.revision = nextRevision(document.revision, document.id, fields);
  }

  isInTree(account: Account, ancestorId: string): boolean {
    return account.id === ancestorId || account.tree.includes(ancestorId);
  }

  ofAccount<T extends StoredDocument>(documents: Map<string, T>, accountId: string): T[] {
    return [...documents.values()].filter((document) => document.accountId === accountId);
  }
}

/** The automatic hash that stands for the revision of a list. */
export function listRevision(data: Json): string {
  return createHash("md5").update(JSON.stringify(data)).digest("hex");
}

function nextRevision(previous: string | undefined, id: string, fields: JsonObject): string {
  const number = previous ? Number.parseInt(previous, 10) + 1 : 1;
  const hash = createHash("md5")
    .update(`${previous}${id}${JSON.stringify(fields)}`)
    .digest("hex");
  return `${number}-${hash}`;
}
