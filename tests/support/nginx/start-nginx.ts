import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../http/free-port";
import { until } from "../until";
import { debianProgram } from "./debian-program";

export interface Nginx {
  readonly port: number;
  readonly url: string;
  /** What it complained of. */
  log(): string;
  stop(): Promise<void>;
}

/** A text of the file and what stands in its place in the test. */
export type Change = readonly [text: string, replacement: string];

interface NginxOptions {
  /** Where Hookline listens. */
  readonly upstreamPort: number;
  readonly file?: "nginx.conf" | "nginx-below-a-path.conf";
  readonly changes?: readonly Change[];
}

function deployFile(name: string): string {
  return readFileSync(
    fileURLToPath(new URL(`../../../docs/deploy/${name}`, import.meta.url)),
    "utf8",
  );
}

/** A change that changes nothing would test another file than the one that people take. */
function changed(text: string, changes: readonly Change[]): string {
  return changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The file has no "${from}".`);
    return before.replaceAll(from, to);
  }, text);
}

function siteOf({ file = "nginx.conf", upstreamPort, changes = [] }: NginxOptions, port: number) {
  const ownHost = changed(deployFile("nginx.conf"), [
    ["127.0.0.1:3000", `127.0.0.1:${upstreamPort}`],
    ["listen 443 ssl http2;", `listen 127.0.0.1:${port};`],
    ["listen [::]:443 ssl http2;", ""],
    ["ssl_certificate /etc/ssl/hookline/fullchain.pem;", ""],
    ["ssl_certificate_key /etc/ssl/hookline/privkey.pem;", ""],
  ]);
  if (file === "nginx.conf") return changed(ownHost, changes);
  const upstream = /^upstream .*?^}/ms.exec(ownHost)?.[0];
  const locations = changed(deployFile(file), changes);
  return `${upstream}\nserver {\nlisten 127.0.0.1:${port};\n${locations}\n}\n`;
}

/** All that nginx writes lies in the folder, so that any user can run it. */
function mainConfig(folder: string): string {
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const paths = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`);
  return `
daemon off;
master_process off;
pid ${join(folder, "pid")};
error_log stderr warn;
events {}
http {
  access_log off;
  ${paths.join("\n  ")}
  include ${join(folder, "site.conf")};
}
`;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** nginx with a file of docs/deploy, in a folder of its own, with other ports and no certificate. */
export async function startNginx(options: NginxOptions): Promise<Nginx> {
  const program = debianProgram("nginx", "nginx");
  const folder = mkdtempSync(join(tmpdir(), "hookline-nginx-"));
  const port = await freePort();
  writeFileSync(join(folder, "site.conf"), siteOf(options, port));
  writeFileSync(join(folder, "nginx.conf"), mainConfig(folder));
  const nginx = spawn(program, ["-p", folder, "-c", join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  nginx.stderr.on("data", (chunk: Buffer) => {
    log += chunk.toString();
  });
  const closed = once(nginx, "close");
  async function stop(): Promise<void> {
    nginx.kill("SIGTERM");
    await closed;
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    await until(async () => {
      if (nginx.exitCode !== null) throw new Error(`nginx does not start:\n${log}`);
      return takesConnections(port);
    });
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { port, url: `http://127.0.0.1:${port}`, log: () => log, stop };
}
