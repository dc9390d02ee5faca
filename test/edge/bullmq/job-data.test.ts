import { expect, it } from 'vitest'
import { ConfigError } from '../../../src/base/errors.ts'
import { packRefusal, unpackRefusal } from '../../../src/edge/bullmq/job-data.ts'

it('a refusal keeps what it says', () => {
  expect(unpackRefusal(packRefusal(new ConfigError('a/b', 'no', { x: 1 })))).toEqual({
    name: 'ConfigError',
    code: 'a/b',
    message: 'no',
    details: { x: 1 },
  })
  for (const other of ['job stalled more than allowable limit', 'null', '7', '{}']) expect(unpackRefusal(other)).toBeUndefined()
})
