import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EnvError, parseEnv } from "./env";

function complaint(source: Record<string, string>): string {
  try {
    parseEnv(source);
  } catch (cause) {
    if (cause instanceof EnvError) return cause.message;
    throw cause;
  }
  throw new Error("These settings should have been refused.");
}

test("nothing has to be set", () => {
  const env = parseEnv({});
  expect(env).toMatchObject({
    mode: "production",
    kazooClusters: [{ name: "default", url: "http://127.0.0.1:8000" }],
    port: 3000,
    host: "0.0.0.0",
    publicUrl: "http://127.0.0.1:3000",
    trustProxy: false,
    logLevel: "info",
    sessionSecret: undefined,
    metricsToken: undefined,
  });
  expect(env.database).toEqual({ engine: "sqlite", file: join(env.dataDir, "hookline.db") });
  const unlimited = {
    maxEvents: null,
    maxBytes: null,
    maxEventsPerAccount: null,
    maxBytesPerAccount: null,
    minFreeBytes: null,
  };
  expect(env.retention).toEqual({ days: 30, ...unlimited });
  expect(parseEnv({ RETENTION_DAYS: "0" }).retention).toEqual({ days: null, ...unlimited });
});

test("a blank value is no value", () => {
  expect(parseEnv({ PORT: "", HOST: " ", KAZOO_API_URL: " ", SESSION_SECRET: "" })).toEqual(
    parseEnv({}),
  );
});

test("the public URL follows the port unless it is given", () => {
  expect(parseEnv({ PORT: "8080" }).publicUrl).toBe("http://127.0.0.1:8080");
  expect(parseEnv({ PORT: "8080", PUBLIC_URL: "https://h.example/" }).publicUrl).toBe(
    "https://h.example",
  );
});

test("the database lies in the data folder unless it is given", () => {
  const fileOf = (file: string) => ({ engine: "sqlite", file });
  expect(parseEnv({ DATA_DIR: "/srv/hookline" }).database).toEqual(
    fileOf("/srv/hookline/hookline.db"),
  );
  expect(parseEnv({ DATABASE_URL: "file:/srv/other.db" }).database).toEqual(
    fileOf("/srv/other.db"),
  );
});

describe("DATABASE_URL", () => {
  test.each([
    "postgres://me:pw@db.example:5432/hookline",
    "postgresql://db.example/hookline?sslmode=require",
    "postgres:///hookline?host=/run/postgresql",
  ])("takes %s", (url) => {
    expect(parseEnv({ DATABASE_URL: url }).database).toEqual({ engine: "postgres", url });
  });

  test.each([
    ["mysql://me:hidden@db.example/x", 'names a SQLite file, as "file:'],
    ["file:", 'names a SQLite file, as "file:'],
    ["postgres://me:hidden@db.example", "names no database"],
    ["postgres://me:hidden@db.example/", "names no database"],
    ["postgres:///hookline", "names no host"],
    ["postgres://me:hid/den@db.example/x", "write %40, %3A and %2F"],
  ])("refuses %s and says why, without its password", (value, why) => {
    const message = complaint({ DATABASE_URL: value });
    expect(message).toContain("\n  DATABASE_URL: ");
    expect(message).toContain(why);
    expect(message).not.toMatch(/hid/);
  });
});

test("a free disk can be kept only where it can be seen", () => {
  const source = { RETENTION_MIN_FREE_BYTES: "1000", DATABASE_URL: "postgres://db.example/x" };
  expect(complaint(source)).toContain("RETENTION_MIN_FREE_BYTES: is for a SQLite file");
});

