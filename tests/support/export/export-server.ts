import { once } from "node:events";
import { createServer } from "node:http";
import { pipeToNodeResponse } from "next/dist/server/pipe-readable";
import { afterAll, onTestFinished } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { exportQuerySchema } from "@/lib/export/export-query";
import { type ExportRequest, exportResponse } from "@/lib/export/export-response";
import { createExportSlots } from "@/lib/export/export-slots";
import { problemResponse } from "@/lib/http/problem-response";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { EventStore, NewEvent } from "@/lib/store/store";
import { appendOne } from "../store/append-one";
import { newScope } from "../store/new-event";
import { openTestStore, temporaryDatabase } from "../store/sqlite-event-store";

const { file, remove } = temporaryDatabase();
let opened: Promise<OpenedEventStore> | undefined;
afterAll(async () => {
  await (await opened)?.close();
  remove();
});

/**
 * Exports of an account of its own over HTTP, from a real store that a file's tests share, sent as
 * Next sends an answer: what stands before the route is left out. Gone when the test ends.
 */
export async function startExportServer(
  storeFor = (store: EventStore): EventStore => store,
  changes: Partial<ExportRequest> = {},
) {
  opened ??= openTestStore(file);
  const { eventStore } = await opened;
  const scope = newScope();
  const store = storeFor(eventStore);
  const stop = new AbortController();
  const slots = createExportSlots();
  const log: Record<string, unknown>[] = [];
  let written = (): void => {};
  const logger = createLogger("info", {
    write(line) {
      log.push(JSON.parse(line));
      written();
    },
  });
  /** How many pages each export has read, in the order in which they were asked for. */
  const pagesRead: number[] = [];

  const server = createServer(async (request, response) => {
    const own = pagesRead.push(0) - 1;
    const counted: Pick<EventStore, "searchDetails"> = {
      searchDetails(...args) {
        pagesRead[own] = (pagesRead[own] ?? 0) + 1;
        return store.searchDetails(...args);
      },
    };
    const { searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const answer = await exportResponse({
      method: request.method ?? "",
      eventStore: counted,
      slots,
      logger,
      stopping: stop.signal,
      gone: gone.signal,
      expiresAt: Date.now() + 3_600_000,
      checkAccess: () => Promise.resolve(),
      scope,
      requestId: `request-${own}`,
      operator: { operatorId: "operator-1", username: "ada" },
      query: exportQuerySchema.parse(Object.fromEntries(searchParams)),
      ...changes,
    }).catch((cause: unknown) => problemResponse(cause, `request-${own}`, logger));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body) await pipeToNodeResponse(answer.body, response);
    else response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return {
    scope,
    log,
    pagesRead,
    stop: () => stop.abort(),
    urlOf: (query: string) => `http://127.0.0.1:${port}/?${query}`,
    append: (events: readonly NewEvent[]) =>
      Promise.all(events.map((one) => appendOne(eventStore, { ...one, scope }))),
    /** Resolves with the first line of the log that says so. */
    async logged(msg: string): Promise<Record<string, unknown>> {
      for (;;) {
        const line = log.find((entry) => entry.msg === msg);
        if (line) return line;
        await new Promise<void>((resolve) => {
          written = resolve;
        });
      }
    },
  };
}
