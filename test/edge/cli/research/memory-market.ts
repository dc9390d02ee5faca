import { seededRandom } from '../../../../src/base/random.ts'

/** Five years of days as CSV in which a share of every move comes again on the next day: an edge that momentum finds. */
export function memoryCsv(memory: number, seed = 'MEMORY'): string {
  const random = seededRandom(seed)
  let close = 100
  let move = 0
  const rows = Array.from({ length: 1825 }, (_, day) => {
    const open = close
    move = memory * move + 0.01 * random.normal()
    close = open * Math.exp(move)
    const time = new Date(Date.UTC(2020, 0, 1 + day)).toISOString()
    return [time, open, Math.max(open, close), Math.min(open, close), close, 1000].join(',')
  })
  return `time,open,high,low,close,volume\n${rows.join('\n')}\n`
}
