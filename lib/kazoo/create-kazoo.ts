import type { Logger } from "@/lib/config/logger";
import { HooklineError } from "@/lib/domain/hookline-error";
import { createAccounts } from "./accounts";
import { createAttempts } from "./attempts";
import { authenticate, refreshToken } from "./authenticate";
import { createClient, type KazooClient } from "./client";
import type { CredentialsMethod } from "./credentials-hash";
import { createFailureLimits } from "./failure-limits";
import type { Kazoo, KazooAccess, KazooSession } from "./kazoo";
import { createNamedObjects } from "./named-objects";
import { createOperatorTurns } from "./operator-turns";
import { createSweepClient, createSweepPaces } from "./sweep/sweep-client";
import type { PaceClock } from "./sweep/sweep-pace";
import { createTestUsers } from "./test-users";
import { createTriggers } from "./triggers";
import { createWebhookGroups } from "./webhook-groups";
import { createWebhooks } from "./webhooks";

interface KazooOptions {
  /** At least one; the first is the default. */
  readonly clusters: readonly { readonly name: string; readonly url: string }[];
  readonly timeoutMs: number;
  readonly answerLimitBytes: number;
  readonly logger: Logger;
  /** How these clusters keep passwords; "md5" unless told. */
  readonly credentialsMethod?: CredentialsMethod;
  /** The time that sweeps go by. */
  readonly sweepClock?: PaceClock;
}

function sessionOn(client: KazooClient, { cluster, token }: KazooAccess): KazooSession {
  return {
    refreshToken: () => refreshToken(client, cluster, token),
    ...createAccounts(client, token),
    ...createTriggers(client, token),
    ...createWebhooks(client, token),
    ...createWebhookGroups(client, token),
    ...createAttempts(client, token),
    ...createTestUsers(client, token),
    ...createFailureLimits(client, token),
    ...createNamedObjects(client, token),
  };
}

/** One HTTP client per cluster, and on it what an operator may do. */
export function createKazoo(options: KazooOptions): Kazoo {
  const { clusters, credentialsMethod = "md5", ...limits } = options;
  const clients = new Map(
    clusters.map(({ name, url }) => [name, createClient({ ...limits, url })] as const),
  );
  const inTurn = createOperatorTurns();
  const clusterNames = clusters.map(({ name }) => name);
  const defaultCluster = clusterNames[0];
  const paceOf = createSweepPaces(options.sweepClock);

  function clientOf({ cluster, token }: KazooAccess): KazooClient {
    const shared = clients.get(cluster);
    // A session outlives a restart, and the settings may have changed with it.
    if (!shared) throw new HooklineError("session_over", "Your session is over. Log in again.");
    return inTurn(shared, cluster, token);
  }

  return {
    clusterNames,
    async login(credentials) {
      const cluster = credentials.cluster ?? defaultCluster ?? "";
      const client = clients.get(cluster);
      if (!client) {
        throw new HooklineError("validation_failed", "There is no Kazoo cluster of this name.", {
          fields: { cluster: `Choose one of: ${clusterNames.join(", ")}.` },
        });
      }
      return authenticate(client, cluster, credentialsMethod, credentials);
    },
    as: (access) => sessionOn(clientOf(access), access),
    sweep(access) {
      const pace = paceOf(access.cluster, access.accountId);
      const client = createSweepClient(clientOf(access), pace);
      return { session: sessionOn(client, access), watch: pace.watch };
    },
    async close() {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}
