import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'

/** A setting that is one of a few words. */
interface Choice {
  readonly of: readonly string[]
  readonly name: string
  readonly value: string
  readonly where: string
}

/** Throws `regime/option` unless the value is one of the words. */
export function checkChoice({ of, name, value, where }: Choice): void {
  if (of.includes(value)) return
  throw new ConfigError('regime/option', `${where}: ${name} is "${value}"${didYouMean(value, of)} Known: ${of.join(', ')}`, {
    regime: where,
    option: name,
    value,
  })
}
