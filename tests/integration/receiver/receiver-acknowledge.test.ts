import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sendBytes } from "../../support/http/raw-http";
import { patience } from "../../support/patience";
import { type ControlConsole, controlConsole } from "../../support/receiver/control-console";
import {
  startReceiver,
  type TestReceiver,
  temporaryDataDir,
} from "../../support/receiver/receiver";
import { acmeKey, writeTestKeys } from "../../support/receiver/receiver-keys";
import { spoolPlaces } from "../../support/receiver/spool-records";

let place: ReturnType<typeof temporaryDataDir>;
let receiver: TestReceiver;
let sockets: ReturnType<typeof controlConsole>;
let console: ControlConsole;
let draining: NodeJS.Timeout | undefined;

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
  clearInterval(draining);
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
/** From now on it has all that comes, soon. */
function databaseIsBack(): void {
  draining = setInterval(commitAll, 20);
}

/** As Kazoo's HTTP client sends it: again, for as long as it is asked to. */
async function postUntilTaken(body: string): Promise<void> {
  while ((await post(body)).status !== 200);
}

const bodies = () => receiver.records().map(({ body }) => Buffer.from(body).toString());

describe("ACKNOWLEDGE=database", () => {
  it("answers 200 when the database has the delivery, and not before", async () => {
    await start(300, 60_000);
    let answered = false;
    const first = post("first").then((answer) => {
      answered = true;
      return answer;
    });
    await expect.poll(bodies, patience).toEqual(["first"]);
    console.publish({ elsewhere: 1_000_000 });
    // The first one's commit is all that is still missing when the second one's record is there.
    const second = post("second");
    await expect.poll(bodies, patience).toEqual(["first", "second"]);
    expect(answered).toBe(false);
    commitAll();
    expect(await first).toMatchObject({ status: 200, body: "ok" });
    expect((await second).status).toBe(200);
    expect(receiver.report().deliveries).toMatchObject({ stored: 2, notYetSafe: 0, held: 0 });
  });

  it("hears of commits from the next console as well", async () => {
    await start(300, 60_000);
    const answer = post("first");
    await expect.poll(bodies, patience).toEqual(["first"]);
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
    databaseIsBack();
    await Promise.all([postUntilTaken("same"), postUntilTaken("same")]);
    expect(bodies()).toEqual(["same", "same"]);
    await postUntilTaken("same");
    expect(bodies()).toEqual(["same", "same", "same"]);
  });

  it("takes nothing new meanwhile but one now and then, which learns that the database is back", async () => {
    await start(300, 300);
    expect((await post("first")).status).toBe(503);
    let posted = 0;
    while (bodies().length === 1) {
      const atOnce = ["a", "b", "c", "d", "e"].map((name) => post(`${name} ${posted++}`));
      await Promise.all(atOnce);
    }
    expect(bodies().length - 1).toBeLessThan(posted);
    databaseIsBack();
    await postUntilTaken("after");
    expect(bodies()).toContain("after");
  });

  it("answers from the spool once it was away for too long, and counts what is not yet safe", async () => {
    await start(0, 1_000);
    expect(await post("first")).toMatchObject({ status: 200, body: "ok" });
    expect((await post("second")).status).toBe(200);
    expect(bodies()).toEqual(["first", "second"]);
    expect(receiver.report().deliveries).toMatchObject({ stored: 2, notYetSafe: 2, held: 0 });
    databaseIsBack();
    const notYetSafe = () => receiver.report().deliveries.notYetSafe;
    let before: number;
    do {
      before = notYetSafe();
      expect((await post("later")).status).toBe(200);
    } while (notYetSafe() > before);
  });

  it("a stop asks those that wait to send again", async () => {
    await start(300, 60_000);
    const waiting = post("first");
    await expect.poll(bodies, patience).toEqual(["first"]);
    const stopping = receiver.end(2_000);
    expect(await waiting).toMatchObject({ status: 503, headers: { connection: "close" } });
    await stopping;
  });
});
