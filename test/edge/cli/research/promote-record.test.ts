import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepPromotion, promotionRun } from '../../../../src/edge/cli/research/promote-record.ts'
import { readPromotion } from '../../../../src/edge/files/promotion-file.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { gatherEvidence } from '../../../../src/research/promotion/gather-evidence.ts'
import { promote } from '../../../../src/research/promotion/promote.ts'
import { BuyAndHold } from '../../../../src/strategies/library/buy-and-hold.ts'

const bars = syntheticBars({ seed: 1, length: 400, timeframe: '1d', symbol: 'BTC/EUR ₿' })
const off = { walkForward: false, stress: false, monteCarlo: false, superiority: false, overfitting: false, plateau: false } as const
const evidence = gatherEvidence(BuyAndHold, bars, { candidates: [{}], seed: 1, ...off })
const easy = { name: 'easy', advisory: [], minYears: 0.1 } as const
const temporary = () => mkdtempSync(join(tmpdir(), 'peak-trade-'))

it('writes a go under a name that any disk takes, and one name per evidence and policy', async () => {
  const home = temporary()
  const promotion = promote(evidence, easy)
  const path = (await keepPromotion(promotion, { home, save: true })) as string
  expect(path.slice(home.length + 1)).toMatch(/^promotions.buy_and_hold-BTC_EUR__-[0-9a-f]{8}\.json$/)
  expect((await readPromotion(path)).policy.name).toBe('easy')
  const other = await keepPromotion(promote(evidence, { ...easy, minYears: 0.2 }), { home, save: true })
  expect(other).not.toBe(path)
  const own = join(home, 'a', 'b.json')
  expect(await keepPromotion(promotion, { record: own, save: false })).toBe(own)
  expect(JSON.parse(readFileSync(own, 'utf8')).policy.name).toBe('easy')
})

it('writes nothing for a no-go or when nothing is saved', async () => {
  const home = temporary()
  const record = join(home, 'no.json')
  expect(await keepPromotion(promote(evidence, { ...easy, minYears: 99 }), { record, home, save: true })).toBeUndefined()
  expect(await keepPromotion(promote(evidence, easy), { home, save: false })).toBeUndefined()
  expect(() => readFileSync(record)).toThrow()
})

it('makes a run of it', () => {
  expect(promotionRun(promote(evidence, easy), 7)).toMatchObject({
    type: 'promotion',
    name: 'promotion_buy_and_hold_BTC/EUR ₿',
    durationMs: 7,
    trials: 1,
    metrics: { go: 1, reasons: 0, combinations: 1, countedTrials: 1, sharpe: evidence.inSample?.sharpe },
  })
})
