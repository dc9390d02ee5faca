import * as z from 'zod/mini'
import { exitsSchema } from './exits-table.ts'
import { paramsSchema } from './parse-configurations.ts'
import { regimeScalingSchema } from './regime-scaling-config.ts'

const text = z.string('must be a text').check(z.minLength(1, 'must not be empty'))
const optionalText = z.optional(text)
const bare = z.number('must be a number')
const number = z.optional(bare)
const flag = z.optional(z.boolean('must be true or false'))
const count = z.int('must be a whole number').check(z.minimum(1, 'must be at least 1'))
const texts = z.optional(z.array(text, 'must be a list of names'))
const fraction = bare.check(z.minimum(0, 'must not be negative'), z.maximum(1, 'must not exceed 1'))
const byName = z.optional(z.union([bare, z.record(z.string(), bare)], { error: 'must be a number, or one per sleeve by its name' }))
const oneOf = <const T extends readonly string[]>(...words: T) => z.optional(z.enum(words, `must be ${words.join(' or ')}`))

const period = ['day', 'week', 'month', 'quarter', 'year'] as const
const every = z.strictObject({ every: count })

/** What every allocation may have: when and on what it is estimated, and limits of weights. */
const limits = {
  lookback: z.optional(count),
  when: z.optional(z.union([z.enum(period), every], { error: `must be ${period.join(', ')} or { every = bars }` })),
  estimate: z.optional(z.strictObject({ covariance: oneOf('sample', 'ewma', 'ledoit_wolf', 'oracle_shrinkage'), decay: number })),
  minimum: byName,
  maximum: byName,
  groups: z.optional(
    z.array(z.strictObject({ name: text, members: z.array(text), minimum: number, maximum: number }), 'must be a list of tables'),
  ),
  leverage: number,
}
const method = <const M extends string>(name: M) => ({ method: z.literal(name), ...limits })
const net = { net: number }

const allocation = z.discriminatedUnion(
  'method',
  [
    z.strictObject({
      ...method('fixed'),
      ...net,
      weights: z.union([z.array(bare), z.record(z.string(), bare)], { error: 'must be a list of numbers, or one per sleeve by its name' }),
      scale: flag,
    }),
    z.strictObject({ ...method('equal'), ...net }),
    z.strictObject({
      ...method('inverse_volatility'),
      ...net,
      power: z.optional(z.union([z.literal(1), z.literal(2)], { error: 'must be 1 or 2' })),
    }),
    z.strictObject({ ...method('volatility_target'), target: bare, bars_per_year: number }),
    z.strictObject({ ...method('minimum_variance'), ...net }),
    z.strictObject({
      ...method('maximum_sharpe'),
      ...net,
      risk_free: number,
      shrinkage: z.optional(z.union([bare, z.literal('bayes_stein')], { error: 'must be a number or bayes_stein' })),
    }),
    z.strictObject({ ...method('maximum_diversification'), ...net }),
    z.strictObject({ ...method('risk_parity'), ...net, budgets: z.optional(z.record(z.string(), bare)) }),
    z.strictObject({ ...method('hierarchical_risk_parity'), ...net, distance: oneOf('profile', 'direct') }),
    z.strictObject({ ...method('kelly'), fraction: number, risk_free: number }),
    z.strictObject({
      ...method('black_litterman'),
      ...net,
      market: z.optional(z.record(z.string(), bare)),
      views: z.array(
        z.strictObject({ weights: z.record(z.string(), bare), expected: bare, confidence: number }),
        'must be a list of tables',
      ),
      risk_aversion: number,
      tau: number,
    }),
  ],
  { error: 'must have a method: one of those that allocate knows' },
)

const component = z.strictObject({
  strategy: text,
  asset: optionalText,
  params: z.optional(paramsSchema),
  exits: z.optional(exitsSchema),
  weight: bare,
  name: optionalText,
})

/** One recipe as a file has it. */
export const recipeSchema = z.strictObject({
  extends: optionalText,
  id: optionalText,
  portfolio_name: optionalText,
  description: z.optional(z.string('must be a text')),
  tags: z.optional(z.array(z.string('must be a text'), 'must be a list of texts')),
  risk_profile: oneOf('conservative', 'moderate', 'aggressive'),
  strategies: texts,
  components: z.optional(z.array(component, 'must be a list of tables')),
  sweep_name: optionalText,
  top_n: z.optional(count),
  weights: z.optional(z.array(bare, 'must be a list of numbers')),
  allocation: z.optional(allocation),
  rebalance: z.optional(
    z.union([z.enum(['signal', ...period]), every, z.strictObject({ band: bare })], {
      error: `must be signal, ${period.join(', ')}, { every = bars } or { band = fraction }`,
    }),
  ),
  regime: z.optional(regimeScalingSchema),
  symbols: z.optional(z.record(z.string(), text)),
  run_montecarlo: flag,
  mc_num_runs: z.optional(count),
  run_stress_tests: flag,
  stress_scenarios: texts,
  stress_severity: z.optional(fraction),
  format: oneOf('md', 'html', 'both'),
  max_drawdown_target: z.optional(fraction),
  tiers: z.optional(z.array(z.enum(['core', 'aux', 'legacy', 'r_and_d'], 'must be core, aux, legacy or r_and_d'), 'must be a list')),
  trials: z.optional(count),
})

/** A recipe that {@link recipeSchema} let through. */
export type RecipeTable = z.infer<typeof recipeSchema>
