"use client";

import { CopyButton } from "../ui/controls/copy-button";
import { HeadersTab } from "./headers-tab";

interface ExchangePartProps {
  readonly name: "Request" | "Response";
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
  /** Said where there is no body. */
  readonly noBody: string;
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Headers and body of one side of a try. */
export function ExchangePart({ name, headers, body, noBody }: ExchangePartProps) {
  const side = name.toLowerCase();
  const lines = headers.map(([header, value]) => `${header}: ${value}`).join("\n");
  return (
    <section aria-label={name} className="flex flex-col">
      <div className="flex h-9 items-center justify-between">
        <h4 className="text-ink-faint text-xs">{name} headers</h4>
        {headers.length > 0 && <CopyButton text={lines} what={`the ${side} headers`} />}
      </div>
      {headers.length > 0 ? (
        <div className="-mx-4">
          <HeadersTab headers={headers.map(([header, value]) => [header, value])} />
        </div>
      ) : (
        <p className="text-ink-soft text-sm">None are logged.</p>
      )}
      <div className="flex h-9 items-center justify-between">
        <h4 className="text-ink-faint text-xs">{name} body</h4>
        {body && <CopyButton text={body} what={`the ${side} body`} />}
      </div>
      {body ? (
        <pre className="whitespace-pre-wrap break-all rounded bg-sunken p-3 font-mono text-xs">
          {indented(body)}
        </pre>
      ) : (
        <p className="text-ink-soft text-sm">{noBody}</p>
      )}
    </section>
  );
}
