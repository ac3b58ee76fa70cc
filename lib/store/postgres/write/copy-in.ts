import type { Connection, PoolClient } from "pg";

const copyDone = Buffer.from([0x63, 0, 0, 0, 4]);
const copyFail = Buffer.from([0x66, 0, 0, 0, 5, 0]);

/** What goes in front of so many bytes of data. */
function headOf(chunk: Uint8Array): Buffer {
  const head = Buffer.from([0x64, 0, 0, 0, 0]);
  head.writeInt32BE(chunk.byteLength + 4, 1);
  return head;
}

/**
 * Runs a COPY … FROM STDIN. Each chunk is made while the database writes the one before. Rejects
 * also if making a chunk throws; the connection must not be used afterwards.
 */
export function copyIn(
  client: PoolClient,
  sql: string,
  chunks: Iterator<Uint8Array>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;

    function sendNext(stream: Connection["stream"]): void {
      if (isOver) return;
      try {
        const { value, done } = chunks.next();
        if (done) {
          stream.write(copyDone);
          return;
        }
        stream.write(headOf(value));
        const isFlowing = stream.write(value);
        if (isFlowing) setImmediate(sendNext, stream);
        else stream.once("drain", () => sendNext(stream));
      } catch (cause) {
        stream.write(copyFail);
        reject(cause);
      }
    }

    client.query({
      callback(cause: Error | null) {
        isOver = true;
        if (cause) reject(cause);
        else resolve();
      },
      submit: (connection: Connection) => connection.query(sql),
      handleCopyInResponse: ({ stream }: Connection) => sendNext(stream),
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
