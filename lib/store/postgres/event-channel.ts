/** Told with each commit: [cluster, account id, the account's newest sequence] as JSON. */
export const eventChannel = "hookline_events";
