/** Told with each commit: [cluster, account id, the account's newest sequence] as JSON. */
export const eventChannel = "hookline_events";
/** Told with each change of the receiver keys, without a payload. */
export const receiverKeyChannel = "hookline_receiver_keys";
