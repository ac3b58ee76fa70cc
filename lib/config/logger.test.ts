import { expect, test } from "vitest";
import { createLogger } from "./logger";

function collectingLogger(level: string) {
  const lines: string[] = [];
  const logger = createLogger(level, { write: (line) => void lines.push(line) });
  return { logger, lines };
}

test("what has a secret's name is masked, at the top and one level down", () => {
  const { logger, lines } = collectingLogger("info");
  const secrets = {
    token: "hidden",
    password: "hidden",
    credentials: "hidden",
    authToken: "hidden",
    apiKey: "hidden",
    key: "hidden",
    cookie: "hidden",
    sessionSecret: "hidden",
    headers: { "x-auth-token": "hidden" },
  };
  logger.info(secrets, "top");
  logger.info({ request: secrets }, "nested");
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).not.toContain("hidden");
    expect(line).toContain('"token":"***"');
  }
});

test("an error keeps its message, its stack and its cause, without the headers it carries", () => {
  const { logger, lines } = collectingLogger("info");
  const cause = new Error("ECONNREFUSED");
  const err = Object.assign(new Error("no answer", { cause }), { headers: { cookie: "hidden" } });
  logger.error({ err }, "failed");
  expect(lines[0]).toContain("no answer");
  expect(lines[0]).toContain("ECONNREFUSED");
  expect(lines[0]).not.toContain("hidden");
});

test("a level writes itself and what is worse", () => {
  const { logger, lines } = collectingLogger("warn");
  logger.info("no");
  logger.warn("yes");
  expect(lines).toHaveLength(1);
});
