export async function runWorker(): Promise<() => Promise<void>> {
  return async () => {}
}
