import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { BouchaudMicrostructure } from '../../../src/strategies/experimental/bouchaud-microstructure.ts'
import { flowPressure } from '../../../src/strategies/experimental/flow-pressure.ts'
import { changes, d1 } from '../../golden/d1.ts'

/** Bars whose log returns have the given correlation from one to the next. */
function market(correlation: number, length = 1500) {
  const random = seededRandom(11)
  const close = new Float64Array(length)
  const volume = new Float64Array(length)
  let move = 0
  let log = Math.log(100)
  for (let i = 0; i < length; i++) {
    move = correlation * move + 0.01 * random.normal()
    log += move
    close[i] = Math.exp(log)
    volume[i] = 100 * (1 + random.uniform())
  }
  const time = close.map((_, i) => i * 60_000)
  return { length, time, open: close, high: close, low: close, close, volume }
}

function earned(history: ReturnType<typeof market>, params: object = {}): number {
  const targets = new BouchaudMicrostructure(params).follow(history)
  let sum = 0
  for (let i = 150; i + 1 < history.length; i++) sum += targets[i] * Math.log(history.close[i + 1] / history.close[i])
  return sum
}

describe('finds what was planted', () => {
  it.each([
    ['flow that goes on', 0.4],
    ['flow that is given back', -0.4],
  ])('%s', (_name, correlation) => {
    // A perfect forecast of the part that can be forecast would earn 0.4 * 0.01 * 0.8 = 0.0032 a bar where it is in.
    expect(earned(market(correlation))).toBeGreaterThan(1)
    expect(earned(market(correlation), { signs: 'tick' })).toBeGreaterThan(1)
  })

  it('and earns next to nothing where nothing was', () => {
    expect(Math.abs(earned(market(0)))).toBeLessThan(0.5)
  })
})

it('enters at large pressure on the side that was seen to pay, and leaves when that turns', () => {
  const history = market(-0.3)
  const { pressure, response } = flowPressure(history)
  const targets = new BouchaudMicrostructure({ entry: 1.2, minResponse: 0.15 }).follow(history)
  let held = 0
  for (let i = 149; i < history.length; i++) {
    const side = Math.sign(pressure[i] * response[i])
    if (Math.abs(response[i]) < 0.15) held = 0
    else if (Math.abs(pressure[i]) >= 1.2 || held === side) held = side
    else held = 0
    expect(targets[i]).toBe(held)
  }
})

it('stands aside in a market that is too thin, and never goes short when told so', () => {
  const history = market(-0.4)
  expect(changes(new BouchaudMicrostructure({ minTurnover: 1e9 }).follow(history))).toEqual([[0, 0]])
  expect(Math.min(...[...new BouchaudMicrostructure({ longOnly: true }).follow(history)].slice(149))).toBe(0)
  expect(Math.max(...[...new BouchaudMicrostructure({ longOnly: true }).follow(history)].slice(149))).toBe(1)
})

it('on the wave of D1 flow goes on', () => {
  const { response } = flowPressure(d1())
  expect(response[399]).toBeGreaterThan(0.1)
})
