import { describe, expect, test } from "vitest";
import { commandLineOptions, HELP } from "./command-line";

describe("the command line", () => {
  test("takes its port from the environment, and rather from the argument", () => {
    const environment = { SIMULATOR_PORT: "8001" };
    expect(commandLineOptions([], environment)).toMatchObject({ settings: { port: 8001 } });
    const line = commandLineOptions(["--port", "0", "--seed", "demo"], environment);
    expect(line).toMatchObject({ kind: "start", settings: { port: 0, seed: "demo" } });
  });

  test.each([["--kazoo", "5"], ["--port", "x"], ["--cluster-id", "x"], ["--nonsense"]])(
    "refuses %s %s",
    (...args) => {
      expect(commandLineOptions(args, {}).kind).toBe("problem");
    },
  );

  test("explains itself", () => {
    expect(commandLineOptions(["--help"], {})).toEqual({ kind: "help" });
    for (const word of ["--kazoo", "delete-user", "attendedTransfer", "reordered-delivery"]) {
      expect(HELP).toContain(word);
    }
  });

  test("knows every option of the simulator that a program can be given", () => {
    const args = ["--loopback-only", "--basic-auth", "--kazoo", "4.3"];
    const line = commandLineOptions([...args, "--sub-accounts", "300", "--one-bucket"], {});
    expect(line).toMatchObject({
      settings: { resolveHosts: "loopback-only", basicAuth: true, kazoo: "4.3" },
    });
    expect(line).toMatchObject({ settings: { subAccounts: 300, oneBucket: true } });
  });
});
