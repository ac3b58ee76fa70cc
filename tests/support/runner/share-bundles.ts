import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundlesVariable } from "../bundle-for-node";

/** Where packages can be resolved, as deep as sources that look for them from where they are. */
const cache = fileURLToPath(new URL("../../../node_modules/.cache/", import.meta.url));

/** A folder for a run, gone with it: what one test file bundles is there for the others. */
export default function shareBundles(): (() => void) | undefined {
  // Each project asks for it.
  if (process.env[bundlesVariable]) return undefined;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(`${cache}hookline-run-`);
  // Tests start programs as another user, too.
  chmodSync(folder, 0o755);
  process.env[bundlesVariable] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
