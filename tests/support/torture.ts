/** `npm run torture` runs the same tests for longer than every change can wait. */
export const isLongForm = process.env.HOOKLINE_TORTURE === "long";
