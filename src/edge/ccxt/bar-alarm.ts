import type { BarNote } from '../../market/bar-source.ts'

/** Something that knows sooner when a bar has ended. It may be wrong, late or silent: it only saves time. */
export interface Alarm {
  /** Settles when a bar that opens at this time, or later, was heard of; never rejects. */
  rings(time: number, onNote: (note: BarNote) => void): Promise<void> | undefined
  stop(): void
}

/** Never rings. */
export const silentAlarm: Alarm = { rings: () => undefined, stop: () => undefined }

/** A feed of a websocket: the opening times of the bars that it tells of. */
export interface BarFeed {
  /** The next message. */
  next(): Promise<readonly number[]>
  /** Waits before the feed is tried again. */
  pause(failures: number): Promise<void>
}

/** Rings with a feed, connects again when it is cut, and goes on in the background between two bars. */
export function feedAlarm(feed: BarFeed): Alarm {
  let [newest, isRunning, isStopped] = [Number.NEGATIVE_INFINITY, false, false]
  let waiting: { readonly time: number; readonly ring: () => void } | undefined
  let note: (note: BarNote) => void = () => undefined
  const listen = async () => {
    let failures = 0
    while (!isStopped) {
      try {
        const times = await feed.next()
        if (failures > 0)
          note({ kind: 'reconnected', time: Number.NaN, message: `the feed was cut, and is there again after ${failures} tries` })
        failures = 0
        newest = Math.max(newest, ...times)
        if (waiting !== undefined && newest >= waiting.time) waiting.ring()
      } catch {
        failures++
        await feed.pause(failures)
      }
    }
  }
  return {
    rings(time, onNote) {
      note = onNote
      if (newest >= time) return undefined
      return new Promise(resolve => {
        waiting = { time, ring: resolve }
        if (isRunning) return
        isRunning = true
        listen().catch(() => undefined)
      })
    },
    stop() {
      isStopped = true
      waiting?.ring()
    },
  }
}
