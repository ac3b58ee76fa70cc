import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { parseEnv } from "@/lib/config/env";
import { freePort } from "../../support/http/free-port";
import { debianProgram } from "../../support/nginx/debian-program";
import { startReceiver } from "../../support/receiver/receiver";
import { until } from "../../support/until";

const run = promisify(execFile);
const installMs = 300_000;

const deploy = "docs/deploy";
const read = (name: string) => readFileSync(join(deploy, name), "utf8");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-deploy-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("systemd's units", () => {
  beforeAll(() => void debianProgram("systemd-analyze", "systemd"), installMs);

  /** What systemd-analyze says of them, once node lies where they expect it. */
  async function complaints(change: (service: string) => string = (text) => text) {
    const service = join(folder, "hookline.service");
    const text = read("hookline.service").replaceAll("/usr/bin/node", process.execPath);
    writeFileSync(service, change(text));
    const socket = join(folder, "hookline.socket");
    copyFileSync(join(deploy, "hookline.socket"), socket);
    const program = debianProgram("systemd-analyze", "systemd");
    const { stderr } = await run(program, ["verify", "--man=no", service, socket]).catch(
      (cause: { readonly stderr: string }) => cause,
    );
    // It looks at the machine's own units as well.
    return stderr.split("\n").filter((line) => line.includes("hookline."));
  }

  it("are taken without a word", async () => {
    expect(await complaints()).toEqual([]);
  });

  it("would be complained of otherwise", async () => {
    const found = await complaints((text) => text.replace("KillMode=", "KillMod="));
    expect(found).toEqual([expect.stringContaining("KillMod")]);
  });

  it("give a stop more time than Hookline takes by default", () => {
    const seconds = Number(/^TimeoutStopSec=(\d+)$/m.exec(read("hookline.service"))?.[1]);
    expect(seconds * 1000).toBeGreaterThan(parseEnv({}).shutdownTimeoutMs);
  });
});

describe("the Caddyfile", () => {
  beforeAll(() => void debianProgram("caddy", "caddy"), installMs);

  const ownFolders = () => ({ ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder });

  it("is valid", async () => {
    const args = ["validate", "--adapter", "caddyfile", "--config", join(deploy, "Caddyfile")];
    const { stdout } = await run(debianProgram("caddy", "caddy"), args, { env: ownFolders() });
    expect(stdout).toContain("Valid configuration");
  });

  it("passes deliveries on, and asks for them again while Hookline is away", async () => {
    const receiver = await startReceiver({ env: { TRUST_PROXY: "true" } });
    onTestFinished(() => receiver.stop());
    const port = await freePort();
    const site = read("Caddyfile")
      .replace("hookline.example {", `http://127.0.0.1:${port} {`)
      .replace("127.0.0.1:3000", `127.0.0.1:${receiver.port}`);
    const file = join(folder, "Caddyfile");
    writeFileSync(file, `{\n\tadmin off\n}\n${site}`);
    const args = ["run", "--adapter", "caddyfile", "--config", file];
    const caddy = spawn(debianProgram("caddy", "caddy"), args, {
      env: ownFolders(),
      stdio: "ignore",
    });
    const ended = once(caddy, "exit");
    onTestFinished(async () => {
      caddy.kill("SIGKILL");
      await ended;
    });

    const url = `http://127.0.0.1:${port}/receive/${receiver.key}`;
    const query = `o[list][]="1"&long=${"x".repeat(600_000)}`;
    const post = () => fetch(`${url}?a=%2F`, { method: "POST", body: "\u0000 as it is" });
    await until(() => post().catch(() => null));
    const line = await fetch(`${url}?${query}`);
    expect(line.status).toBe(200);
    const [first, second] = receiver.records();
    expect(Buffer.from(first?.body ?? []).toString()).toBe("\u0000 as it is");
    expect(first?.query).toBe("a=%2F");
    expect(first?.headers).toContainEqual(["X-Forwarded-For", "127.0.0.1"]);
    expect(second?.query?.length).toBeGreaterThan(600_000);

    receiver.server.closeAllConnections();
    await receiver.end(50);
    const away = await post();
    expect([away.status, away.headers.get("retry-after")]).toEqual([503, "2"]);
  });
});

describe("the operations page", () => {
  const page = readFileSync("docs/operations.md", "utf8");
  const wordsLike = (shape: RegExp, text: string) =>
    [...new Set([...text.matchAll(shape)].map(([word]) => word))].sort();

  it("names every setting", () => {
    const settings = wordsLike(/^[A-Z][A-Z_]+(?==)/gm, readFileSync(".env.example", "utf8"));
    expect(settings.length).toBeGreaterThan(15);
    expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it("names the metrics that there are, and no others", () => {
    const sources = readdirSync("lib/metrics").filter((name) => !name.includes(".test."));
    const code = sources.map((name) => readFileSync(join("lib/metrics", name), "utf8")).join("");
    const metrics = wordsLike(/(?<=")hookline_[a-z_]+(?=")/g, code);
    expect(metrics.length).toBeGreaterThan(25);
    const table = page.slice(page.indexOf("| metric |"), page.indexOf("| `answer` |"));
    expect(wordsLike(/(?<=`)hookline_[a-z_]+/g, table)).toEqual(metrics);
    const named = wordsLike(/hookline_[a-z_]+/g, page);
    expect(named.filter((name) => !metrics.includes(name.replace(/_bucket$/, "")))).toEqual([]);
  });

  it("names headings of its own where it links to them", () => {
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, "")
        .replaceAll(" ", "-"),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });
});
