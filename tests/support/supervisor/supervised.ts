import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { bundleForNode } from "../bundle-for-node";
import { freePort } from "../http/free-port";
import { until } from "../until";

const stand = (name: string) => fileURLToPath(new URL(`${name}-child.mjs`, import.meta.url));

const answerSchema = z.object({
  pid: z.number(),
  build: z.string().transform((url) => url.split("/").at(-2)),
  setting: z.string().optional(),
  passed: z.array(z.string()),
});

/** The real supervisor in a project of its own, with small programs in place of the two. */
export interface Supervised {
  readonly project: string;
  readonly port: number;
  readonly supervisor: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Everything that it and the children wrote. */
  output(): string;
  /** What the children noted, as "receiver 4711 retire". */
  notes(): readonly string[];
  /** From now on the project's newest build. */
  build(name: string): void;
  /** Who answers; on a connection of its own. */
  ask(path?: string): Promise<z.output<typeof answerSchema>>;
}

interface Choices {
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
  /** Runs `"$@"`, the supervisor, in a shell. */
  readonly shell?: string;
  readonly stdio3?: number;
  /** Its source; a stand-in unless given. */
  readonly receiver?: string;
}

const running = new Set<Supervised>();
const folders = new Set<string>();

export async function startSupervised(choices: Choices = {}): Promise<Supervised> {
  const server = await bundleForNode("server.ts");
  const receiver = choices.receiver ? await bundleForNode(choices.receiver) : stand("receiver");
  // Below node_modules, so that packages are found.
  const project = mkdtempSync(join(dirname(server), "supervised-"));
  const notesFile = join(project, "notes");
  writeFileSync(join(project, "next.config.js"), "");

  function build(name: string): void {
    const folder = join(project, "builds", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    copyFileSync(server, join(folder, "server.js"));
    copyFileSync(receiver, join(folder, "receiver.js"));
    copyFileSync(stand("console"), join(folder, "console.js"));
    symlinkSync(folder, join(project, "next-dist"));
    renameSync(join(project, "next-dist"), join(project, "dist"));
  }

  build("first");
  // A supervisor that is killed leaves its sockets behind.
  const temporary = mkdtempSync(join(tmpdir(), "supervised-"));
  folders.add(project).add(temporary);
  const port = choices.port ?? (await freePort());
  const command = [process.execPath, join(project, "dist/server.js")];
  const supervisor = spawn("bash", ["-c", choices.shell ?? 'exec "$@"', "bash", ...command], {
    env: {
      ...process.env,
      TMPDIR: temporary,
      NOTES: notesFile,
      PORT: String(port),
      HOST: "127.0.0.1",
      ...choices.env,
    },
    stdio: ["ignore", "pipe", "pipe", choices.stdio3 ?? "ignore"],
  });
  let written = "";
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      written += chunk.toString();
    });
  }
  const ended = once(supervisor, "close").then(() => supervisor.exitCode);
  const supervised: Supervised = {
    project,
    port,
    supervisor,
    ended,
    build,
    output: () => written,
    notes: () =>
      existsSync(notesFile) ? readFileSync(notesFile, "utf8").split("\n").filter(Boolean) : [],
    async ask(path = "/") {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return answerSchema.parse(await response.json());
    },
  };
  running.add(supervised);
  return supervised;
}

/** As `startSupervised`, once both programs are ready. */
export async function startReady(choices: Choices = {}): Promise<Supervised> {
  const supervised = await startSupervised(choices);
  await until(() => supervised.output().split('"msg":"ready"').length > 2);
  return supervised;
}

/** To be called after each test. */
export async function endSupervised(): Promise<void> {
  for (const { supervisor, ended } of running) {
    supervisor.kill("SIGKILL");
    await ended;
  }
  running.clear();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}
