import { pathToFileURL } from "node:url";
import Database from "libsql";
import { expect, onTestFinished, test } from "vitest";
import { GET as ready } from "@/app/api/health/ready/route";
import { PUT as putTriggers } from "@/app/api/triggers/route";
import { buildRuntime } from "@/lib/build-console";
import { parseEnv } from "@/lib/config/env";
import { problemSchema } from "@/lib/domain/problem";
import { installRuntime } from "@/lib/runtime";
import {
  silentLogger,
  sqliteWorkerFile,
  temporaryDatabase,
} from "@/tests/support/sqlite-event-store";

async function startRuntime(): Promise<string> {
  const { file, remove } = temporaryDatabase();
  const env = parseEnv({ DATABASE_URL: `file:${file}`, DATA_DIR: `${file}.data` });
  const workerUrl = pathToFileURL(await sqliteWorkerFile());
  const { runtime, close } = await buildRuntime(env, silentLogger, workerUrl);
  installRuntime(runtime);
  onTestFinished(async () => {
    await close();
    remove();
  });
  return file;
}

test("a method that a path doesn't take is answered as a problem that says which it takes", async () => {
  await startRuntime();
  const response = putTriggers(new Request("http://127.0.0.1/api/triggers", { method: "PUT" }));
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET");
  const problem = problemSchema.parse(await response.json());
  expect(problem).toMatchObject({ code: "method_not_allowed", status: 405 });
  expect(problem.title).toContain("PUT");
});

test("a locked database is told as not ready", async () => {
  const file = await startRuntime();
  const locker = new Database(file);
  const ask = () =>
    ready(new Request("http://127.0.0.1/api/health/ready"), { params: Promise.resolve({}) });
  expect((await ask()).status).toBe(200);
  locker.exec("begin immediate");
  const response = await ask();
  locker.close();
  expect(response.status).toBe(503);
  expect(problemSchema.parse(await response.json()).code).toBe("storage_unavailable");
}, 15_000);
