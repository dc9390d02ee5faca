import { expect, it } from 'vitest'
import { FillLog, SIGNAL, STOP } from '../../src/engine/fills.ts'

it('grows without losing anything and can be used again', () => {
  const log = new FillLog()
  for (let i = 0; i < 1000; i++) log.push(i, i % 2 === 0 ? 1 : -1, i + 0.5, i / 10, i % 2 === 0 ? SIGNAL : STOP)
  expect(log.toArray()[999]).toEqual({ index: 999, quantity: -1, price: 999.5, fee: 99.9, reason: 'stop' })
  expect(log.toArray()[0]).toEqual({ index: 0, quantity: 1, price: 0.5, fee: 0, reason: 'signal' })
  log.clear()
  expect(log.toArray()).toEqual([])
})
