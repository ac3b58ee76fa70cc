const units = ["kB", "MB", "GB"] as const;

/** Bytes in decimal units, as network people count: "612 B", "1.4 kB", "20 MB". */
export function byteSize(bytes: number): string {
  let size = bytes;
  let unit = "B";
  for (const next of units) {
    if (size < 1000) break;
    size /= 1000;
    unit = next;
  }
  return `${unit === "B" || size >= 10 ? Math.round(size) : size.toFixed(1)} ${unit}`;
}
