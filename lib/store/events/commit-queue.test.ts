import { describe, expect, it } from "vitest";
import { HooklineError } from "@/lib/domain/hookline-error";
import { type CommitResult, createCommitQueue } from "./commit-queue";

interface Row {
  readonly name: string;
  readonly bytes: number;
}

/** A database that answers when it is told to. */
function slowDatabase(mostInFlight = 2) {
  const groups: {
    readonly names: readonly string[];
    readonly settle: (results: readonly CommitResult[]) => void;
    readonly fail: (cause: Error) => void;
  }[] = [];
  const queue = createCommitQueue<Row>({
    mostBytesPerCommit: 1_000,
    mostInFlight,
    commit: (rows) =>
      new Promise((settle, fail) => {
        groups.push({ names: rows.map(({ name }) => name), settle, fail });
      }),
  });
  const append = (name: string, bytes = 10) => queue.append({ name, bytes });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, groups, append, turn };
}

const mebibyte = 1024 * 1024;
const refused = { code: "storage_unavailable" };

describe("the commit queue", () => {
  it("makes a group of what comes in one turn, and keeps two on their way", async () => {
    const { groups, append, turn } = slowDatabase();
    const first = [append("a"), append("b")];
    await turn();
    const second = [append("c")];
    await turn();
    const third = [append("d"), append("e")];
    await turn();
    expect(groups.map(({ names }) => names)).toEqual([["a", "b"], ["c"]]);
    groups[0]?.settle([1, 2]);
    await Promise.all(first);
    await turn();
    expect(groups.at(-1)?.names).toEqual(["d", "e"]);
    groups[1]?.settle([3]);
    groups[2]?.settle([4, 5]);
    expect(await Promise.all([...first, ...second, ...third])).toEqual([1, 2, 3, 4, 5]);
  });

  it("does not wait for the turn's end when a group is worth a commit", () => {
    const { groups, append } = slowDatabase();
    for (let n = 0; n < 16; n += 1) void append(String(n));
    expect(groups.map(({ names }) => names.length)).toEqual([16]);
  });

  it("refuses the rows of a group that fails, and goes on with the next", async () => {
    const { groups, append, turn } = slowDatabase();
    const lost = append("a");
    await turn();
    const kept = append("b");
    await turn();
    groups[0]?.fail(new HooklineError("storage_unavailable", "The disk is full."));
    groups[1]?.settle([7]);
    await expect(lost).rejects.toMatchObject(refused);
    expect(await kept).toBe(7);
  });

  it("refuses a row alone when only that one can't be written", async () => {
    const { groups, append, turn } = slowDatabase();
    const rows = [append("a"), append("b"), append("c")];
    await turn();
    groups[0]?.settle([1, new HooklineError("storage_unavailable", "Not this one.")]);
    const [a, b, c] = await Promise.allSettled(rows);
    expect(a).toMatchObject({ status: "fulfilled", value: 1 });
    expect(b).toMatchObject({ status: "rejected", reason: { message: "Not this one." } });
    expect(c).toMatchObject({ status: "rejected", reason: refused });
  });

  it("takes no more than 256 MiB, and takes more once that is written", async () => {
    const { queue, groups, append, turn } = slowDatabase(1);
    const small = append("small");
    await turn();
    const large = append("large", 200 * mebibyte);
    await expect(append("too much", 57 * mebibyte)).rejects.toMatchObject(refused);
    expect(queue.waiting()).toEqual({ events: 1, bytes: 200 * mebibyte });
    groups[0]?.settle([1]);
    await small;
    await turn();
    expect(queue.waiting()).toEqual({ events: 0, bytes: 0 });
    const more = append("more", 200 * mebibyte);
    groups[1]?.settle([2]);
    await large;
    await turn();
    groups[2]?.settle([3]);
    expect(await more).toBe(3);
  });

  it("puts no more bytes into one commit than it may, but for one row that is larger", async () => {
    const { groups, append, turn } = slowDatabase(3);
    for (const [name, bytes] of [["a", 5_000] as const, ["b", 900] as const, ["c", 200] as const]) {
      void append(name, bytes);
    }
    void append("d", 200);
    await turn();
    expect(groups.map(({ names }) => names)).toEqual([["a"], ["b", "c"], ["d"]]);
  });

  it("writes what it was given before it ends, and takes nothing after", async () => {
    const { queue, groups, append, turn } = slowDatabase(1);
    const rows = [append("a")];
    await turn();
    rows.push(append("b"));
    const ends = [queue.end(), queue.end()];
    await expect(append("c")).rejects.toMatchObject(refused);
    let ended = false;
    for (const end of ends) void end.then(() => (ended = true));
    groups[0]?.settle([1]);
    await rows[0];
    await turn();
    expect(ended).toBe(false);
    groups[1]?.settle([2]);
    await Promise.all(ends);
    expect(await Promise.all(rows)).toEqual([1, 2]);
    await queue.end();
  });
});
