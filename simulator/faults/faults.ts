import type { IncomingMessage, ServerResponse } from "node:http";
import { createRandom } from "../state/random";
import type { World } from "../state/world";
import { answerFaulty } from "./answer-faulty";
import { type Fault, isApiKind } from "./fault";

/** What is wrong with the cluster just now. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): Fault[];
  isOn(kind: string): boolean;
  /** The fault of this kind, counted down by one use. */
  take(kind: string): Fault | undefined;
  /** The fault's latency and jitter, on the simulator's clock. */
  wait(fault: Fault, signal?: AbortSignal): Promise<void>;
  /** True when a fault has taken the API request over. */
  apply(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** True when this request has to accept charges first. */
  charges(method: string, path: string): boolean;
}

const isMeant = (fault: Fault, method: string, path: string) =>
  path.startsWith(fault.pathPrefix ?? "/") &&
  (fault.method === undefined || fault.method.toUpperCase() === method);

export function createFaults(world: World): Faults {
  let faults: Fault[] = [];
  const random = createRandom(world.settings.randomSeed + 2);

  function countDown(fault: Fault): Fault {
    if (fault.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((other) => other !== fault);
    }
    return fault;
  }

  async function wait(fault: Fault, signal?: AbortSignal): Promise<void> {
    const ms = (fault.latencyMs ?? 0) + random.integer((fault.jitterMs ?? 0) + 1);
    if (ms > 0) await world.clock.sleep(ms, signal);
  }

  return {
    add: (fault) => faults.push({ ...fault }),
    clear: () => {
      faults = [];
    },
    list: () => [...faults],
    isOn: (kind) => faults.some((fault) => fault.kind === kind),
    take(kind) {
      const fault = faults.find((other) => other.kind === kind);
      return fault && countDown(fault);
    },
    wait,
    async apply(request, response) {
      const { method = "", url = "" } = request;
      const fault = faults.find(
        ({ kind, ...rest }) =>
          isApiKind(kind) && kind !== "charges" && isMeant({ kind, ...rest }, method, url),
      );
      if (!fault) return false;
      countDown(fault);
      await wait(fault);
      return answerFaulty(fault, request, response, world);
    },
    charges: (method, path) =>
      faults.some((fault) => fault.kind === "charges" && isMeant(fault, method, path)),
  };
}
