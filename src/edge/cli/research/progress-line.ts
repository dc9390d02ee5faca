import type { Terminal } from '../command.ts'

/** Shows on a terminal how far work has come, on a line of its own that is written over and over; nowhere else. */
export function progressLine(terminal: Terminal, what: string): (progress: { readonly done: number; readonly total: number }) => void {
  if (terminal.live !== true) return () => undefined
  return ({ done, total }) => {
    const share = total === 0 ? 1 : done / total
    const bar = '█'.repeat(Math.round(24 * share)).padEnd(24, '░')
    terminal.error(`\r${what} ${bar} ${Math.floor(100 * share)} %${done === total ? '\r\u001b[K' : ''}`)
  }
}
