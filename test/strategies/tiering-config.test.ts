import { readFileSync } from 'node:fs'
import { parse, stringify } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { shippedTiering } from '../../src/strategies/tiering.ts'
import { formatTiering, parseTiering, tieringSchema } from '../../src/strategies/tiering-config.ts'

const toml = { parse, stringify }

const written = `
[strategy.my_rule]
tier = "r_and_d"
recommended_config_id = "my_rule_v1"
risk_profile = "experimental"
tags = ["cycles", "Zyklen"]
notes = "für später"
`

describe('parseTiering', () => {
  it('reads TOML', () => {
    expect(parseTiering(written, toml)).toEqual({
      my_rule: {
        tier: 'r_and_d',
        recommendedConfigId: 'my_rule_v1',
        riskProfile: 'experimental',
        tags: ['cycles', 'Zyklen'],
        notes: 'für später',
      },
    })
  })

  it.each([
    ['TOML', toml],
    ['JSON', JSON],
  ])('reads back what was written as %s', (_name, format) => {
    expect(parseTiering(formatTiering(shippedTiering, format), format)).toEqual(shippedTiering)
    expect(parseTiering(formatTiering({}, format), format)).toEqual({})
  })

  it('writes the names that files use', () => {
    expect(formatTiering({ a: { tier: 'aux', recommendedConfigId: 'a_v1', label: undefined } }, toml).trim()).toBe(
      '[strategy.a]\ntier = "aux"\nrecommended_config_id = "a_v1"',
    )
  })

  it.each([
    ['[strategy.a', 'tiering/syntax', 'the tiering cannot be read'],
    ['', 'tiering/value', 'strategy'],
    ['[strategy.a]\ntier = "gold"', 'tiering/value', 'strategy.a.tier: it must be one of core, aux, legacy, r_and_d'],
    ['[strategy.a]\nlabel = "A"', 'tiering/value', 'strategy.a.tier'],
    ['[strategy.a]\ntier = "core"\nallow_live = false', 'tiering/allow-live', 'allow_live cannot be set'],
    ['[strategy.a]\ntier = "core"\ntag = []', 'tiering/unknown', 'strategy.a has no "tag"; did you mean "tags"?'],
    ['[strategy.Bad-Name]\ntier = "core"', 'tiering/value', 'strategy.Bad-Name: an id starts with a letter'],
    ['[strategies.a]\ntier = "core"\n[strategy]', 'tiering/unknown', 'the tiering has no "strategies"; did you mean "strategy"?'],
  ])('refuses %j', (text, code, message) => {
    expect(() => parseTiering(text, toml)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })
})

it('the JSON schema that is shipped says what the code says', () => {
  const file = new URL('../../config-schemas/strategy-tiering.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(tieringSchema())
})
