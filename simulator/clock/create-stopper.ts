import { setMaxListeners } from "node:events";

/** An abort controller that any number of waits may listen to without node's leak warning. */
export function createStopper(): AbortController {
  const stopper = new AbortController();
  setMaxListeners(0, stopper.signal);
  return stopper;
}
