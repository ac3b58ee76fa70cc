import { ApiFailure } from "../http/api-failure";
import type { JsonObject } from "../json/json";
import type { Account } from "../state/documents";

/**
 * Accounts with a second factor answer 401 with a question first (docs/kazoo.md#login-failures).
 */
export function requireSecondFactor(account: Account, data: JsonObject): void {
  const factor = account.multiFactor;
  if (!factor || data.multi_factor_response === factor.accept) return;
  throw new ApiFailure({
    status: 401,
    message: "invalid_credentials",
    data: {
      message: "client needs to preform second-factor authentication",
      multi_factor_request: { provider_name: factor.providerName, settings: factor.settings },
    },
  });
}
