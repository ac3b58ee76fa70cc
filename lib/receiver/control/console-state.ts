/**
 * What this receiver knows of the console. "starting": not heard of yet, or its socket is closed;
 * "up": it answered within the last five seconds; "stuck": it takes connections and answers nothing.
 */
export type ConsoleState = "starting" | "up" | "stuck";
