import { expect, it } from 'vitest'
import { FeatureSet } from '../../src/strategies/feature-set.ts'
import { HigherBars } from '../../src/strategies/higher-bars.ts'
import { MarketView } from '../../src/strategies/market-view.ts'
import { noteView, viewsOf } from '../../src/strategies/strategy-views.ts'

it('remembers the views of each, in their order', () => {
  const set = new FeatureSet({ index: 0 })
  const [day, week] = [new MarketView(new HigherBars('1d'), set), new MarketView(new HigherBars('1w'), set)]
  const [one, other] = [{}, {}]
  noteView(one, day)
  noteView(one, week)
  noteView(other, week)
  expect(viewsOf(one)).toEqual([day, week])
  expect(viewsOf(other)).toEqual([week])
  expect(viewsOf({})).toEqual([])
})
