import { createHash } from "node:crypto";
import type { Clock } from "../clock/clock";
import type { Json, JsonObject } from "../json/json";
import { compactJson } from "../json/print-json";
import type { Settings } from "../options";
import type {
  Account,
  Attempt,
  CallRecord,
  StoredDocument,
  TypedDocument,
  User,
  Webhook,
} from "./documents";
import { createRandom, type Random } from "./random";

const SECONDS_FROM_YEAR_0_TO_1970 = 62_167_219_200;

import { RingBuffer } from "./ring-buffer";

const KEPT_ATTEMPTS = 20_000;
const KEPT_CALL_RECORDS = 5_000;

/** Everything the simulated cluster stores. Handlers change it; nothing else holds state. */
export class World {
  readonly accounts = new Map<string, Account>();
  readonly users = new Map<string, User>();
  /** Deleted users: Kazoo only marks their documents, and goes on accepting their tokens. */
  readonly formerUsers = new Map<string, User>();
  readonly documents = new Map<string, TypedDocument>();
  readonly webhooks = new Map<string, Webhook>();
  /** What accounts set for the webhooks application, by their ids. */
  readonly webhookConfigs = new Map<string, JsonObject>();
  /** The newest ones, oldest first. */
  readonly attempts = new RingBuffer<Attempt>(KEPT_ATTEMPTS);
  readonly callRecords = new RingBuffer<CallRecord>(KEPT_CALL_RECORDS);
  readonly clusterId: string;
  readonly node: string;
  masterAccountId = "";
  /** Whether the accounts have apps of Monster UI. */
  hasApps = false;
  private readonly random: Random;
  private readonly reservedIds: string[] = [];

  constructor(
    readonly settings: Settings,
    readonly clock: Clock,
  ) {
    this.random = createRandom(settings.randomSeed);
    const generated = this.newId();
    this.clusterId = settings.clusterId ?? generated;
    this.node = createHash("md5").update("kazoo_apps@sim.example").digest("base64url");
  }

  tokenOwner(id: string | undefined): User | undefined {
    return this.users.get(id ?? "") ?? this.formerUsers.get(id ?? "");
  }

  newId(): string {
    return this.random.hex(32);
  }

  /** The next new document gets this id: for replaying what another Kazoo did. */
  reserveId(id: string): void {
    this.reservedIds.push(id);
  }

  newKey(length: number): string {
    return this.random.hex(length);
  }

  /** Kazoo counts seconds from the year 0 of the Gregorian calendar. */
  gregorianNow(): number {
    return Math.floor(this.clock.now() / 1000) + SECONDS_FROM_YEAR_0_TO_1970;
  }

  /** A fresh document; the revision starts with 1 as CouchDB's does. */
  newDocument(
    accountId: string,
    fields: JsonObject,
    id = this.reservedIds.shift() ?? this.newId(),
  ): StoredDocument {
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

  isSuperduper(accountId: string | undefined): boolean {
    return this.accounts.get(accountId ?? "")?.isSuperduperAdmin ?? false;
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
  return createHash("md5").update(compactJson(data)).digest("hex");
}

function nextRevision(previous: string | undefined, id: string, fields: JsonObject): string {
  const number = previous ? Number.parseInt(previous, 10) + 1 : 1;
  const hash = createHash("md5")
    .update(`${previous}${id}${compactJson(fields)}`)
    .digest("hex");
  return `${number}-${hash}`;
}
