import { Worker } from "node:worker_threads";
import { type Simulator, startSimulator } from "@/simulator/simulator";

/**
 * How fast the simulator fires form posts at a receiver on this machine, how fast it starts, and
 * whether its memory stays flat: `simulator-firing [seconds] [concurrent events] [minutes of memory] [events/s of it]`.
 */
const [seconds = 5, concurrency = 64, memoryMinutes = 0, eventsPerSecond = 500] = process.argv
  .slice(2)
  .map(Number);

/** Answers 200 to everything, on a thread of its own: nothing but a counter. */
const RECEIVER = `
  const net = require("node:net");
  const { parentPort } = require("node:worker_threads");
  let requests = 0;
  const OK = "HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n";
  const server = net.createServer((socket) => {
    socket.on("error", () => socket.destroy());
    let pending = "";
    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1");
      for (;;) {
        const head = pending.indexOf("\\r\\n\\r\\n");
        if (head < 0) return;
        const length = Number(/content-length: (\\d+)/.exec(pending.slice(0, head))[1]);
        if (pending.length < head + 4 + length) return;
        pending = pending.slice(head + 4 + length);
        requests += 1;
        socket.write(OK);
      }
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
  parentPort.on("message", () => parentPort.postMessage(requests));
`;

function nextMessage(worker: Worker): Promise<number> {
  return new Promise((resolve) => worker.once("message", resolve));
}

function received(worker: Worker): Promise<number> {
  const answer = nextMessage(worker);
  worker.postMessage("count");
  return answer;
}

function hearEverything({ world, restartFiring }: Simulator, port: number): void {
  const fields = {
    name: "bench",
    hook: "all",
    uri: `http://127.0.0.1:${port}/bench`,
    http_verb: "post",
    format: "form-data",
    include_subaccounts: true,
  };
  world.webhooks.clear();
  world.webhooks.set("bench", world.newDocument(world.masterAccountId, fields, "bench"));
  restartFiring();
}

/** A call's end, about 900 bytes as a form. */
const payload = (number: number) => ({
  account_id: "339cd2d0d667158cf59041652ef17bd5",
  authorizing_id: "7f2b66a620cf9523d349cc5de8f21f37",
  authorizing_type: "device",
  call_direction: "inbound",
  call_id: `call-${number}@192.0.2.10`,
  callee_id_name: "Front Desk",
  callee_id_number: "2000",
  caller_id_name: 'Zoë "Q" Adams',
  caller_id_number: `+1555${number}`,
  custom_application_vars: { cav1: "x" },
  emergency_resource_used: false,
  from: "1000@sub1.sip.example",
  local_resource_used: true,
  is_internal_leg: false,
  owner_id: "d860229e722bf8f738737365b0b1e333",
  reseller_id: "e8404efaea7c405af845c72d7f7505b0",
  timestamp: 63_962_510_189,
  to: "2000@sub1.sip.example",
  hook_event: "channel_destroy",
  hangup_cause: "NORMAL_CLEARING",
  hangup_code: "sip:200",
  duration_seconds: 6,
  ringing_seconds: 0,
  billing_seconds: 6,
});

async function measureRate(simulator: Simulator, worker: Worker): Promise<void> {
  const accountId = simulator.world.masterAccountId;
  const before = await received(worker);
  const startedAt = performance.now();
  let number = 0;
  const fireOn = async () => {
    while (performance.now() - startedAt < seconds * 1000) {
      number += 1;
      await simulator.fire({ accountId, trigger: "channel_destroy", payload: payload(number) });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, fireOn));
  const elapsed = (performance.now() - startedAt) / 1000;
  const count = (await received(worker)) - before;
  console.log(
    `fired    ${Math.round(count / elapsed)} form posts/s, ${concurrency} events at a time`,
  );
}

async function watchMemory(simulator: Simulator, worker: Worker): Promise<void> {
  simulator.startTraffic({ eventsPerSecond, seed: 1 });
  const startedAt = performance.now();
  let before = await received(worker);
  for (let half = 1; half <= memoryMinutes * 2; half += 1) {
    await new Promise((resolve) => setTimeout(resolve, 30_000));
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
    const count = await received(worker);
    const minute = ((performance.now() - startedAt) / 60_000).toFixed(1);
    const rate = Math.round((count - before) / 30);
    before = count;
    console.log(
      `minute ${minute}  rss ${megabytes(rss)} MB  heap ${megabytes(heapUsed)} MB  ${rate} posts/s`,
    );
  }
  simulator.stopTraffic();
}

const worker = new Worker(RECEIVER, { eval: true });
const port = await nextMessage(worker);
const startedAt = performance.now();
const simulator = await startSimulator({ seed: "demo", resolveHosts: "loopback-only" });
console.log(`started  in ${Math.round(performance.now() - startedAt)} ms`);
hearEverything(simulator, port);
if (seconds > 0) await measureRate(simulator, worker);
if (memoryMinutes > 0) await watchMemory(simulator, worker);
await simulator.close();
await worker.terminate();
