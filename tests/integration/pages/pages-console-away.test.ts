import { createHash } from "node:crypto";
import { once } from "node:events";
import type { RequestListener, ServerResponse } from "node:http";
import { createServer as createRawServer } from "node:net";
import { createContext, runInContext } from "node:vm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { problemSchema } from "@/lib/domain/problem";
import { openSlowly, restOf } from "../../support/http/slow-client";
import {
  type ConsoleProgram,
  freeSocketPath,
  startConsole,
} from "../../support/pages/console-program";
import { type PageServer, startPageServer } from "../../support/pages/page-server";
import { until } from "../../support/pages/until";

vi.setConfig({ testTimeout: 60_000 });

const stop: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of stop.splice(0).reverse()) await end();
});

type State = "starting" | "up" | "stuck";

async function start(options: Partial<Parameters<typeof startPageServer>[0]> = {}) {
  const socketPath = freeSocketPath();
  const world: { state: State; kept: boolean } = { state: "up", kept: true };
  const pages: PageServer = await startPageServer({
    socketPath,
    consoleState: () => world.state,
    eventsAreKept: () => world.kept,
    ...options,
  });
  stop.push(pages.stop);
  const runConsole = async (handle: RequestListener): Promise<ConsoleProgram> => {
    const program = await startConsole(handle, socketPath);
    stop.push(program.stop);
    return program;
  };
  return { pages, world, socketPath, runConsole };
}

const asBrowser = { headers: { accept: "text/html,application/xhtml+xml" } };
const heading = (html: string): string => /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? "";
const answering: RequestListener = (_, response) => void response.end("the console");

describe("a page while the console is not there", () => {
  it("says that it is starting, before it was ever heard of", async () => {
    const { pages, world } = await start();
    world.state = "starting";
    const answer = await fetch(`${pages.url}/login`, asBrowser);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "retry-after": "2",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "x-hookline-console": "away",
    });
    expect(heading(await answer.text())).toBe("Hookline is starting, your events are being kept");
  });

  it("says that it is restarting once it was there", async () => {
    const { pages, world, runConsole } = await start();
    world.state = "starting";
    const program = await runConsole(answering);
    expect(await (await fetch(`${pages.url}/login`, asBrowser)).text()).toBe("the console");
    await program.stop();
    const html = await (await fetch(`${pages.url}/login`, asBrowser)).text();
    expect(heading(html)).toBe("Hookline is restarting, your events are being kept");
  });

  it("says that it does not answer while it is stuck, without asking it", async () => {
    const { pages, world, runConsole } = await start();
    const program = await runConsole(answering);
    world.state = "stuck";
    const html = await (await fetch(`${pages.url}/login`, asBrowser)).text();
    expect(heading(html)).toBe("Hookline’s console does not answer, your events are being kept");
    expect(program.requests).toHaveLength(0);
  });

  it("does not say that events are kept while they can't be", async () => {
    const { pages, world } = await start();
    world.kept = false;
    const html = await (await fetch(`${pages.url}/login`, asBrowser)).text();
    expect(html).not.toContain("your events are being kept");
    expect(html).toContain("Deliveries can’t be written to disk");
  });

  it("says since when, and forgets it when the console was there again", async () => {
    const { pages, runConsole } = await start();
    const since = async (): Promise<string> => {
      const html = await (await fetch(`${pages.url}/`, asBrowser)).text();
      return /datetime="(.*?)"/.exec(html)?.[1] ?? "";
    };
    const before = new Date().toISOString();
    const first = await since();
    expect(first >= before && first <= new Date().toISOString()).toBe(true);
    await until(() => new Date().toISOString() > first);
    expect(await since()).toBe(first);
    const program = await runConsole(answering);
    await fetch(`${pages.url}/`);
    await program.stop();
    expect((await since()) > first).toBe(true);
  });

  it.each([
    ["hookline-theme=dark", "dark"],
    ["a=b; hookline-theme=light; c=d", "light"],
    ["hookline-theme=purple", "system"],
    ["not-hookline-theme=dark", "system"],
    ["", "system"],
  ])("with the cookie %j has the theme %s", async (cookie, theme) => {
    const { pages } = await start();
    const headers = { ...asBrowser.headers, cookie };
    const html = await (await fetch(`${pages.url}/`, { headers })).text();
    expect(html).toContain(`<html lang="en" data-theme="${theme}">`);
  });

  it("runs only what its policy names, and shows nothing of what was asked for", async () => {
    const { pages } = await start();
    const answer = await fetch(`${pages.url}/<script>alert(1)</script>?q="><script>`, asBrowser);
    const html = await answer.text();
    const policy = answer.headers.get("content-security-policy") ?? "";
    for (const tag of ["script", "style"]) {
      const [, inside = ""] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html) ?? [];
      const hash = createHash("sha256").update(inside).digest("base64");
      expect(policy).toContain(`${tag}-src 'sha256-${hash}'`);
    }
    expect(policy).toContain("default-src 'none'");
    expect(html).not.toContain("alert");
    expect(html).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(html).toContain('<noscript><meta http-equiv="refresh" content="2"></noscript>');
  });

  it("is a head only for HEAD", async () => {
    const { pages } = await start();
    const answer = await fetch(`${pages.url}/`, { ...asBrowser, method: "HEAD" });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(1_000);
    expect(await answer.text()).toBe("");
  });
});

