/** Gives an answer by its key: from memory, from one under way, or made now. */
export interface SharedAnswers<Answer> {
  get(key: string, gone: AbortSignal, make: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>
}

interface Work<Answer> {
  readonly answer: Promise<Answer>
  readonly stop: AbortController
  waiting: number
  done: boolean
}

/**
 * Remembers the last `most` answers, and makes no more than `atOnce` at a time, so that one that is nearly done is not
 * slowed down by all that came after it. Work that everybody who waited for it has given up is stopped; what failed or was
 * stopped is forgotten.
 */
export function sharedAnswers<Answer>(most: number, atOnce: number): SharedAnswers<Answer> {
  const known = new Map<string, Work<Answer>>()
  const inTurn = turns(atOnce)

  function begin(key: string, make: (signal: AbortSignal) => Promise<Answer>): Work<Answer> {
    const stop = new AbortController()
    const answer = inTurn(stop.signal, () => make(stop.signal))
    const work: Work<Answer> = { answer, stop, waiting: 0, done: false }
    answer.then(
      () => {
        work.done = true
      },
      () => forget(key, work),
    )
    return work
  }

  function forget(key: string, work: Work<Answer>): void {
    if (known.get(key) === work) known.delete(key)
  }

  return {
    async get(key, gone, make) {
      gone.throwIfAborted()
      const work = known.get(key) ?? begin(key, make)
      known.delete(key)
      known.set(key, work)
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
      work.waiting += 1
      const leave = () => {
        work.waiting -= 1
        if (work.waiting > 0 || work.done) return
        forget(key, work)
        work.stop.abort(gone.reason)
      }
      gone.addEventListener('abort', leave, { once: true })
      try {
        return await work.answer
      } finally {
        gone.removeEventListener('abort', leave)
        if (!gone.aborted) work.waiting -= 1
      }
    },
  }
}

/** Lets work begin in the order in which it came, `atOnce` at a time; what was stopped while it waited does not begin. */
function turns(atOnce: number): <Result>(signal: AbortSignal, work: () => Promise<Result>) => Promise<Result> {
  const queue: (() => void)[] = []
  let running = 0
  return async (signal, work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve))
    else running += 1
    try {
      signal.throwIfAborted()
      return await work()
    } finally {
      const next = queue.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
