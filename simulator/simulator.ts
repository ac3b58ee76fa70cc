import http from "node:http";
import { createTokens } from "./auth/tokens";
import { type Clock, createClock } from "./clock/clock";
import { type CreatedControls, createControls } from "./control/controls";
import { handleControlRequest } from "./control/handle-control-request";
import { createFaults } from "./faults/faults";
import { createFiring } from "./firing/firing";
import { handleApiRequest } from "./http/handle-api-request";
import type { ApiContext } from "./http/route";
import { createTokenBuckets } from "./http/token-bucket";
import { resolveSettings, type SimulatorOptions } from "./options";
import { seedWorld } from "./seed";
import { World } from "./state/world";

export type { SimulatorOptions } from "./options";

/** A running simulator; the controls are those of `/_simulator/`, typed. */
export interface Simulator extends CreatedControls {
  url: string;
  port: number;
  clock: Clock;
  /** What is stored; tests may read and change it. */
  world: World;
  close(): Promise<void>;
}

/** Starts a small Kazoo on 127.0.0.1 (or `host`). */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? createClock();
  const world = new World(resolveSettings(options), clock);
  const faults = createFaults(world);
  const context: ApiContext = {
    world,
    tokens: await createTokens(world),
    buckets: createTokenBuckets(world),
    firing: createFiring(world, faults),
    faults,
  };
  seedWorld(world, context.firing, world.settings.seed);
  const controls = createControls(context);

  const server = http.createServer(async (request, response) => {
    const startedAt = Date.now();
    if (options.log) {
      response.on("close", () => {
        const { method, url } = request;
        options.log?.(`${method} ${url} ${response.statusCode} ${Date.now() - startedAt} ms`);
      });
    }
    if (request.url?.startsWith("/_simulator")) {
      return handleControlRequest(request, response, context, controls);
    }
    if (await faults.apply(request, response)) return;
    await handleApiRequest(request, response, context);
  });
  // As Cowboy: an idle connection lives a minute.
  server.keepAliveTimeout = 60_000;
  const host = options.host ?? "127.0.0.1";
  const port = await listen(server, options.port ?? 0, host);

  return {
    ...controls,
    url: `http://${host}:${port}`,
    port,
    clock,
    world,
    async close() {
      controls.stopTraffic();
      context.firing.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: http.Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