describe("what is no page, while the console is not there", () => {
  it.each(["/api/session", "/api", "/hookline/api/accounts"])("%s gets a problem", async (path) => {
    const { pages } = await start({ basePath: "/hookline" });
    const answer = await fetch(`${pages.url}${path}`, asBrowser);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("retry-after")).toBe("2");
    const problem = problemSchema.parse(await answer.json());
    expect(problem).toMatchObject({
      code: "console_restarting",
      title: "Hookline is restarting, your events are being kept.",
      requestId: answer.headers.get("x-request-id"),
      retryAfterSeconds: 2,
    });
  });

  it.each([
    ["a script", { headers: { accept: "*/*" } }],
    ["a form", { ...asBrowser, method: "POST" }],
  ])("%s gets a sentence", async (_, init) => {
    const { pages } = await start();
    const answer = await fetch(`${pages.url}/_next/x.js`, init);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await answer.text()).toBe("Hookline is restarting, your events are being kept.\n");
  });

  it("is told when what it asked for may have been done", async () => {
    const { pages, runConsole } = await start();
    await runConsole((request) => void request.socket.destroy());
    for (const [method, told] of [
      ["POST", true],
      ["DELETE", true],
      ["GET", false],
    ] as const) {
      const problem = await (await fetch(`${pages.url}/api/x`, { method })).json();
      expect(String(problem.title).includes("may have been done")).toBe(told);
    }
  });

  it("is never sent to the console twice", async () => {
    const { pages, runConsole } = await start();
    const program = await runConsole((request, response) => {
      if (program.requests.length === 1) response.end("first");
      else request.socket.destroy();
    });
    expect(await (await fetch(`${pages.url}/api/x`)).text()).toBe("first");
    // On the connection that is kept, as one that the console closes in the same moment.
    expect((await fetch(`${pages.url}/api/x`)).status).toBe(503);
    expect(program.requests).toHaveLength(2);
  });

  it("keeps the connection after a body that nobody took", async () => {
    const { pages } = await start();
    const body = "x".repeat(200_000);
    const answer = await fetch(`${pages.url}/api/x`, { method: "POST", body });
    expect(answer.status).toBe(503);
    await answer.text();
  });
});

