import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "@/tests/support/spool/spool-folder";
import { nodeDisk } from "./node-disk";

describe("the disk", () => {
  test("appends many buffers one behind another, also more than one call takes", async () => {
    const path = join(temporaryFolder(), "file");
    const file = await nodeDisk.create(path);
    const buffers = Array.from({ length: 3_000 }, (_, index) => Buffer.from(`${index},`));
    await file.append([Buffer.from("first,")]);
    await file.append(buffers);
    await file.append([]);
    await file.append([new Uint8Array()]);
    await file.sync();
    await file.close();
    expect(readFileSync(path, "utf8")).toBe(`first,${Buffer.concat(buffers).toString()}`);
  });

  test("writes in place without moving where is appended", async () => {
    const path = join(temporaryFolder(), "file");
    const file = await nodeDisk.create(path);
    await file.append([Buffer.from("aaaa")]);
    await file.writeAt(Buffer.from("b"), 1);
    await file.append([Buffer.from("c")]);
    await file.close();
    expect(readFileSync(path, "utf8")).toBe("abaac");
  });

  test("makes no file where one is", async () => {
    const path = join(temporaryFolder(), "file");
    writeFileSync(path, "before");
    await expect(nodeDisk.create(path)).rejects.toThrow("EEXIST");
    expect(readFileSync(path, "utf8")).toBe("before");
  });

  test("makes folders and files for their user only", async () => {
    const folder = join(temporaryFolder(), "a", "b");
    nodeDisk.makeFolder(folder);
    nodeDisk.makeFolder(folder);
    const file = await nodeDisk.create(join(folder, "file"));
    await file.close();
    await nodeDisk.syncFolder(folder);
    nodeDisk.syncFolderNow(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "file")).mode & 0o777).toBe(0o600);
    expect(nodeDisk.names(folder)).toEqual(["file"]);
  });

  test("says that something isn't there instead of throwing", () => {
    const path = join(temporaryFolder(), "nothing");
    expect(nodeDisk.names(path)).toEqual([]);
    expect(nodeDisk.stat(path)).toBeNull();
    expect(nodeDisk.open(path)).toBeNull();
    expect(nodeDisk.remove(path)).toBe(false);
  });

  test("reads from a position as much as there is", () => {
    const path = join(temporaryFolder(), "file");
    nodeDisk.replace(path, Buffer.from("0123456789"));
    const file = nodeDisk.open(path);
    const target = Buffer.alloc(4);
    expect(file?.read(target, 3)).toBe(4);
    expect(target.toString()).toBe("3456");
    expect(file?.read(target, 8)).toBe(2);
    expect(file?.read(target, 20)).toBe(0);
    expect(file?.stat().bytes).toBe(10);
    file?.close();
  });

  test("replaces a file whole and leaves nothing beside it", () => {
    const folder = temporaryFolder();
    const path = join(folder, "file");
    nodeDisk.replace(path, Buffer.from("one"));
    nodeDisk.replace(path, Buffer.from("two"));
    expect(readFileSync(path, "utf8")).toBe("two");
    expect(nodeDisk.names(folder)).toEqual(["file"]);
  });

  test("renames, removes, and knows how much is free", () => {
    const folder = temporaryFolder();
    const path = join(folder, "file");
    nodeDisk.replace(path, Buffer.from("one"));
    nodeDisk.rename(path, join(folder, "other"));
    expect(nodeDisk.remove(join(folder, "other"))).toBe(true);
    expect(nodeDisk.names(folder)).toEqual([]);
    expect(nodeDisk.freeBytes(folder)).toBeGreaterThan(0);
    expect(nodeDisk.deviceId(folder)).toBe(statSync(folder).dev);
  });
});
