import dynamic from "next/dynamic";
import { type ComponentType, useEffect, useState } from "react";

const askAgainMs = 2_000;

/** Asks again and again while the network is lost: what was opened shall not fail for want of a part. */
async function untilLoaded<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    return untilLoaded(load);
  }
}

/** A part that the browser loads when it is first shown. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return dynamic(() => untilLoaded(load));
}

/** What a library brings for something that is opened; null until it was wanted and has come. */
export function usePart<Part extends object>(
  load: () => Promise<Part>,
  wanted: boolean,
): Part | null {
  const [part, setPart] = useState<Part | null>(null);
  useEffect(() => {
    if (wanted && !part) void untilLoaded(load).then(setPart);
  }, [load, wanted, part]);
  return part;
}
