import { HuiyinError } from '../core/errors.ts'
import { untilStopped } from '../schedule/stop-signal.ts'

/** Aborted by the first SIGINT or SIGTERM, for the reason HY-C-008; a second one ends the process at once. */
export function stopWork(): AbortSignal {
  const controller = new AbortController()
  void untilStopped().then((signal) => controller.abort(new HuiyinError('HY-C-008', { signal })))
  return controller.signal
}
