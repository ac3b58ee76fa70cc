import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { compressStatic } from "./compress-static";
import { writeDurably } from "./write-durably";

/**
 * What the pages are built with in place of the path of PUBLIC_URL, which a build can't know. Next
 * writes it into manifests, routes and chunks.
 */
export const basePathPlaceholder = "/__hookline_base_path__";

/** Whether a file differs from one base path to the next. */
export function hasPlaceholder(content: Buffer | string): boolean {
  return content.includes(basePathPlaceholder.slice(1));
}

/** As it stands in plain text, in regular expressions, and in those within strings. */
const escapes = ["\\\\/", "\\/", "/"];

function withBasePath(text: string, basePath: string): string {
  let replaced = text;
  for (const slash of escapes) {
    const written = basePathPlaceholder.replaceAll("/", () => slash);
    replaced = replaced.replaceAll(written, () => basePath.replaceAll("/", () => slash));
  }
  return replaced;
}

/** The same file under another name; a copy where the disk has no such thing. */
function share(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function makeFile(from: string, to: string, basePath: string): void {
  const bytes = readFileSync(from);
  if (!hasPlaceholder(bytes)) {
    share(from, to);
    return;
  }
  // Read as latin1, so that no byte but the placeholder's changes.
  const text = withBasePath(bytes.toString("latin1"), basePath);
  if (hasPlaceholder(text)) {
    throw new Error(`${from} has the base path in a form that is not known.`);
  }
  writeDurably(to, Buffer.from(text, "latin1"));
}

function makeFolder(from: string, to: string, basePath: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) makeFolder(source, copy, basePath);
    else makeFile(source, copy, basePath);
  }
}

/** Pages for one base path from those with the placeholder; there whole or not at all. */
export function makePages(template: string, target: string, basePath: string): void {
  const unfinished = `${target}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  try {
    makeFolder(template, unfinished, basePath);
    compressStatic(join(unfinished, "static"), () => true);
    renameSync(unfinished, target);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    throw cause;
  }
}
