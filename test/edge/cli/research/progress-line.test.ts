import { expect, it } from 'vitest'
import { progressLine } from '../../../../src/edge/cli/research/progress-line.ts'

function lines(live: boolean | undefined, ...steps: readonly (readonly [number, number])[]): string {
  let text = ''
  const tell = progressLine({ out: () => undefined, error: part => (text += part), ...(live === undefined ? {} : { live }) }, 'sweep')
  for (const [done, total] of steps) tell({ done, total })
  return text
}

it('writes over its own line, and leaves nothing behind', () => {
  expect(lines(true, [1, 4], [4, 4])).toBe(`\rsweep ${'█'.repeat(6)}${'░'.repeat(18)} 25 %\rsweep ${'█'.repeat(24)} 100 %\r\u001b[K`)
})

it('has nothing to show where nobody watches', () => {
  expect(lines(false, [1, 4])).toBe('')
  expect(lines(undefined, [1, 4])).toBe('')
})

it('is through when there is nothing to do', () => {
  expect(lines(true, [0, 0])).toContain('100 %')
})

it.each([
  [12_000, '12 s'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
])('says how fast, and what is left of %d ms', (etaMs, left) => {
  let text = ''
  const terminal = { out: () => undefined, error: (part: string) => (text += part), live: true }
  progressLine(terminal, 'sweep')({ done: 1, total: 2, ratePerSecond: 1234.4, etaMs })
  expect(text).toContain(` 50 % 1234 a second, ${left} left`)
})
