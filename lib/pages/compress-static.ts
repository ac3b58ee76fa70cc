import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { writeDurably } from "./write-durably";

const texts = new Set([".css", ".js", ".json", ".svg", ".txt"]);

/**
 * Puts FILE.br and FILE.gz beside each text file of the folder that has none, as small as they get:
 * a build does it once, and no request has to. `isFinal` tells whether the bytes stay as they are.
 */
export function compressStatic(folder: string, isFinal: (bytes: Buffer) => boolean): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compressStatic(path, isFinal);
    else if (texts.has(extname(entry.name)) && !existsSync(`${path}.br`)) {
      const bytes = readFileSync(path);
      if (!isFinal(bytes)) continue;
      writeDurably(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      writeDurably(`${path}.br`, brotliCompressSync(bytes));
    }
  }
}