describe("a console that takes requests and answers none", () => {
  async function silentConsole(socketPath: string) {
    const program = createRawServer((socket) => void socket.on("error", () => {}).resume());
    program.listen(socketPath);
    await once(program, "listening");
    stop.push(() => program.close());
    return program;
  }

  it("is shown after the time for a first byte, and its request is given up", async () => {
    const { pages, socketPath } = await start({ limits: { firstByteMs: 50 } });
    const program = await silentConsole(socketPath);
    const gone = once(program, "connection").then(([socket]) => once(socket, "close"));
    const html = await (await fetch(`${pages.url}/`, asBrowser)).text();
    expect(heading(html)).toBe("Hookline’s console does not answer, your events are being kept");
    await gone;
  });

  it("is shown to those who wait as soon as it is known to be stuck", async () => {
    const { pages, world, socketPath } = await start();
    const program = await silentConsole(socketPath);
    const answer = fetch(`${pages.url}/`, asBrowser);
    await once(program, "connection");
    world.state = "stuck";
    expect(heading(await (await answer).text())).toContain("does not answer");
  });

  it("does not end an answer that has begun, however long it pauses", async () => {
    const { pages, world, runConsole } = await start({ limits: { firstByteMs: 2_000 } });
    let open: ServerResponse | undefined;
    await runConsole((request, response) => {
      if (request.url !== "/api/stream") return;
      open = response;
      response.write("begun");
    });
    const answer = await openSlowly(`${pages.url}/api/stream`);
    // The second is given up because of its time, the third because of the state.
    expect((await fetch(`${pages.url}/api/slow`)).status).toBe(503);
    world.state = "stuck";
    expect((await fetch(`${pages.url}/api/slow`)).status).toBe(503);
    open?.end(" and ended");
    expect(await restOf(answer)).toBe("begun and ended");
  });

  it("is not thought to be silent while an upload is under way", async () => {
    const { pages, runConsole } = await start({ limits: { firstByteMs: 2_000 } });
    const program = await runConsole((request, response) => {
      if (request.method === "POST") request.resume().on("end", () => response.end("taken"));
    });
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (program.requests.length === 0) return controller.enqueue(Buffer.alloc(20_000));
        // What began later is given up before the upload goes on.
        expect((await fetch(`${pages.url}/api/slow`)).status).toBe(503);
        controller.close();
      },
    });
    const init = { method: "POST", body, duplex: "half" } as const;
    const answer = await fetch(`${pages.url}/api/x`, init);
    expect(await answer.text()).toBe("taken");
  });
});

describe("the page in the console's place, in a browser", () => {
  /** Runs the page's script as a browser would, up to its reload. */
  async function runScript(
    html: string,
    url: string,
  ): Promise<{ shown: () => string; reloaded: Promise<void> }> {
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
    const time = { dateTime: /datetime="(.*?)"/.exec(html)?.[1], textContent: "", title: "" };
    const state = { textContent: "" };
    const reloaded = new Promise<void>((resolve) => {
      runInContext(
        script,
        createContext({
          document: { querySelector: () => time, getElementById: () => state },
          location: { href: url, reload: resolve },
          fetch,
          setTimeout: (look: () => void) => setTimeout(look, 20),
        }),
      );
    });
    return { shown: () => `${state.textContent} since ${time.textContent}`, reloaded };
  }

  it("reloads once the console answers, whatever it answers, and not before", async () => {
    const { pages, runConsole } = await start();
    const url = `${pages.url}/a/b?c=d#e`;
    const html = await (await fetch(url, asBrowser)).text();
    let done = false;
    const { shown, reloaded } = await runScript(html, url);
    const finished = reloaded.then(() => {
      done = true;
    });
    await until(() => shown().startsWith("Waiting for the console"));
    expect(shown()).toMatch(/since \d\d:\d\d:\d\d$/);
    expect(done).toBe(false);
    const program = await runConsole(
      (_, response) => void response.writeHead(307, { location: "/login" }).end(),
    );
    await finished;
    expect(program.requests[0]).toMatchObject({ method: "HEAD", url: "/a/b?c=d" });
  });

  it("says so when Hookline can't be reached at all", async () => {
    const { pages } = await start();
    const html = await (await fetch(`${pages.url}/`, asBrowser)).text();
    await pages.stop();
    stop.splice(0);
    const { shown } = await runScript(html, `${pages.url}/`);
    await until(() => shown().startsWith("No connection to Hookline"));
  });
});
