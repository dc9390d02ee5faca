import { expect, it } from 'vitest'
import { ConfigError, EdgeError, StrategyError } from '../../../src/base/errors.ts'
import { receiveError, sendError } from '../../../src/edge/jobs/sent-error.ts'

it('an error keeps its class, code, message and details on its way', () => {
  for (const error of [new ConfigError('a/b', 'wrong', { param: 'x' }), new StrategyError('c/d', 'wild'), new EdgeError('e/f', 'gone')]) {
    const received = receiveError(structuredClone(sendError(error)))
    expect(received).toBeInstanceOf(error.constructor)
    expect(received).toMatchObject({ code: error.code, message: error.message, details: error.details })
  }
})

it('anything else becomes an EdgeError', () => {
  expect(receiveError(sendError(new TypeError('no')))).toMatchObject({ name: 'EdgeError', code: 'runner/failed', message: 'no' })
  expect(receiveError(sendError('text'))).toMatchObject({ code: 'runner/failed', message: 'text' })
})
