import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { EventStore } from "@/lib/store/store";
import { eventPages } from "./event-pages";
import { exportFileName } from "./export-file-name";
import type { ExportQuery } from "./export-query";
import type { ExportSlots } from "./export-slots";
import { exportText, textFormats } from "./export-text";
import { streamText } from "./stream-text";
import { type ExportConditions, watchExport } from "./watch-export";

export interface ExportRequest extends ExportConditions {
  /** Nothing is read for "HEAD". */
  readonly method: string;
  readonly eventStore: Pick<EventStore, "searchDetails">;
  readonly slots: ExportSlots;
  readonly logger: Logger;
  readonly scope: AccountScope;
  readonly requestId: string;
  readonly operator: { readonly operatorId: string | null; readonly username: string };
  readonly query: ExportQuery;
  /** As streamText takes it. */
  readonly pauseMs?: number;
}

/** The export's text, and how it got on is in the log. */
function exportBody(request: ExportRequest): Promise<ReadableStream<Uint8Array>> {
  const { eventStore, slots, logger, scope, requestId, operator, pauseMs } = request;
  const { format, reveal, ...filter } = request.query;
  const about = { requestId, ...scope, ...operator, format, filter };
  const read = { events: 0, revealed: 0 };
  let sent = { ...read };

  async function* notedPages() {
    // Held for as long as the store may be read, and let go however this ends.
    const release = slots.take();
    try {
      for await (const page of eventPages({ eventStore, scope, filter, reveal: reveal === "1" })) {
        read.events += page.length;
        read.revealed += page.filter(({ secrets }) => secrets === "revealed").length;
        yield page;
      }
    } finally {
      release();
    }
  }

  return streamText({
    chunks: exportText(notedPages(), format),
    pauseMs,
    watch: (breakOff) => watchExport(request, breakOff),
    beforeSend() {
      if (sent.revealed === 0 && read.revealed > 0) logger.info(about, "secrets revealed");
      sent = { ...read };
    },
    onEnd(how, cause) {
      const entry = { ...about, ...sent, how };
      if (how === "complete") logger.info(entry, "export ended");
      else if (how === "failed") logger.error({ ...entry, err: cause }, "export broke off");
      else logger.info(entry, "export broke off");
    },
  });
}

/**
 * An account's events that match a filter as a file to keep. The first page is read before there is
 * an answer, so what fails until then rejects; what fails later breaks the transfer. The log says
 * how each export ended, and who had credentials revealed, before they are sent.
 */
export async function exportResponse(request: ExportRequest): Promise<Response> {
  const { method, scope, query } = request;
  const body = method === "HEAD" ? null : await exportBody(request);
  const name = exportFileName(scope.accountId, query, query.format, Date.now());
  return new Response(body, {
    headers: {
      "content-type": textFormats[query.format].contentType,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
