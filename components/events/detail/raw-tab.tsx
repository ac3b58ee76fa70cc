"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { Segmented } from "@/components/ui/controls/segmented";
import { Notice } from "@/components/ui/notices/notice";
import { byteSize } from "@/lib/format/byte-size";
import type { EventView } from "@/lib/secrets/viewed-event";
import { HexView } from "./hex-view";
import { bytesAsText, decodeBase64 } from "./raw-bytes";

const shownBytes = 64 * 1024;

const views = [
  { value: "text", label: "Text" },
  { value: "hex", label: "Hex" },
] as const;

const blockLooks =
  "overflow-x-auto whitespace-pre-wrap break-all rounded border border-line bg-sunken p-3 font-mono text-xs leading-5";

function Body({
  base64,
  contentType,
}: {
  readonly base64: string;
  readonly contentType: string | null;
}) {
  const [view, setView] = useState<"text" | "hex">("text");
  const [whole, setWhole] = useState(false);
  const bytes = useMemo(() => decodeBase64(base64), [base64]);
  const part = whole ? bytes : bytes.subarray(0, shownBytes);
  const text = useMemo(() => bytesAsText(part), [part]);
  return (
    <section aria-label="Body" className="flex flex-col gap-2">
      <div className="flex items-center gap-3 text-ink-faint text-xs">
        <span className="min-w-0 flex-1 truncate">
          Body · {byteSize(bytes.length)} · {contentType ?? "no content type"}
        </span>
        <Segmented label="Show as" value={view} options={views} onValueChange={setView} />
        <CopyButton text={bytesAsText(bytes)} what="the body" />
      </div>
      {bytes.length === 0 && <p className="text-ink-soft text-sm">The delivery had no body.</p>}
      {bytes.length > 0 && view === "hex" && <HexView bytes={bytes} />}
      {bytes.length > 0 && view === "text" && (
        <pre translate="no" className={blockLooks}>
          {text}
        </pre>
      )}
      {view === "text" && part.length < bytes.length && (
        <Button onClick={() => setWhole(true)}>Show all {byteSize(bytes.length)}</Button>
      )}
    </section>
  );
}

interface RawTabProps {
  readonly event: EventView;
  readonly onReveal: () => void;
}

/** The delivery's bytes, exactly as Kazoo sent them. */
export function RawTab({ event, onReveal }: RawTabProps) {
  if (event.secrets === "masked") {
    return (
      <div className="px-4 py-3">
        <Notice
          tone="waiting"
          title="These bytes hold a credential."
          action={<Button onClick={onReveal}>Reveal secrets</Button>}
        >
          Bytes can't be masked in part, so all {byteSize(event.bodyBytes)} are held back.
        </Notice>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-5 px-4 py-3">
      {event.query !== null && (
        <section aria-label="Query string" className="flex flex-col gap-2">
          <div className="flex items-center gap-3 text-ink-faint text-xs">
            <span className="flex-1">Query string · {byteSize(event.query.length)}</span>
            <CopyButton text={event.query} what="the query string" />
          </div>
          <pre translate="no" className={blockLooks}>
            {event.query}
          </pre>
        </section>
      )}
      <Body base64={event.bodyBase64} contentType={event.contentType} />
    </div>
  );
}
