import type { IncomingMessage, ServerResponse } from "node:http";
import { isScenarioName, SCENARIO_NAMES } from "../events/call-scenarios";
import { RANDOM_NOTIFICATION_NAMES } from "../events/random-notification";
import { FAULT_KINDS, readFault } from "../faults/fault";
import { readBody } from "../http/read-body";
import type { ApiContext } from "../http/route";
import { isJsonObject, type JsonObject, numberAt, objectAt, stringAt } from "../json/json";
import { parseJson } from "../json/parse-json";
import { controlPage } from "./control-page";
import type { CreatedControls } from "./controls";
import { worldState } from "./world-state";

interface ControlAnswer {
  status?: number;
  body: unknown;
}

const done: ControlAnswer = { body: { ok: true } };
const refused = (message: string, status = 400): ControlAnswer => ({
  status,
  body: { ok: false, message },
});

/** The control API under `/_simulator/`; see the README of this folder. */
export async function handleControlRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: ApiContext,
  controls: CreatedControls,
): Promise<void> {
  const path = new URL(request.url ?? "/", "http://simulator").pathname;
  const body = parseBody(await readBody(request));
  const command = `${request.method} ${path.replace(/^\/_simulator\/?/, "").replace(/\/$/, "")}`;
  if (command === "GET ") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(controlPage(context.world));
    return;
  }
  const answer = body
    ? await runCommand(command, body, context, controls)
    : refused("The body is not a JSON object.");
  response.writeHead(answer.status ?? 200, { "content-type": "application/json" });
  response.end(`${JSON.stringify(answer.body, undefined, 2)}\n`);
}

function parseBody(text: string): JsonObject | undefined {
  if (text.trim() === "") return {};
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function runCommand(
  command: string,
  body: JsonObject,
  { world }: ApiContext,
  controls: CreatedControls,
): Promise<ControlAnswer> {
  switch (command) {
    case "GET state":
      return { body: worldState(world, controls) };
    case "POST reset":
    case "POST seed": {
      const fallback = command === "POST seed" ? "demo" : world.settings.seed;
      controls.reset(body.seed === "none" || body.seed === "demo" ? body.seed : fallback);
      return done;
    }
    case "POST delete-user":
      return removeUser(body, controls);
    case "POST fire":
      return fire(body, controls);
    case "POST call":
      return playCall(body, controls);
    case "POST notification":
      return controls.notify(stringAt(body, "accountId") ?? "", stringAt(body, "name") ?? "")
        ? done
        : refused(`No such account, or name not one of ${RANDOM_NOTIFICATION_NAMES.join(", ")}.`);
    case "POST traffic":
      return startTraffic(body, controls);
    case "DELETE traffic":
      controls.stopTraffic();
      return done;
    case "POST clock/advance":
      await controls.advance(numberAt(body, "seconds") ?? 0);
      return { body: { ok: true, now: new Date(world.clock.now()).toISOString() } };
    case "POST expire-tokens":
      controls.expireTokens();
      return done;
    case "POST restart-firing":
      controls.restartFiring();
      return done;
    case "GET faults":
      return { body: { faults: controls.faults.list() } };
    case "POST faults": {
      const fault = readFault(body);
      if (!fault) return refused(`kind must be one of ${FAULT_KINDS.join(", ")}.`);
      controls.faults.add(fault);
      return done;
    }
    case "DELETE faults":
      controls.faults.clear();
      return done;
    case "GET deliveries":
      return { body: { deliveries: controls.deliveries() } };
    case "DELETE deliveries":
      controls.clearDeliveries();
      return done;
    default:
      return refused(`No such command: ${command}.`, 404);
  }
}

function removeUser(body: JsonObject, controls: CreatedControls): ControlAnswer {
  const userId = stringAt(body, "userId");
  if (userId !== undefined)
    return controls.deleteUser(userId) ? done : refused("No such user.", 404);
  const deleted = controls.deleteAnyUser(stringAt(body, "accountId"));
  return deleted ? { body: { ok: true, deleted } } : refused("No such account.", 404);
}

function playCall(body: JsonObject, controls: CreatedControls): ControlAnswer {
  const accountId = stringAt(body, "accountId") ?? "";
  const scenario = stringAt(body, "scenario") ?? "single";
  if (!isScenarioName(scenario))
    return refused(`scenario must be one of ${SCENARIO_NAMES.join(", ")}.`);
  const callId = controls.playCall({ accountId, scenario, stageMs: numberAt(body, "stageMs") });
  return callId ? { body: { ok: true, callId } } : refused("No such account.", 404);
}

function fire(body: JsonObject, controls: CreatedControls): ControlAnswer {
  const accountId = stringAt(body, "accountId");
  const trigger = stringAt(body, "trigger");
  const payload = objectAt(body, "payload");
  if (!accountId || !trigger || !payload) {
    return refused("accountId, trigger and payload are needed.");
  }
  // Not waited for: a receiver that hangs would hang the caller too.
  void controls.fire({ accountId, trigger, payload, isLoopback: body.isLoopback === true });
  return done;
}

function startTraffic(body: JsonObject, controls: CreatedControls): ControlAnswer {
  const eventsPerSecond = numberAt(body, "eventsPerSecond") ?? 1;
  if (eventsPerSecond < 0.1 || eventsPerSecond > 2000) {
    return refused("eventsPerSecond must be from 0.1 to 2000.");
  }
  const { accountIds } = body;
  controls.startTraffic({
    eventsPerSecond,
    seed: numberAt(body, "seed"),
    accountIds: Array.isArray(accountIds) ? accountIds.map(String) : undefined,
  });
  return done;
}
