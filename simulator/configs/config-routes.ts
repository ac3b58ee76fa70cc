import { type Route, withToken } from "../http/route";

/** What an account sets for an application of the cluster. Only that of webhooks does anything here. */
export const CONFIG_ROUTES: readonly Route[] = [
  {
    pattern: "accounts/:accountId/configs/:configId",
    methods: {
      GET: withToken(({ parameters: { accountId = "", configId = "" } }, { world }) => ({
        data: {
          id: `configs_${configId}`,
          ...(configId === "webhooks" && world.webhookConfigs.get(accountId)),
        },
      })),
    },
  },
];
