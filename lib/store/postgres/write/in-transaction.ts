import pg, { type Pool, type PoolClient } from "pg";
import { StalePosition } from "@/lib/drain/sink";

/** A connection whose state is not certain is closed, which rolls back what was begun. */
async function giveBack(client: PoolClient, cause: unknown): Promise<void> {
  const isCertain = cause instanceof pg.DatabaseError || cause instanceof StalePosition;
  const rolledBack =
    isCertain &&
    (await client.query("rollback").then(
      () => true,
      () => false,
    ));
  client.release(!rolledBack);
}

/** What is done within is there as a whole once this resolves. */
export async function inTransaction<T>(
  pool: Pool,
  act: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await act(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (cause) {
    await giveBack(client, cause);
    throw cause;
  }
}
