import dynamic from "next/dynamic";
import type { ComponentType } from "react";

const askAgainMs = 2_000;

/**
 * A part that the browser loads when it is first shown. While the network is lost it is asked for
 * again and again: a page with things typed into it must not fail for want of a part.
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  async function untilLoaded(): Promise<ComponentType<Props>> {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      return untilLoaded();
    }
  }
  return dynamic(untilLoaded);
}
