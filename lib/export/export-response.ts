import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { EventView } from "@/lib/domain/event";
import type { EventStore } from "@/lib/event-store/event-store";
import { eventPages } from "./event-pages";
import { exportFileName } from "./export-file-name";
import type { ExportQuery } from "./export-query";
import { exportText, textFormats } from "./export-text";
import { streamText } from "./stream-text";

export interface ExportRequest {
  readonly eventStore: Pick<EventStore, "searchDetails">;
  readonly logger: Logger;
  /** Aborted when the process begins to stop. */
  readonly stopping: AbortSignal;
  readonly scope: AccountScope;
  readonly requestId: string;
  readonly operator: { readonly operatorId: string | null; readonly username: string };
  readonly query: ExportQuery;
}

/**
 * An account's events that match a filter as a file to keep. The first page is read before there is
 * an answer, so what fails until then rejects; what fails later breaks the transfer. The log says
 * how each export ended, and who had credentials revealed, before they are sent.
 */
export async function exportResponse(request: ExportRequest): Promise<Response> {
  const { eventStore, logger, stopping, scope, requestId, operator } = request;
  const { format, reveal, ...filter } = request.query;
  const about = { requestId, ...scope, ...operator, format, filter };
  let events = 0;
  let revealed = 0;

  async function* noted(pages: AsyncIterable<readonly EventView[]>) {
    for await (const page of pages) {
      const more = page.filter(({ secrets }) => secrets === "revealed").length;
      if (revealed === 0 && more > 0) logger.info(about, "secrets revealed");
      revealed += more;
      events += page.length;
      yield page;
    }
  }

  const pages = eventPages({ eventStore, scope, filter, reveal: reveal === "1" });
  const body = await streamText({
    chunks: exportText(noted(pages), format),
    stopping,
    onEnd(how, cause) {
      const entry = { ...about, events, revealed };
      if (how === "failed") logger.error({ ...entry, err: cause }, "export broke off");
      else logger.info({ ...entry, how }, "export ended");
    },
  });
  const name = exportFileName(scope.accountId, filter, format, Date.now());
  return new Response(body, {
    headers: {
      "content-type": textFormats[format].contentType,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
