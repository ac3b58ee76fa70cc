import { connect } from "node:net";

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failed: number;
  /** All that were answered 200, the first second's too. */
  readonly answered: number;
}

let number = 0;

/** A call's end as Kazoo posts it in form encoding, each with another call and number. */
export function kazooPost(port: number, path: string, connection: "keep-alive" | "close"): string {
  number += 1;
  const tail = String(number).padStart(7, "0");
  // Call ids come in no order, which is what an index by them has to bear.
  const spread = (Math.imul(number, 2_654_435_761) >>> 0).toString(16).padStart(8, "0");
  const body = `account_id=339cd2d0d667158cf59041652ef17bd5&authorizing_id=7f2b66a620cf9523d349cc5de8f21f37&authorizing_type=device&call_direction=inbound&call_id=${spread}${tail}%4010.0.0.1&callee_id_name=Callee&callee_id_number=2000&caller_id_name=Zo%C3%AB+%22Q%22&caller_id_number=%2B1555${tail}&custom_application_vars[cav1]=x&emergency_resource_used=false&from=1000%40sub1.example.com&local_resource_used=true&is_internal_leg=false&owner_id=d860229e722bf8f738737365b0b1e333&reseller_id=e8404efaea7c405af845c72d7f7505b0&timestamp=63962510189&to=2000%40sub1.example.com&hook_event=channel_destroy&hangup_cause=NORMAL_CLEARING&hangup_code=sip%3A200&duration_seconds=6&ringing_seconds=0&billing_seconds=6&cluster_id=6f2d8a1c9b7e4d3fa5c01e2b3d4f5a6b`;
  return `POST ${path} HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\nte: \r\nhost: 127.0.0.1:${port}\r\nconnection: ${connection}\r\nx-hook-id: cff95096d875112506c5fb4ca15a4f07\r\nx-account-id: 339cd2d0d667158cf59041652ef17bd5\r\n\r\n${body}`;
}

/** One delivery on a connection of its own; resolves with its call id, null when it failed. */
export function postDelivery(port: number, path: string): Promise<string | null> {
  const post = kazooPost(port, path, "close");
  const callId = /call_id=([^&]+)/.exec(post)?.[1] ?? "";
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.on("connect", () => socket.write(post));
    socket.on("error", () => resolve(null));
    socket.on("close", () => resolve(null));
    socket.on("data", (chunk: Buffer) => resolve(isOk(chunk) ? decodeURIComponent(callId) : null));
  });
}

type OnAnswer = (ms: number, ok: boolean) => void;

// Both receivers answer in one packet, which ends in their short body.
function isOk(answer: Buffer): boolean {
  return answer.toString("latin1", 9, 12) === "200";
}

/** One keep-alive connection that posts, waits for the answer and posts again until the time. */
function postKeptAlive(port: number, path: string, untilMs: number, onAnswer: OnAnswer) {
  return new Promise<void>((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let sentAt = 0;
    const send = (): void => {
      sentAt = performance.now();
      socket.write(kazooPost(port, path, "keep-alive"));
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (chunk: Buffer) => {
      onAnswer(performance.now() - sentAt, isOk(chunk));
      if (performance.now() < untilMs) send();
      else socket.end();
    });
  });
}

/** One post on a connection of its own; its time counts from the connecting. */
function postOnce(port: number, path: string, onAnswer: OnAnswer): Promise<void> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.on("connect", () => socket.write(kazooPost(port, path, "close")));
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (chunk: Buffer) => onAnswer(performance.now() - startedAt, isOk(chunk)));
  });
}

async function postOneByOne(port: number, path: string, untilMs: number, onAnswer: OnAnswer) {
  while (performance.now() < untilMs) await postOnce(port, path, onAnswer);
}

/**
 * Posts for some seconds over a number of connections, kept alive or a new one for each post. The
 * first second is not counted.
 */
export async function postLoad(
  port: number,
  path: string,
  connections: number,
  seconds: number,
  keepAlive = true,
): Promise<LoadResult> {
  const startMs = performance.now() + 1_000;
  const untilMs = startMs + seconds * 1_000;
  const latencies: number[] = [];
  let failed = 0;
  let answered = 0;
  const record = (ms: number, ok: boolean): void => {
    if (!ok) failed += 1;
    else answered += 1;
    if (ok && performance.now() >= startMs) latencies.push(ms);
  };
  const post = keepAlive ? postKeptAlive : postOneByOne;
  await Promise.all(Array.from({ length: connections }, () => post(port, path, untilMs, record)));
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return {
    perSecond: latencies.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    failed,
    answered,
  };
}
