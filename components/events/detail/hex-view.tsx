"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { hexColumns, hexLine } from "./raw-bytes";

const lineHeight = 20;

/** Bytes in hexadecimal. Only the lines in view are drawn: a large body has half a million. */
export function HexView({ bytes }: { readonly bytes: Uint8Array }) {
  const scroller = useRef<HTMLElement>(null);
  const lines = useVirtualizer({
    count: Math.ceil(bytes.length / hexColumns),
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  return (
    <section
      ref={scroller}
      aria-label="Bytes in hexadecimal"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
      tabIndex={0}
      className="max-h-[70vh] overflow-auto rounded border border-line bg-sunken p-3"
    >
      <pre
        translate="no"
        className="relative whitespace-pre font-mono text-xs leading-5"
        style={{ height: lines.getTotalSize() }}
      >
        {lines.getVirtualItems().map(({ index, start }) => (
          <span key={index} className="absolute left-0" style={{ top: start }}>
            {hexLine(bytes, index * hexColumns)}
          </span>
        ))}
      </pre>
    </section>
  );
}
