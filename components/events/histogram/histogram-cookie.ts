/** Remembers whether the histogram is folded, for the server's first paint. */
export const histogramCookie = "hookline-histogram";
