import { expect, it } from 'vitest'
import { FillLog } from '../../src/engine/fills.ts'
import { PanelCurves } from '../../src/engine/panel-curves.ts'

it('adds sleeves up, by hand', () => {
  const curves = new PanelCurves(4)
  const fills = new FillLog()
  fills.push(0, 5, 10, 0, 0)
  fills.leave(50, 5)
  fills.push(1, -5, 14, 0, 0)
  fills.leave(120, 0)
  // Its second bar is at the third time.
  const first = curves.add({ fills, rows: Int32Array.of(1, 2), close: Float64Array.of(Number.NaN, 12, 14, 14), capital: 100 })
  expect([...first]).toEqual([0, 10, 20, 20])
  const short = new FillLog()
  short.push(2, -2, 20, 0, 0)
  short.leave(40, -2)
  const second = curves.add({ fills: short, rows: Int32Array.of(0, 1, 2, 3), close: Float64Array.of(20, 20, 20, 90), capital: 0 })
  expect([...second]).toEqual([0, 0, 0, -140])
  expect([...curves.equity]).toEqual([100, 110, 120, -20])
  expect([...curves.leverage()]).toEqual([0, 60 / 110, 40 / 120, Number.NaN])
  expect(curves.countInvested()).toBe(3)
})

it('takes the worth that a run has written, where cash changes between fills', () => {
  const curves = new PanelCurves(3)
  const worth = Float64Array.of(99, 98)
  const profit = curves.add({ fills: new FillLog(), rows: Int32Array.of(0, 2), close: new Float64Array(3), capital: 100, worth })
  expect([...profit]).toEqual([-1, -1, -2])
  expect([...curves.equity]).toEqual([99, 99, 98])
})
