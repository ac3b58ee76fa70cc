import { expect, it } from "vitest";
import { patience } from "../../support/patience";
import { blockSpool } from "../../support/receiver/block-spool";
import { startConsoleAndReceiver } from "../../support/receiver/console-and-receiver";
import { startReceiver } from "../../support/receiver/receiver";
import { acme } from "../../support/store/new-event";

const never = { RECEIVER_HOLD_SECONDS: "0", RECEIVER_FAILS_PER_MINUTE: "0" };
const other = { cluster: "default", accountId: "c".repeat(32) };

async function lose(url: string): Promise<void> {
  const answer = await fetch(url, { method: "POST", body: "{}" });
  expect(await answer.text()).toBe("not stored");
}

it("what receivers answered 200 and did not store is told until somebody acknowledges it, each once", async () => {
  const { runtime, receiver, dataDir, url, key } = await startConsoleAndReceiver(never);
  const countOf = async () => (await runtime.notStored.of(acme))?.count ?? 0;
  const settings = { ...never, DATA_DIR: dataDir };
  const second = await startReceiver({ dataDir, env: settings });

  const blocked = blockSpool(dataDir);
  await lose(url);
  await lose(url);
  await lose(`http://127.0.0.1:${second.port}/receive/${key}`);
  blocked.free();
  await expect.poll(countOf, patience).toBe(3);
  expect(await runtime.notStored.of(other)).toBeNull();
  expect(receiver.report().deliveries.notStored).toBe(2);

  expect(await runtime.notStored.acknowledge(acme, 2)).toBe(false);
  expect(await runtime.notStored.acknowledge(acme, 3)).toBe(true);
  expect(await countOf()).toBe(0);

  // One whose process has ended is still told of, and nothing is counted twice.
  const again = blockSpool(dataDir);
  await lose(`http://127.0.0.1:${second.port}/receive/${key}`);
  again.free();
  await second.stop();
  await expect.poll(countOf, patience).toBe(1);
  expect(await runtime.notStored.total()).toBe(1);
});
