import { readFileSync } from 'node:fs'
import { parse, stringify } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { formatPromotionPolicy, parsePromotionPolicy, promotionPolicySchema } from '../../../src/research/promotion/promotion-config.ts'
import { promotionPolicies } from '../../../src/research/promotion/promotion-policy.ts'

const toml = { parse, stringify }

describe('parsePromotionPolicy', () => {
  it('reads TOML', () => {
    const text = 'name = "mine"\nmin_sharpe = 1.2\nmax_p_value = 0.05\nmin_out_of_sample_sharpe = 0\nadvisory = ["profit_factor"]\n'
    expect(parsePromotionPolicy(text, toml)).toEqual({
      name: 'mine',
      minSharpe: 1.2,
      maxPValue: 0.05,
      minOutOfSampleSharpe: 0,
      advisory: ['profitFactor'],
      allowLegacy: false,
    })
  })

  it.each(Object.values(promotionPolicies))('reads back what was written of $name', policy => {
    expect(parsePromotionPolicy(formatPromotionPolicy(policy, toml), toml)).toEqual(policy)
    expect(parsePromotionPolicy(formatPromotionPolicy(policy, JSON), JSON)).toEqual(policy)
  })

  it.each([
    ['name = ', 'promotion-policy/syntax', 'the policy cannot be read'],
    ['', 'promotion-policy/value', 'name'],
    ['name = "Mine!"', 'promotion-policy/value', 'must start with a letter'],
    ['name = "mine"\nmin_sharp = 1', 'promotion-policy/unknown', 'did you mean "min_sharpe"?'],
    ['name = "mine"\nminSharpe = 1', 'promotion-policy/unknown', 'min_sharpe'],
    ['name = "mine"\nmax_drawdown = 15', 'promotion-policy/value', 'max_drawdown must not exceed 1'],
    ['name = "mine"\nmin_sharpe = "high"', 'promotion-policy/value', 'min_sharpe must be a number'],
    ['name = "mine"\nmin_trades = -1', 'promotion-policy/value', 'min_trades must be at least 0'],
    ['name = "mine"\nmin_trades = inf', 'promotion-policy/value', 'min_trades'],
    ['name = "mine"\nadvisory = ["luck"]', 'promotion-policy/value', 'advisory.0 must name criteria; known: sharpe, drawdown'],
  ])('refuses %j', (text, code, message) => {
    expect(() => parsePromotionPolicy(text, toml)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })
})

it('the JSON schema that is shipped says what the code says', () => {
  const file = new URL('../../../config-schemas/promotion-policy.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(promotionPolicySchema())
})
