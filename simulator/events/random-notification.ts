import type { FiredEvent } from "../firing/fired-event";
import type { JsonObject } from "../json/json";
import type { Random } from "../state/random";
import type { World } from "../state/world";
import { notificationEvent } from "./notification-event";
import { callIdOf, outsideName, outsideNumber, pickPerson, realmOf } from "./people";

interface Scene {
  world: World;
  random: Random;
  accountId: string;
}

type Fields = (scene: Scene) => JsonObject;

const monthOf = (world: World) =>
  new Date(world.clock.now()).toISOString().slice(0, 7).replace("-", "");

function registration({ world, random, accountId }: Scene): JsonObject {
  const {
    deviceId = random.hex(32),
    extension,
    ownerId = random.hex(32),
  } = pickPerson(world, random, accountId);
  const realm = realmOf(world, accountId);
  const username = `user_${extension}`;
  return {
    user_agent: "Example Phone 5.3.1",
    to_user: username,
    to_host: realm,
    suppress_unregister_notify: false,
    owner_id: ownerId,
    network_port: String(1024 + random.integer(60_000)),
    network_ip: `198.51.100.${1 + random.integer(250)}`,
    from_user: username,
    from_host: realm,
    expires: 540,
    event_timestamp: world.gregorianNow(),
    contact: `sip:${username}@198.51.100.7:5060;methods="INVITE, ACK, BYE"`,
    call_id: random.hex(32),
    authorizing_type: "device",
    authorizing_id: deviceId,
    username,
    realm,
  };
}

function fax({ world, random, accountId }: Scene): JsonObject {
  const [from, to] = [outsideNumber(random), outsideNumber(random)];
  return {
    owner_id: random.hex(32),
    faxbox_id: random.hex(32),
    fax_timestamp: world.gregorianNow(),
    fax_notifications: { email: { send_to: [`fax@${realmOf(world, accountId)}`] } },
    fax_info: {
      fax_bad_rows: 0,
      fax_ecm_used: false,
      fax_result_code: 0,
      fax_result_text: "OK",
      fax_success: true,
      fax_total_pages: 2,
      fax_transferred_pages: 2,
    },
    caller_id_number: from,
    caller_id_name: outsideName(random),
    callee_id_number: to,
    callee_id_name: to,
    call_id: callIdOf(random),
    to_user: to,
    to_realm: realmOf(world, accountId),
    from_user: from,
    from_realm: "carrier.example",
    fax_id: `${monthOf(world)}-${random.hex(32)}`,
  };
}

function voicemail({ world, random, accountId }: Scene): JsonObject {
  return {
    voicemail_length: 3000 + random.integer(40_000),
    caller_id_number: outsideNumber(random),
    caller_id_name: outsideName(random),
    call_id: callIdOf(random),
    voicemail_timestamp: world.gregorianNow(),
    voicemail_id: `${monthOf(world)}-${random.hex(32)}`,
    voicemail_box: random.hex(32),
    to_user: "1000",
    to_realm: realmOf(world, accountId),
    from_user: outsideNumber(random),
    from_realm: "carrier.example",
  };
}

/** The secret ones too: what a console must mask has to be there in a test. */
const NOTIFICATIONS: Readonly<Record<string, { appName: string; fields: Fields }>> = {
  register: { appName: "registrar", fields: registration },
  deregister: { appName: "registrar", fields: registration },
  inbound_fax: { appName: "fax", fields: fax },
  outbound_fax: {
    appName: "fax",
    fields: (scene) => ({
      ...fax(scene),
      fax_jobid: `${monthOf(scene.world)}-${scene.random.hex(32)}`,
    }),
  },
  voicemail_new: { appName: "callflow", fields: voicemail },
  voicemail_saved: { appName: "callflow", fields: voicemail },
  password_recovery: {
    appName: "crossbar",
    fields: ({ world, random, accountId }) => ({
      user_id: random.hex(32),
      timezone: "America/Los_Angeles",
      last_name: "Example",
      first_name: "Pat",
      password_reset_link: `https://ui.example/?recovery=${random.hex(64)}`,
      email: `pat@${realmOf(world, accountId)}`,
    }),
  },
  new_account: {
    appName: "crossbar",
    fields: ({ world, random, accountId }) => ({
      account_realm: realmOf(world, accountId),
      account_name: "New Example",
      account_api_key: random.hex(64),
    }),
  },
  new_user: {
    appName: "crossbar",
    fields: ({ random }) => ({ password: `pw-${random.hex(8)}`, user_id: random.hex(32) }),
  },
  low_balance: {
    appName: "jonny5",
    fields: ({ random }) => ({ current_balance: 10_000 * random.integer(50) }),
  },
  service_added: {
    appName: "services",
    fields: ({ world }) => ({
      timestamp: world.gregorianNow(),
      items: [
        { billable: 2, category: "users", item: "_all", quantity: 2, rate: 10, total: 20 },
        { billable: 4, category: "devices", item: "sip_device", quantity: 4, rate: 2, total: 8 },
      ],
    }),
  },
};

export const RANDOM_NOTIFICATION_NAMES: readonly string[] = Object.keys(NOTIFICATIONS);

/** A notification of this name with made-up contents, fields in the recorded order. */
export function randomNotification(
  world: World,
  random: Random,
  accountId: string,
  name: string,
): FiredEvent | undefined {
  const known = NOTIFICATIONS[name];
  if (!known || !world.accounts.has(accountId)) return undefined;
  const fields = known.fields({ world, random, accountId });
  return notificationEvent(world, accountId, name, fields, known.appName);
}
