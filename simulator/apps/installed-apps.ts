import { createHash } from "node:crypto";
import type { JsonObject } from "../json/json";
import type { World } from "../state/world";

interface InstalledApp {
  id: string;
  name: string;
  label: string;
  description: string;
}

const app = (name: string, label: string, description: string): InstalledApp => ({
  id: createHash("md5").update(`app/${name}`).digest("hex"),
  name,
  label,
  description,
});

const DEMO_APPS: readonly InstalledApp[] = [
  app("webhooks", "Webhooks", "The webhooks of an account, and what became of their requests"),
  app("accounts", "Accounts Manager", "The accounts below one's own"),
];

/** The apps of Monster UI that the demo's accounts have; an empty cluster has none. */
const installedApps = ({ hasApps }: World) => (hasApps ? DEMO_APPS : []);

/** The short form in the answer to a login. */
export const loginApps = (world: World): JsonObject[] =>
  installedApps(world).map(({ id, name, label }) => ({ id, name, label }));

/** The long form of the apps store. */
export const storeApps = (world: World): JsonObject[] =>
  installedApps(world).map(({ id, name, label, description }) => ({
    id,
    name,
    i18n: { "en-US": { label, description, extended_description: description, features: [] } },
    tags: ["reseller", "developer"],
    author: "2600Hz",
    version: "1.0",
    license: "-",
    price: 0,
    icon: `${name}.png`,
    urls: {},
    screenshots: [],
    masqueradable: true,
    allowed_users: "all",
    users: [],
  }));
