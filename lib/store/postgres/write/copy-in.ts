import type { Connection, PoolClient } from "pg";

const copyData = 0x64;
const copyDone = Buffer.from([0x63, 0, 0, 0, 4]);

function headOf(chunk: Uint8Array): Buffer {
  const head = Buffer.allocUnsafe(5);
  head[0] = copyData;
  head.writeInt32BE(chunk.byteLength + 4, 1);
  return head;
}

/** Runs a COPY … FROM STDIN with these bytes, which must stay as they are until it is settled. */
export function copyIn(
  client: PoolClient,
  sql: string,
  chunks: readonly Uint8Array[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query({
      callback: (cause: Error | null) => (cause ? reject(cause) : resolve()),
      submit: (connection: Connection) => connection.query(sql),
      handleCopyInResponse({ stream }: Connection) {
        stream.cork();
        for (const chunk of chunks) {
          stream.write(headOf(chunk));
          stream.write(chunk);
        }
        stream.write(copyDone);
        stream.uncork();
      },
      handleCommandComplete() {},
      handleError(cause: Error) {
        this.callback(cause);
      },
      handleReadyForQuery() {
        this.callback(null);
      },
    });
  });
}
