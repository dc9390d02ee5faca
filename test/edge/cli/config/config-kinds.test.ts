import { describe, expect, it } from 'vitest'
import { configKinds, kindsOf, schemaName, withHeader } from '../../../../src/edge/cli/config/config-kinds.ts'

const ids = (text: string) => kindsOf(text).map(({ id }) => id)

describe('kinds of configurations', () => {
  it.each(configKinds.map(kind => [kind.id, kind] as const))('%s: what is shipped reads back, by its header and without', (id, kind) => {
    for (const file of kind.shipped()) {
      expect(ids(withHeader(kind, file))).toEqual([id])
      expect(ids(file.text)).toEqual([id])
      expect(kind.read(withHeader(kind, file), file.path).size).toBeGreaterThan(0)
    }
  })

  it('recipes and configurations may share a file', () => {
    expect(ids('[portfolio_recipes.a]\n[strategy_configurations.b]\n')).toEqual(['portfolio-recipes', 'strategy-configurations'])
  })

  it('believe the header when nothing in the file says what it is', () => {
    expect(ids('#:schema ../schemas/sweep.schema.json\n\n[sweeep]\n')).toEqual(['sweeps'])
    expect(ids('[tool]\n')).toEqual([])
    expect(ids('not toml')).toEqual([])
  })

  it('point to a schema beside them, however deep they lie', () => {
    const [sweeps] = configKinds.filter(({ id }) => id === 'sweeps')
    expect(schemaName(sweeps)).toBe('sweep')
    expect(withHeader(sweeps, { path: 'sweeps/a.toml', text: 'x = 1\n' })).toMatch(
      /^#:schema \.\.\/schemas\/sweep\.schema\.json\n# [^\n]+\n\nx = 1\n$/,
    )
    expect(withHeader(sweeps, { path: 'a.toml', text: '' })).toContain('#:schema ./schemas/')
  })
})
