import { ACCOUNT_ROUTES } from "../accounts/account-routes";
import { logInWithKey } from "../auth/api-auth";
import {
  logOut,
  refreshToken,
  refuseTokenPath,
  showToken,
  showTokenInfo,
} from "../auth/token-routes";
import { logInUser } from "../auth/user-auth";
import { DEVICE_ROUTES } from "../devices/device-routes";
import { USER_ROUTES } from "../users/user-routes";
import { WEBHOOK_ROUTES } from "../webhooks/webhook-routes";
import { type Route, withoutToken, withToken } from "./route";

const AUTH_ROUTES: Route[] = [
  { pattern: "user_auth", methods: { PUT: withoutToken(logInUser) } },
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
    methods: { GET: withToken(() => ({ data: { version: "5.0.0", erlang_version: "25" } })) },
  },
];

/** Every endpoint of the simulated API. */
export const API_ROUTES: readonly Route[] = [
  ...AUTH_ROUTES,
  ...WEBHOOK_ROUTES,
  ...USER_ROUTES,
  ...DEVICE_ROUTES,
  ...ACCOUNT_ROUTES,
];
