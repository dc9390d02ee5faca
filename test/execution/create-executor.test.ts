import { describe, expect, it } from 'vitest'
import { createExecutor, type ExecutorParts } from '../../src/execution/create-executor.ts'
import { dryRunExecutor } from '../../src/execution/dry-run-executor.ts'
import type { Environment } from '../../src/execution/environment.ts'
import type { Executor } from '../../src/execution/executor.ts'
import { paperExecutor, shadowExecutor } from '../../src/execution/simulated-executor.ts'
import { environments } from './approved.ts'

function partsOf() {
  const made: string[] = []
  const parts: ExecutorParts = {
    paper: () => {
      made.push('paper')
      return paperExecutor({ symbol: 'A' })
    },
    testnet: ({ validateOnly }) => {
      made.push(validateOnly ? 'testnet, validate only' : 'testnet')
      return { ...dryRunExecutor(), mode: 'testnet' } satisfies Executor
    },
  }
  return { made, parts }
}

describe('createExecutor', () => {
  it.each<[string, Environment, Executor['mode'], readonly string[]]>([
    ['paper', environments.paper, 'paper', ['paper']],
    ['testnet, dry', environments.validate, 'testnet', ['testnet, validate only']],
    ['testnet', environments.testnet, 'testnet', ['testnet']],
    ['live, every switch on', environments.live, 'dry-run', []],
    ['live, every switch on, dry run off', environments.blocked, 'dry-run', []],
    ['a mode that there is not', { ...environments.live, mode: 'prod' as never, liveDryRunMode: false }, 'dry-run', []],
    [
      'testnet with a text instead of false',
      { ...environments.testnet, testnetDryRun: 'false' as never },
      'testnet',
      ['testnet, validate only'],
    ],
  ])('%s', (_name, environment, mode, expected) => {
    const { made, parts } = partsOf()
    expect(createExecutor(environment, parts).mode).toBe(mode)
    expect(made).toEqual(expected)
  })

  it('takes a shadow for paper', () => {
    expect(createExecutor(environments.paper, { paper: () => shadowExecutor({ symbol: 'A' }) }).mode).toBe('shadow')
  })

  it('says what is missing, and refuses an executor of another mode', () => {
    expect(() => createExecutor(environments.paper, {})).toThrow('give parts.paper')
    expect(() => createExecutor(environments.testnet, {})).toThrow(expect.objectContaining({ code: 'executor/missing' }))
    const swapped: ExecutorParts = {
      paper: () => ({ ...dryRunExecutor(), mode: 'testnet' }),
      testnet: () => paperExecutor({ symbol: 'A' }),
    }
    for (const environment of [environments.paper, environments.testnet])
      expect(() => createExecutor(environment, swapped)).toThrow(expect.objectContaining({ code: 'executor/mode' }))
  })
})
