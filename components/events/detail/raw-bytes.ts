/** Bytes on one line of a hex dump. */
export const hexColumns = 16;

/** Base64 → bytes. */
export function decodeBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Bytes as text; what is no UTF-8 becomes the replacement character. */
export function bytesAsText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const printable = (byte: number) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".");

/** One line of a hex dump: offset, 16 bytes, and what of them can be printed. */
export function hexLine(bytes: Uint8Array, offset: number): string {
  const row = Array.from(bytes.subarray(offset, offset + hexColumns));
  const hex = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const at = offset.toString(16).padStart(6, "0");
  return `${at}  ${hex.padEnd(hexColumns * 3 - 1)}  ${row.map(printable).join("")}`;
}
