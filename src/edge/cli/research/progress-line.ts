import type { Terminal } from '../command.ts'

/** How far work has come, and how fast, when that is known. */
export interface ShownProgress {
  readonly done: number
  readonly total: number
  readonly ratePerSecond?: number
  readonly etaMs?: number
}

/** Shows on a terminal how far work has come, on a line of its own that is written over and over; nowhere else. */
export function progressLine(terminal: Terminal, what: string): (progress: ShownProgress) => void {
  if (terminal.live !== true) return () => undefined
  return ({ done, total, ratePerSecond = Number.NaN, etaMs = Number.NaN }) => {
    const share = total === 0 ? 1 : done / total
    const bar = '█'.repeat(Math.round(24 * share)).padEnd(24, '░')
    // The line before may have been longer.
    const pace = Number.isFinite(ratePerSecond) && Number.isFinite(etaMs) ? ` ${rate(ratePerSecond)}, ${left(etaMs)} left\u001b[K` : ''
    terminal.error(`\r${what} ${bar} ${Math.floor(100 * share)} %${pace}${done === total ? '\r\u001b[K' : ''}`)
  }
}

function rate(perSecond: number): string {
  return perSecond >= 10 ? `${Math.round(perSecond)} a second` : `${Number(perSecond.toPrecision(2))} a second`
}

/** `40 s`, `3 min 20 s`, `2 h 5 min`. */
function left(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}
