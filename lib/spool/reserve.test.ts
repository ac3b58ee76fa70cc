import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diskWith, temporaryFolder } from "@/tests/support/spool/spool-folder";
import type { Disk } from "./disk";
import { nodeDisk } from "./node-disk";
import { openReserve } from "./reserve";

const bytes = 2_500_000;

function open(folder: string, given: { disk?: Disk; bytes?: number } = {}) {
  const troubles: string[] = [];
  const onTrouble = (message: string) => void troubles.push(message);
  const reserve = openReserve({
    disk: nodeDisk,
    folder,
    bytes,
    onTrouble,
    checkEveryMs: 0,
    ...given,
  });
  return { reserve, troubles, path: join(folder, "reserve") };
}

describe("the reserve", () => {
  test("takes its room, all of it, and gives it back when it is needed", async () => {
    const { reserve, path } = open(join(temporaryFolder(), "spool"));
    expect(reserve.state()).toBe("released");
    await reserve.restore();
    expect(reserve.state()).toBe("present");
    const { size, blocks } = statSync(path);
    expect(size).toBe(bytes);
    expect(blocks * 512).toBeGreaterThanOrEqual(bytes);
    expect(await reserve.release()).toBe(true);
    expect(reserve.state()).toBe("released");
    expect(nodeDisk.stat(path)).toBeNull();
    expect(await reserve.release()).toBe(false);
    await reserve.close();
  });

  test("that an earlier process made is taken as it is", async () => {
    const folder = temporaryFolder();
    const first = open(folder);
    await first.reserve.restore();
    const made = statSync(first.path).ino;
    const second = open(folder);
    await second.reserve.restore();
    expect(second.reserve.state()).toBe("present");
    expect(statSync(first.path).ino).toBe(made);
  });

  test("is made only where twice its size is free", async () => {
    let free = 2 * bytes - 1;
    const disk = diskWith({ freeBytes: () => free });
    const { reserve, path } = open(temporaryFolder(), { disk });
    await reserve.restore();
    expect(reserve.state()).toBe("released");
    expect(nodeDisk.stat(path)).toBeNull();
    free = 2 * bytes;
    await reserve.restore();
    expect(reserve.state()).toBe("present");
  });

  test("that was half made long ago is made anew; one of just now is somebody's work", async () => {
    const folder = temporaryFolder();
    const { reserve, path } = open(folder);
    writeFileSync(path, "half");
    await reserve.restore();
    expect(reserve.state()).toBe("released");
    expect(statSync(path).size).toBe(4);
    const disk = diskWith({
      stat: (at) =>
        at === path ? { bytes: 4, modifiedAt: Date.now() - 60_000 } : nodeDisk.stat(at),
    });
    const later = open(folder, { disk }).reserve;
    await later.restore();
    expect(later.state()).toBe("present");
    expect(statSync(path).size).toBe(bytes);
  });

  test.each([
    { made: "before its file is there", isThere: false },
    { made: "when its file is there", isThere: true },
  ])("that is given up while it is made, $made, leaves nothing", async ({ isThere }) => {
    const disk = diskWith({
      async create(path) {
        if (isThere) {
          const file = await nodeDisk.create(path);
          expect(await reserve.release()).toBe(true);
          return file;
        }
        expect(await reserve.release()).toBe(false);
        return nodeDisk.create(path);
      },
    });
    const { reserve, path } = open(temporaryFolder(), { disk });
    await reserve.restore();
    expect.assertions(3);
    expect(reserve.state()).toBe("released");
    expect(nodeDisk.stat(path)).toBeNull();
  });

  test("that finds the disk full while it is made leaves nothing, and is no trouble", async () => {
    const disk = diskWith({
      create: async (path) => ({
        ...(await nodeDisk.create(path)),
        append: () => Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" })),
      }),
    });
    const { reserve, path, troubles } = open(temporaryFolder(), { disk });
    await reserve.restore();
    expect(reserve.state()).toBe("released");
    expect(nodeDisk.stat(path)).toBeNull();
    expect(troubles).toEqual([]);
  });

  test("of no size is none, and one of before is removed", async () => {
    const folder = temporaryFolder();
    await open(folder).reserve.restore();
    const { reserve, path } = open(folder, { bytes: 0 });
    await reserve.restore();
    expect(reserve.state()).toBe("none");
    expect(nodeDisk.stat(path)).toBeNull();
    expect(await reserve.release()).toBe(false);
  });
});