describe("KAZOO_API_URL", () => {
  test("takes several clusters by name, the first being the default", () => {
    const source = { KAZOO_API_URL: "eu=https://eu.example:8443/, us=http://us.example/kazoo" };
    expect(parseEnv(source).kazooClusters).toEqual([
      { name: "eu", url: "https://eu.example:8443" },
      { name: "us", url: "http://us.example/kazoo" },
    ]);
  });

  test("may be written with the version, which belongs to the requests", () => {
    expect(parseEnv({ KAZOO_API_URL: "http://k.example:8000/v2/" }).kazooClusters[0]?.url).toBe(
      "http://k.example:8000",
    );
  });

  test.each([
    ["kazoo.example:8000", "is not an http(s) URL"],
    ["ftp://kazoo.example", "is not an http(s) URL"],
    ["http://", "is not an http(s) URL"],
    ["http://a.example,http://b.example", "names a cluster twice"],
    [",", "needs at least one URL"],
    ["http://k.example/?x=1", "leave out user, password, ? and #"],
    ["http://me:hidden@k.example", "leave out user, password, ? and #"],
  ])("refuses %s and says why", (value, why) => {
    const message = complaint({ KAZOO_API_URL: value });
    expect(message).toContain("KAZOO_API_URL: ");
    expect(message).toContain(why);
    expect(message).not.toContain("hidden");
  });
});

describe("PUBLIC_URL", () => {
  test("is written as Kazoo takes it: scheme and host in lower case", () => {
    expect(parseEnv({ PUBLIC_URL: "HTTPS://Hookline.Example/base/" }).publicUrl).toBe(
      "https://hookline.example/base",
    );
  });

  test.each([
    "hookline.example",
    "ftp://hookline.example",
    "https://hookline.example/?a=1",
    "https://hookline.example/#top",
    "https://me:hidden@hookline.example",
    "https://hookline.example/two words",
    "https://hookline.example/caf%C3%A9",
    "https://hookline.example/tools//hookline",
    "https://hookline.example/receive",
    "https://hookline.example/api/hookline",
  ])("refuses %s", (value) => {
    expect(complaint({ PUBLIC_URL: value })).toContain("PUBLIC_URL: ");
    expect(complaint({ PUBLIC_URL: value })).not.toContain("hidden");
  });
});

test("the path of the public URL is the base of everything", () => {
  expect(parseEnv({ PUBLIC_URL: "https://h.example/tools/hook-line/" }).basePath).toBe(
    "/tools/hook-line",
  );
  expect(parseEnv({ PUBLIC_URL: "https://h.example/" }).basePath).toBe("");
  expect(parseEnv({ PUBLIC_URL: "https://h.example/apiary" }).basePath).toBe("/apiary");
});

test.each([
  ["PORT", "70000"],
  ["PORT", "http"],
  ["KAZOO_TIMEOUT_MS", "5"],
  ["KAZOO_ANSWER_LIMIT_BYTES", "1"],
  ["RECEIVER_BODY_LIMIT_BYTES", "-1"],
  ["SHUTDOWN_TIMEOUT_MS", "1.5"],
  ["TRUST_PROXY", "yes"],
  ["LOG_LEVEL", "loud"],
  ["DEMO_LOGIN", "demo/operator"],
  ["NODE_ENV", "staging"],
  ["DATABASE_URL", "hookline.db"],
  ["RETENTION_DAYS", "-1"],
  ["RETENTION_MAX_EVENTS", "many"],
  ["RETENTION_MAX_BYTES", "1.5"],
  ["SESSION_SECRET", "too-short-to-tell"],
  ["METRICS_TOKEN", "fifteen-letters"],
  ["METRICS_TOKEN", "sixteen letters-"],
])("%s=%s is refused by its name", (name, value) => {
  const message = complaint({ [name]: value });
  expect(message).toContain(`\n  ${name}: `);
  if (name === "SESSION_SECRET" || name === "METRICS_TOKEN") expect(message).not.toContain(value);
});

test("a login is shown to everybody only where the demo names one", () => {
  expect(parseEnv({}).demoLogin).toBeNull();
  const demoLogin = { account: "demo", username: "operator", password: "a/b" };
  expect(parseEnv({ DEMO_LOGIN: "demo/operator/a/b" })).toMatchObject({ demoLogin });
});

test("all that is wrong is told at once", () => {
  const message = complaint({ PORT: "x", LOG_LEVEL: "loud", TRUST_PROXY: "1" });
  expect(message.split("\n")).toHaveLength(4);
});
