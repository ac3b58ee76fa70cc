import { badIdentifier } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { listReply } from "../http/list-page";
import { type ApiContext, type Route, withoutToken, withToken } from "../http/route";
import type { JsonObject } from "../json/json";
import { storeApps } from "./installed-apps";

/** What 2600Hz's Monster UI asks for beside its webhooks app, and can't start without. */
const LIMITS: JsonObject = {
  twoway_trunks: 0,
  inbound_trunks: 0,
  outbound_trunks: 0,
  burst_trunks: 0,
  allow_prepay: true,
  calls: 0,
};

// A square that stands for every picture of a brand.
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>`;

const picture = (): ApiReply => ({ raw: { contentType: "image/svg+xml", body: PICTURE } });

const emptyList = withToken(() => listReply([]));

function showApp({ parameters }: ApiRequest, { world }: ApiContext): ApiReply {
  const app = storeApps(world).find(({ id }) => id === parameters.id);
  if (!app) throw badIdentifier(parameters.id ?? "");
  return { data: app };
}

export const APP_ROUTES: readonly Route[] = [
  {
    pattern: "accounts/:accountId/apps_store",
    methods: { GET: withToken((_request, { world }) => listReply(storeApps(world))) },
  },
  { pattern: "accounts/:accountId/apps_store/:id", methods: { GET: withToken(showApp) } },
  { pattern: "accounts/:accountId/apps_store/:id/icon", methods: { GET: withToken(picture) } },
  { pattern: "accounts/:accountId/alerts", methods: { GET: emptyList } },
  { pattern: "accounts/:accountId/external_numbers", methods: { GET: emptyList } },
  {
    pattern: "accounts/:accountId/ledgers/total",
    methods: { GET: withToken(() => ({ data: { amount: 0 } })) },
  },
  {
    pattern: "accounts/:accountId/limits",
    methods: { GET: withToken(() => ({ data: LIMITS })) },
  },
  {
    pattern: "whitelabel/:domain",
    methods: {
      GET: withoutToken(({ parameters }) => ({
        data: { domain: parameters.domain ?? "", company_name: "Simulated Kazoo" },
      })),
    },
  },
  { pattern: "whitelabel/:domain/logo", methods: { GET: withoutToken(picture) } },
  { pattern: "whitelabel/:domain/icon", methods: { GET: withoutToken(picture) } },
];
