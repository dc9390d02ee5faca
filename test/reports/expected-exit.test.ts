import { expect, it } from 'vitest'
import { type ExpectedExit, exitAtRuin, expectedExit, type WatchedBar } from '../../src/reports/expected-exit.ts'
import type { TradeLevels } from '../../src/reports/trade-explanation.ts'

const stop = (reached: boolean): TradeLevels => ({ stop: { price: 98, reached }, nearest: 'stop' })
const both: TradeLevels = { ...stop(true), target: { price: 104, reached: true } }
const bar: WatchedBar = { levels: both, open: 100, side: 1, wasOpen: true, sameBar: 'stop' }

it.each<[string, Partial<WatchedBar>, object | undefined]>([
  ['no level, no exit', { levels: {} }, undefined],
  ['a level that is not reached', { levels: stop(false) }, undefined],
  ['the stop', { levels: stop(true) }, { when: 'inside', reason: 'stop', price: 98, assumptions: [] }],
  ['the target', { levels: { target: { price: 104, reached: true } } }, { when: 'inside', reason: 'target', price: 104, assumptions: [] }],
  ['both: the stop', {}, { when: 'inside', reason: 'stop', price: 98, assumptions: ['stop-and-target'] }],
  ['both, if asked: the target', { sameBar: 'target' }, { when: 'inside', reason: 'target', price: 104, assumptions: ['target-first'] }],
  ['a gap through the stop', { open: 97, levels: stop(true) }, { when: 'open', reason: 'stop', price: 97, assumptions: ['gap'] }],
  [
    'a gap through the stop comes first, whatever was asked',
    { open: 98, sameBar: 'target' },
    { when: 'open', reason: 'stop', price: 98, assumptions: ['stop-and-target', 'gap'] },
  ],
  [
    'a gap through the target',
    { open: 105 },
    { when: 'open', reason: 'target', price: 105, assumptions: ['stop-and-target', 'gap', 'target-before-stop'] },
  ],
  [
    'a fresh position cannot gap',
    { open: 97, wasOpen: false, levels: stop(true) },
    { when: 'inside', reason: 'stop', price: 97, assumptions: [] },
  ],
  [
    'nor can a short, mirrored',
    { open: 99, side: -1, wasOpen: false, levels: stop(true) },
    { when: 'inside', reason: 'stop', price: 99, assumptions: [] },
  ],
  [
    'a gap of a short',
    { open: 99, side: -1, levels: { liquidation: { price: 98, reached: true }, nearest: 'liquidation' } },
    { when: 'open', reason: 'liquidation', price: 99, assumptions: ['gap'] },
  ],
])('%s', (_, change, exit) => {
  expect(expectedExit({ ...bar, ...change })).toEqual(exit)
})

const cut: ExpectedExit = { when: 'inside', reason: 'stop', price: 105, assumptions: [] }
const rest = { open: 100, side: -1, level: 120, low: 95, high: 125 }

it('what a cut exit has left ends where the account is used up', () => {
  expect(exitAtRuin(cut, { ...rest, high: 119 })).toBeUndefined()
  expect(exitAtRuin(cut, rest)).toEqual({ when: 'inside', reason: 'liquidation', price: 120, assumptions: [] })
  // It cannot be better than the exit that was before it.
  expect(exitAtRuin({ ...cut, price: 122 }, rest)).toMatchObject({ price: 122 })
  expect(exitAtRuin({ ...cut, price: 80 }, { ...rest, side: 1, level: 85, low: 79 })).toMatchObject({ price: 80 })
  expect(exitAtRuin({ ...cut, price: 80 }, { ...rest, side: 1, level: 75, low: 79 })).toBeUndefined()
})

it('or at the open that has jumped over both', () => {
  const gap: ExpectedExit = { when: 'open', reason: 'stop', price: 130, assumptions: ['gap'] }
  expect(exitAtRuin(gap, { ...rest, open: 130, high: 131 })).toEqual({
    when: 'open',
    reason: 'liquidation',
    price: 130,
    assumptions: ['gap'],
  })
  expect(exitAtRuin({ ...gap, price: 110 }, { ...rest, open: 110 })).toMatchObject({ when: 'inside', price: 120, assumptions: [] })
})
