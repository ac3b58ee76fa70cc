import { ApiFailure, validationError } from "../http/api-failure";
import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import type { ApiContext } from "../http/route";

/** Only auto-disabled webhooks are touched (docs/kazoo.md#re-enabling). */
function reEnable(
  request: ApiRequest,
  { world, firing, faults }: ApiContext,
  isMeant: (accountId: string) => boolean,
): ApiReply {
  const wanted = request.data["re-enable"];
  if (wanted === undefined) {
    const message = "re-enable is required to patch collections";
    throw validationError({ "re-enable": { required: { message } } });
  }
  if (wanted !== true && wanted !== "true") {
    const message = "value not found in enumerated list of values";
    throw validationError({ "re-enable": { enum: { message, target: [true] } } });
  }
  if (faults.isOn("no-webhooks-app")) {
    const message = "The backend is not configured for this request";
    throw new ApiFailure({ status: 500, message, data: {} });
  }
  for (const webhook of world.webhooks.values()) {
    if (!webhook.disabledMessage || !isMeant(webhook.accountId)) continue;
    webhook.disabledMessage = undefined;
    world.revise(webhook, { ...webhook.fields, enabled: true });
    firing.onEdited(webhook);
  }
  return { data: "hooks updated" };
}

export const reEnableOwn = (request: ApiRequest, context: ApiContext) =>
  reEnable(request, context, (accountId) => accountId === request.account?.id);

export const reEnableDescendants = (request: ApiRequest, context: ApiContext) =>
  reEnable(request, context, (accountId) => {
    const account = context.world.accounts.get(accountId);
    return account !== undefined && context.world.isInTree(account, request.account?.id ?? "");
  });
