/**
 * The promise's value within the timeout `patienceMs`, else `undefined`. A later failure is
 * ignored.
 */
export async function withPatience<T>(
  promise: Promise<T>,
  patienceMs: number,
): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const outOfPatience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs);
  });
  promise.catch(() => {});
  try {
    return await Promise.race([promise, outOfPatience]);
  } finally {
    clearTimeout(timer);
  }
}
