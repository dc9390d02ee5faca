import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import { resolveSettings } from '../../src/engine/settings.ts'

const refusal = (input: unknown) => {
  try {
    resolveSettings(input as never)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error('was accepted')
}

it('fills in defaults', () => {
  expect(resolveSettings()).toEqual({
    capital: 10_000,
    fillAt: 'open',
    sizing: { fraction: 1 },
    costs: { feeBps: 0, slippageBps: 0 },
    exits: { targetFill: 'market' },
  })
})

describe('one clear sentence for', () => {
  it.each([
    [{ capital: 0 }, 'capital is 0: must be greater than 0'],
    [{ capital: -5 }, 'capital is -5: must be greater than 0'],
    [{ capital: Number.NaN }, 'capital is NaN: must be a number'],
    [{ costs: { feeBps: -1 } }, 'costs.feeBps is -1: must not be negative'],
    [{ costs: { feeBpz: 1 } }, 'no setting "costs.feeBpz"; did you mean "feeBps"?'],
    [{ cost: {} }, 'no setting "cost"; did you mean "costs"?'],
    [{ exits: { stopLoss: 0 } }, 'exits.stopLoss is 0: must be greater than 0'],
    [{ exits: { stopLoss: 1 } }, 'exits.stopLoss is 1: must be smaller than 1'],
    [{ exits: { maxBars: 1.5 } }, 'exits.maxBars is 1.5: must be a whole number'],
    [{ sizing: { fraction: 0 } }, 'sizing.fraction is 0: must be greater than 0'],
    [{ sizing: { share: 1 } }, 'sizing is {"share":1}: must be'],
    [{ fillAt: 'high' }, 'fillAt is "high": must be open or close'],
  ])('%j', (input, sentence) => {
    expect(refusal(input)).toContain(sentence)
  })
})
