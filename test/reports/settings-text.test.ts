import { describe, expect, it } from 'vitest'
import { settingsText } from '../../src/reports/settings-text.ts'

describe('settingsText', () => {
  it('is JSON that reads back the same', () => {
    const settings = { a: 1, b: { c: 'x"y', d: [1, 2.5, null], e: {} }, f: true, long: Array.from({ length: 60 }, (_, i) => i), g: [] }
    expect(JSON.parse(settingsText(settings))).toEqual(settings)
    expect(JSON.parse(settingsText({}))).toEqual({})
  })

  it('keeps small objects on one line', () => {
    expect(settingsText({ costs: { feeBps: 10, slippageBps: 5 } })).toBe('{\n  "costs": { "feeBps": 10, "slippageBps": 5 }\n}')
  })

  it('loses nothing that JSON has no word for, and leaves out what is not set', () => {
    const text = settingsText({ limit: Number.POSITIVE_INFINITY, gap: Number.NaN, none: undefined, column: Float64Array.of(1, 2), big: 5n })
    expect(JSON.parse(text)).toEqual({ limit: 'Infinity', gap: 'NaN', column: [1, 2], big: '5' })
  })
})
