import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { type HooklineStack, startHookline } from "./hookline-stack";
import { pacedLoad } from "./paced-load";
import { type PageLoad, startPageLoad } from "./page-load";
import { postLoad } from "./post-load";
import { row } from "./table";

/**
 * Deliveries beside what may go on in the same Hookline: pages loaded by strangers, a console that
 * is stopped, a database that is locked. Arguments: seconds per measurement (5), deliveries a second (100).
 */
const [seconds = 5, perSecond = 100] = process.argv.slice(2).map(Number);
const strangers = 50;
const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
const manyParameters = `/login?${Array.from({ length: 18_000 }, (_, n) => `a${n}`).join("&")}`;
const manyCookies = Array.from({ length: 6_000 }, (_, n) => `c${n}=1`).join("; ");

async function paced(name: string, { port, path }: HooklineStack): Promise<void> {
  for (const keepAlive of [true, false]) {
    const result = await pacedLoad({ port, path, perSecond, seconds, keepAlive });
    row(
      `${name}${keepAlive ? "" : ", new connections"}`,
      String(result.answered),
      String(result.failed),
      result.p50Ms.toFixed(1),
      result.p99Ms.toFixed(1),
      result.maxMs.toFixed(1),
      loadavg()[0]?.toFixed(1) ?? "",
    );
  }
}

async function beside(name: string, hookline: HooklineStack, load: PageLoad): Promise<void> {
  await paced(name, hookline);
  const { requests } = await load.stop();
  row("  page requests meanwhile", String(requests));
}

const hookline = await startHookline(join(folder, "data"));
const { port, path } = hookline;
const pages = (target: string, headers = "") =>
  startPageLoad({ port, target, headers, connections: strangers });
try {
  console.log(`${perSecond} deliveries a second for ${seconds} s, kept alive and not\n`);
  row("", "answered", "failed", "p50 ms", "p99 ms", "most ms", "load");
  await paced("alone", hookline);
  await beside("50 on a page that isn't there", hookline, pages("/nope"));
  await beside("50 on /login", hookline, pages("/login"));
  await beside("50 on /api/health", hookline, pages("/api/health"));
  await beside("50 with 18,000 parameters", hookline, pages(manyParameters));
  await beside("50 with 6,000 cookies", hookline, pages("/login", `cookie: ${manyCookies}\r\n`));

  const consolePid = hookline.pidOf("console");
  process.kill(consolePid, "SIGSTOP");
  await paced("console stopped", hookline);
  process.kill(consolePid, "SIGCONT");
  await hookline.untilDrained();

  const database = new Database(join(folder, "data", "hookline.db"));
  database.exec("pragma busy_timeout = 10000; begin immediate");
  await paced("database locked", hookline);
  database.exec("rollback");
  database.close();
  await hookline.untilDrained();

  console.log(`\n32 connections as fast as they can for ${seconds} s, kept alive\n`);
  row("", "answered/s", "p99 ms", "failed");
  const alone = await postLoad(port, path, 32, seconds);
  row("alone", alone.perSecond.toFixed(0), alone.p99Ms.toFixed(1), String(alone.failed));
  await hookline.untilDrained();
  const load = pages("/nope");
  const with50 = await postLoad(port, path, 32, seconds);
  await load.stop();
  const share = `${((with50.perSecond / alone.perSecond) * 100).toFixed(0)} %`;
  row(
    "beside 50 on a page",
    with50.perSecond.toFixed(0),
    with50.p99Ms.toFixed(1),
    String(with50.failed),
    share,
  );
} finally {
  await hookline.stop();
  rmSync(folder, { recursive: true, force: true });
}
