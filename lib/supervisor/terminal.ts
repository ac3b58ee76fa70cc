import { closeSync, openSync } from "node:fs";

function hasTerminal(): boolean {
  try {
    closeSync(openSync("/dev/tty", "r"));
    return true;
  } catch {
    return false;
  }
}

/** Tells a SIGHUP of a terminal that was closed from one that was sent. */
export function watchTerminal(): { isLost(): boolean } {
  const atStart = hasTerminal();
  return { isLost: () => atStart && !hasTerminal() };
}
