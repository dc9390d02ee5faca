import { describe, expect, it } from 'vitest'
import { findRecipe } from '../../src/portfolios/shipped-recipes.ts'
import { recipeToTable } from '../../src/portfolios/write-recipe.ts'

describe('recipeToTable', () => {
  it('writes the keys of Peak_Trade', () => {
    expect(recipeToTable(findRecipe('conservative_v11'))).toEqual({
      portfolio_name: 'Conservative Portfolio v1.1',
      description: 'Trend and reversion with little risk',
      tags: ['v1.1', 'conservative', 'stable', 'low-risk'],
      risk_profile: 'conservative',
      strategies: ['ma_crossover', 'mean_reversion', 'bollinger_bands', 'trend_following'],
      weights: [0.3, 0.25, 0.25, 0.2],
      run_montecarlo: true,
      mc_num_runs: 2000,
      run_stress_tests: true,
      stress_scenarios: ['single_crash_bar', 'vol_spike', 'liquidity_gap'],
      stress_severity: 0.2,
      format: 'both',
      max_drawdown_target: 0.1,
    })
  })

  it('writes components as tables as soon as one says more', () => {
    const base = { id: 'a', title: 'A', riskProfile: 'moderate' } as const
    const components = [
      { strategy: 'macd', weight: 0.5, exits: { stopLoss: 0.1 }, params: {} },
      { strategy: 'breakout', weight: 0.5, asset: undefined },
    ]
    expect(recipeToTable({ ...base, components }).components).toEqual([
      { strategy: 'macd', weight: 0.5, exits: { stop_loss: 0.1 } },
      { strategy: 'breakout', weight: 0.5 },
    ])
    expect(recipeToTable({ ...base, format: 'markdown', components: components.slice(1) })).toMatchObject({
      strategies: ['breakout'],
      format: 'md',
    })
    expect(recipeToTable(base)).toEqual({ portfolio_name: 'A', risk_profile: 'moderate' })
  })

  it('says which part is a function', () => {
    const allocation = { method: () => [1] } as never
    expect(() => recipeToTable({ ...findRecipe('core_balanced'), allocation })).toThrow(
      'recipe "core_balanced": allocation.method is a function',
    )
  })
})
