const pollMs = 10;
const defaultTimeoutMs = 30_000;

/** Asks again and again until the answer is true, and gives it: no test waits for a time. */
export async function until<T>(
  ask: () => T | Promise<T>,
  timeoutMs = defaultTimeoutMs,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
