import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ControlConsole, controlConsole } from "../support/control-console";
import { sendBytes } from "../support/raw-http";
import { startReceiver, type TestReceiver, temporaryDataDir } from "../support/receiver";
import { acmeKey, writeTestKeys } from "../support/receiver-keys";
import { spoolPlaces } from "../support/spool-records";

let place: ReturnType<typeof temporaryDataDir>;
let receiver: TestReceiver;
let sockets: ReturnType<typeof controlConsole>;
let console: ControlConsole;

async function start(holdSeconds: number, awayMs: number): Promise<void> {
  const env = {
    HOOKLINE_SOCKETS: sockets.folder,
    ACKNOWLEDGE: "database",
    RECEIVER_HOLD_SECONDS: String(holdSeconds),
  };
  receiver = await startReceiver({ dataDir: place.dataDir, env, changes: { awayMs } });
}

beforeEach(async () => {
  place = temporaryDataDir();
  await writeTestKeys(place.dataDir);
  sockets = controlConsole(() => Promise.resolve(false));
  console = await sockets.start();
});
afterEach(async () => {
  await receiver.stop();
  await console.close();
  sockets.remove();
  place.remove();
});

function post(body: string) {
  const head = `POST /receive/${acmeKey} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}`;
  return sendBytes(receiver.port, [`${head}\r\n\r\n${body}`]);
}

/** The database has all that the spool holds. */
const commitAll = () => console.publish(spoolPlaces(place.dataDir));
const bodies = () => receiver.records().map(({ body }) => Buffer.from(body).toString());

describe("ACKNOWLEDGE=database", () => {
  it("answers 200 when the database has the delivery, and not before", async () => {
    await start(300, 60_000);
    let answered = false;
    const first = post("first").then((answer) => {
      answered = true;
      return answer;
    });
    await expect.poll(bodies).toEqual(["first"]);
    console.publish({ elsewhere: 1_000_000 });
    // The first one's commit is all that is still missing when the second one's record is there.
    const second = post("second");
    await expect.poll(bodies).toEqual(["first", "second"]);
    expect(answered).toBe(false);
    commitAll();
    expect(await first).toMatchObject({ status: 200, body: "ok" });
    expect((await second).status).toBe(200);
    expect(receiver.report().deliveries).toMatchObject({ stored: 2, notYetSafe: 0, held: 0 });
  });

  it("hears of commits from the next console as well", async () => {
    await start(300, 60_000);
    const answer = post("first");
    await expect.poll(bodies).toEqual(["first"]);
    await console.close();
    console = await sockets.start();
    commitAll();
    expect((await answer).status).toBe(200);
  });

  it("asks to send again while the database is away, and gives who does its own record", async () => {
    await start(300, 300);
    const [held, twin] = await Promise.all([post("same"), post("same")]);
    expect(held).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    expect(twin.status).toBe(503);
    expect(bodies()).toEqual(["same", "same"]);
    const again = [post("same"), post("same")];
    commitAll();
    expect((await Promise.all(again)).map(({ status }) => status)).toEqual([200, 200]);
    expect(bodies()).toEqual(["same", "same"]);
    const third = post("same");
    await expect.poll(bodies).toHaveLength(3);
    commitAll();
    expect((await third).status).toBe(200);
  });

  it("takes nothing new meanwhile but one now and then, which learns that the database is back", async () => {
    await start(300, 300);
    expect((await post("first")).status).toBe(503);
    let number = 0;
    await expect
      .poll(async () => {
        await post(`new ${number++}`);
        return bodies().length;
      })
      .toBeGreaterThan(1);
    expect(bodies().length).toBeLessThan(number);
    commitAll();
    const answer = post("after");
    await expect.poll(bodies).toContain("after");
    commitAll();
    expect((await answer).status).toBe(200);
  });

  it("answers from the spool once it was away for too long, and counts what is not yet safe", async () => {
    await start(0, 300);
    expect(await post("first")).toMatchObject({ status: 200, body: "ok" });
    expect((await post("second")).status).toBe(200);
    expect(bodies()).toEqual(["first", "second"]);
    expect(receiver.report().deliveries).toMatchObject({ stored: 2, notYetSafe: 2, held: 0 });
    commitAll();
    const third = post("third");
    await expect.poll(bodies).toHaveLength(3);
    commitAll();
    expect((await third).status).toBe(200);
    expect(receiver.report().deliveries).toMatchObject({ stored: 3, notYetSafe: 2 });
  });

  it("a stop asks those that wait to send again", async () => {
    await start(300, 60_000);
    const waiting = post("first");
    await expect.poll(bodies).toEqual(["first"]);
    const stopping = receiver.end(2_000);
    expect(await waiting).toMatchObject({ status: 503, headers: { connection: "close" } });
    await stopping;
  });
});
