import { expect, it } from 'vitest'
import { FillMatcher } from '../../src/reports/fill-matcher.ts'
import { orderEvents } from '../../src/reports/order-events.ts'
import { playScript, type Row } from '../engine/orders/scripted.ts'
import { bracketRun } from './order-scene.ts'

function eventsAt(result: ReturnType<typeof bracketRun>, index: number): string[] {
  const matched = new FillMatcher(result, result.orders).match()
  const fills = matched.filter((_, at) => result.fills[at].index === index)
  return orderEvents(result.orders, { index, bars: result.bars, fills }).map(({ id, event, when, why }) =>
    `${when} ${id} ${event} ${why}`.trimEnd(),
  )
}

it('what is over because of a fill is so at its moment; what the strategy does comes at the close', () => {
  const result = bracketRun()
  expect(eventsAt(result, 0)).toEqual(['close 1 placed', 'close 2 placed'])
  expect(eventsAt(result, 1)).toEqual([])
  expect(eventsAt(result, 2)).toEqual([
    'inside 1 filled',
    'inside 2 canceled another order of its group has filled',
    'inside 3 placed',
    'inside 4 placed',
    'close 5 rejected the quantity is 0; it must be positive and finite',
    'close 6 placed',
  ])
  expect(eventsAt(result, 3)).toEqual(['inside 3 filled', 'inside 4 canceled another order of its group has filled', 'close 6 expired'])
})

it('triggers, opens that are too late, and orders taken back', () => {
  const flat: Row = [100, 101, 99, 100]
  const result = playScript([flat, [110, 111, 109, 110], flat, flat], {
    0: hands => {
      hands.buy({ quantity: 1, stop: 105, limit: 106 })
      hands.buy({ quantity: 1, limit: 90, timeInForce: 'ioc' })
    },
    1: hands => void hands.cancel(1),
  })
  expect(eventsAt(result, 1)).toEqual(['open 1 triggered', 'open 2 expired', 'close 1 canceled on request'])
})
