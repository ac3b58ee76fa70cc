import { stringAt } from "../json/json";
import type { Random } from "../state/random";
import type { World } from "../state/world";

/** Somebody with a phone in an account. */
export interface Person {
  name: string;
  extension: string;
  deviceId?: string;
  ownerId?: string;
}

const OUTSIDE_NAMES = [
  ...["Reception", "Front Office", "Dispatch", "Accounts", "Warehouse", 'Café "Linde"'],
] as const;

/** One of the account's devices and its owner; made up where the account has none. */
export function pickPerson(world: World, random: Random, accountId: string): Person {
  const devices = world
    .ofAccount(world.documents, accountId)
    .filter((document) => document.type === "device");
  const [first, ...others] = devices;
  if (!first) return { name: "Front Desk", extension: String(1000 + random.integer(50)) };
  const device = random.pick([first, ...others]);
  const ownerId = stringAt(device.fields, "owner_id");
  const owner = world.users.get(ownerId ?? "");
  const name = owner ? `${owner.fields.first_name} ${owner.fields.last_name}` : "Front Desk";
  const known = owner && stringAt(owner.fields, "presence_id");
  return {
    name,
    extension: known ?? String(1000 + random.integer(50)),
    deviceId: device.id,
    ownerId,
  };
}

export const outsideName = (random: Random) =>
  random.pick([OUTSIDE_NAMES[0] ?? "", ...OUTSIDE_NAMES.slice(1)]);

/** A number nobody has: 555-0100 to 555-0199 are kept for stories. */
export const outsideNumber = (random: Random) =>
  `+1${200 + random.integer(700)}5550${100 + random.integer(100)}`;

export const realmOf = (world: World, accountId: string) =>
  stringAt(world.accounts.get(accountId)?.fields ?? {}, "realm") ?? "sip.example";

export const callIdOf = (random: Random) =>
  `${random.hex(8)}-${random.hex(4)}-${random.hex(12)}@192.0.2.10`;
