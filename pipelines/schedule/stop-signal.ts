const STATUS = { SIGINT: 130, SIGTERM: 143 } as const
type StopSignal = keyof typeof STATUS

/** npm passes a signal on that the terminal gave the whole group already: two that close together are one. */
const SAME_SIGNAL_MS = 500

/**
 * Settles with the name of the first SIGINT or SIGTERM, which then no longer ends the process by itself. A second one,
 * half a second later or more, ends it at once with status 130 or 143.
 */
export function untilStopped(): Promise<StopSignal> {
  return new Promise((resolve) => {
    let first: number | undefined
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (first === undefined) resolve(signal)
        else if (performance.now() - first >= SAME_SIGNAL_MS) process.exit(STATUS[signal])
        first ??= performance.now()
      })
    }
  })
}
