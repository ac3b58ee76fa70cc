import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { controlSocketName, type ReceiverReport } from "@/lib/control/control";
import { createConsoleClient } from "./console-client";
import { createDeliveryCounters } from "./delivery-counters";
import { type ConsoleReports, reportToConsole } from "./report-to-console";

let folder: string;
let reports: ConsoleReports;
let nowMs: number;

function report(): ReceiverReport {
  const { counts, durations } = createDeliveryCounters();
  return {
    receiver: "r1",
    deliveries: counts,
    durations: durations(),
    failingSince: null,
    pending: { records: 0, bytes: 0 },
    memoryBytes: 1,
    cpuSeconds: 1,
  };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-report-"));
  nowMs = 0;
  reports = reportToConsole(createConsoleClient(folder), report, () => nowMs);
});
afterEach(async () => {
  await reports.stop();
  rmSync(folder, { recursive: true });
});

/** Something in the console's place that answers as long as it is told to. */
async function startConsole() {
  const state = { answers: true, heard: 0 };
  const waiting: ServerResponse[] = [];
  const server = createServer((request, response) => {
    request.resume();
    state.heard += 1;
    if (state.answers) response.end('{"ok":true}');
    else waiting.push(response);
  });
  server.listen(join(folder, controlSocketName));
  await once(server, "listening");
  return {
    state,
    wake: () => {
      state.answers = true;
      for (const response of waiting.splice(0)) response.end('{"ok":true}');
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

test("the console is starting until it answers, up while it does, and stuck when it stops to", async () => {
  expect(reports.state()).toBe("starting");
  const console = await startConsole();
  await expect.poll(reports.state).toBe("up");
  console.state.answers = false;
  const { heard } = console.state;
  await expect.poll(() => console.state.heard).toBeGreaterThan(heard);
  nowMs += 4_999;
  expect(reports.state()).toBe("up");
  nowMs += 1;
  expect(reports.state()).toBe("stuck");
  console.wake();
  await expect.poll(reports.state).toBe("up");
  await console.close();
  await expect.poll(reports.state).toBe("starting");
  const next = await startConsole();
  await expect.poll(reports.state).toBe("up");
  await next.close();
});

test("the last report is told at the end", async () => {
  const console = await startConsole();
  await expect.poll(reports.state).toBe("up");
  const { heard } = console.state;
  await reports.stop();
  expect(console.state.heard).toBeGreaterThan(heard);
  await console.close();
});
