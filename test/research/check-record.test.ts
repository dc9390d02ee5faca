import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/base/fingerprint.ts'
import { checkFingerprint, checkRecord, checkRunType, checkTags } from '../../src/research/check-record.ts'
import { runTypes } from '../../src/research/run-record.ts'
import { makeRecord } from '../contracts/run-store.ts'

describe('checkRecord', () => {
  it('lets every type of run through', () => {
    for (const type of runTypes) expect(() => checkRecord(makeRecord({ id: 'a', type }))).not.toThrow()
  })

  it('names the field', () => {
    expect(() => checkRecord(makeRecord({ id: 'a', trials: '3' as never }))).toThrow('run "a": trials is 3; it must be a number')
    expect(() => checkRecord(makeRecord({ id: 'a', metrics: { sharpe: null as never } }))).toThrow('metrics.sharpe is null')
  })
})

describe('checkRunType', () => {
  it('knows the types of the ancestor by their declared names', () => {
    const declared = 'backtest portfolio_backtest live_risk_check paper_trade forward_signal sweep market_scan scheduler_job shadow_run'
    for (const type of declared.split(' ')) expect(() => checkRunType(type as never)).not.toThrow()
    expect(() => checkRunType('portfolio' as never)).toThrow(expect.objectContaining({ code: 'run-store/type' }))
  })
})

describe('checkTags', () => {
  it('takes words in any script, but no empty ones', () => {
    expect(() => checkTags(['a', 'a b', '標', 'x'.repeat(200)])).not.toThrow()
    for (const tag of ['', ' a', 'a\n', 'x'.repeat(201), 3 as never]) expect(() => checkTags([tag])).toThrow('is not one')
  })
})

describe('checkFingerprint', () => {
  it('takes what fingerprint makes and nothing else', () => {
    expect(checkFingerprint(fingerprint(1))).toBe(fingerprint(1))
    for (const text of ['', 'g'.repeat(32), fingerprint(1).toUpperCase(), `${fingerprint(1)}0`])
      expect(() => checkFingerprint(text)).toThrow('no fingerprint')
  })
})
