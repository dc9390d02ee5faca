import { describe, expect, it } from 'vitest'
import { BugError, ConfigError, DataError, EdgeError, PeakTradeError, StrategyError } from '../../src/base/errors.ts'

describe('errors', () => {
  it.each([
    ['ConfigError', new ConfigError('a/b', 'text', { x: 1 })],
    ['DataError', new DataError('a/b', 'text', { x: 1 })],
    ['StrategyError', new StrategyError('a/b', 'text', { x: 1 })],
    ['EdgeError', new EdgeError('a/b', 'text', { x: 1 })],
    ['BugError', new BugError('a/b', 'text', { x: 1 })],
  ])('%s carries its name, code, message and details', (name, error) => {
    expect(error).toBeInstanceOf(PeakTradeError)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe(name)
    expect(error.code).toBe('a/b')
    expect(error.message).toBe('text')
    expect(error.details.x).toBe(1)
    expect(String(error)).toBe(`${name}: text`)
  })

  it('keeps the kinds apart', () => {
    expect(new DataError('a/b', 'text')).not.toBeInstanceOf(ConfigError)
    expect(new ConfigError('a/b', 'text')).not.toBeInstanceOf(DataError)
  })

  it('has empty details and no cause unless told', () => {
    const error = new ConfigError('a/b', 'text')
    expect(error.details).toEqual({})
    expect('cause' in error).toBe(false)
  })

  it('keeps its cause', () => {
    const cause = new Error('below')
    expect(new DataError('a/b', 'text', {}, cause).cause).toBe(cause)
    expect(new EdgeError('a/b', 'text', {}, cause).cause).toBe(cause)
  })
})

describe('EdgeError', () => {
  it('is retryable only when told so', () => {
    expect(new EdgeError('a/b', 'text').retryable).toBe(false)
    expect(new EdgeError('a/b', 'text', { retryable: true }).retryable).toBe(true)
  })
})
