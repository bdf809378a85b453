/** The answer, or something else where it takes longer than so many milliseconds. The question stays open. */
export async function withinTime<T>(answer: Promise<T>, milliseconds: number, otherwise: () => T): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(otherwise()), milliseconds);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
