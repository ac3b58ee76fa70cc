/** Told with each commit: [cluster, account id, the account's newest sequence] as JSON. */
export const eventChannel = "hookline_events";
/** An account's events changed otherwise than by new ones: [cluster, account id] as JSON. */
export const refetchChannel = "hookline_refetch";
