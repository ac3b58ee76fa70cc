/** Remembers whether the rail is narrow, for the server's first paint. */
export const railCookie = "hookline-rail";
