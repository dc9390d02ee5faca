import { fingerprint } from '../base/fingerprint.ts'

/**
 * One fingerprint per parameter set, for {@link RunStore.recordTrials}: of all parameters (defaults filled in, or the same set would count
 * twice) and of the settings it was traded with.
 *
 * @param sets - Read as it is asked for, so that a million sets need no memory.
 *
 * @example
 * ```ts
 * import { MaCrossover, resolveSettings, trialFingerprints } from 'peak-trade'
 *
 * const sets = [5, 10, 20].map(fast => new MaCrossover({ fast }).params)
 * const fingerprints = [...trialFingerprints(sets, resolveSettings({ costs: { feeBps: 10 } }))]
 * fingerprints.length // 3
 * ```
 */
export function* trialFingerprints(sets: Iterable<Readonly<Record<string, unknown>>>, settings: object): Generator<string, void> {
  const traded = fingerprint(settings)
  for (const params of sets) yield fingerprint({ params, settings: traded })
}
