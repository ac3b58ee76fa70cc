import { ACCOUNT_ROUTES } from "../accounts/account-routes";
import { APP_ROUTES } from "../apps/app-routes";
import { logInWithKey } from "../auth/api-auth";
import { impersonate } from "../auth/impersonate";
import { acceptRecovery, requestRecovery } from "../auth/recovery";
import {
  logOut,
  refreshToken,
  refuseTokenPath,
  showToken,
  showTokenInfo,
} from "../auth/token-routes";
import { logInUser } from "../auth/user-auth";
import { CDR_ROUTES } from "../cdrs/cdr-routes";
import { CONFIG_ROUTES } from "../configs/config-routes";
import { DOCUMENT_ROUTES } from "../documents/document-routes";
import { USER_ROUTES } from "../users/user-routes";
import { WEBHOOK_ROUTES } from "../webhooks/webhook-routes";
import { forbidden } from "./api-failure";
import type { ApiReply } from "./api-reply";
import type { ApiRequest } from "./api-request";
import { successEnvelope } from "./envelope";
import { type ApiContext, type Route, withoutToken, withToken } from "./route";

const AUTH_ROUTES: Route[] = [
  { pattern: "user_auth", methods: { PUT: withoutToken(logInUser) } },
  {
    pattern: "user_auth/recovery",
    methods: {
      PUT: withoutToken(requestRecovery),
      POST: withoutToken(acceptRecovery),
    },
  },
  { pattern: "accounts/:accountId/users/:id/user_auth", methods: { PUT: withToken(impersonate) } },
  { pattern: "user_auth/:token", methods: { GET: withToken(refuseTokenPath) } },
  { pattern: "api_auth", methods: { PUT: withoutToken(logInWithKey) } },
  { pattern: "token_auth", methods: { GET: withToken(showToken), DELETE: withToken(logOut) } },
  { pattern: "auth", methods: { PUT: withToken(refreshToken) } },
  {
    pattern: "auth/tokeninfo",
    methods: {
      POST: withoutToken((request, context) => ({
        status: 200,
        ...showTokenInfo(request, context),
      })),
      GET: withoutToken(showTokenInfo),
    },
  },
  {
    pattern: "about",
    methods: { GET: withToken(about) },
  },
];

/** For superduper admins only. */
function about({ principal }: ApiRequest, { world }: ApiContext): ApiReply {
  if (!world.isSuperduper(principal?.accountId)) throw forbidden();
  const { version } = successEnvelope(
    { world, request: { requestId: "" }, tokensRemaining: 0 },
    {},
  );
  const numbers = { used_memory: 60_000_000, processes: 584, ports: 14 };
  return { data: { version: version ?? null, ...numbers, erlang_version: "25" } };
}

/** Every endpoint of the simulated API. */
export const API_ROUTES: readonly Route[] = [
  ...AUTH_ROUTES,
  ...WEBHOOK_ROUTES,
  ...USER_ROUTES,
  ...DOCUMENT_ROUTES,
  ...CDR_ROUTES,
  ...CONFIG_ROUTES,
  ...APP_ROUTES,
  ...ACCOUNT_ROUTES,
];
