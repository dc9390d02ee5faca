import { ConfigError } from '../../base/errors.ts'

/**
 * Parameters from the command line: `fast=20,slow=50` or several of them; numbers and true/false are read as such.
 *
 * @throws {@link ConfigError} `cli/params` for a part without `=` or a name that comes twice.
 */
export function parseParams(texts: readonly string[]): Record<string, number | boolean | string> {
  const params: Record<string, number | boolean | string> = {}
  for (const part of texts.flatMap(text => text.split(',')).map(text => text.trim())) {
    if (part === '') continue
    const at = part.indexOf('=')
    if (at < 1) throw new ConfigError('cli/params', `--params: "${part}" is not name=value; write for example fast=20,slow=50`, { part })
    const name = part.slice(0, at).trim()
    if (Object.hasOwn(params, name)) throw new ConfigError('cli/params', `--params: "${name}" is given twice`, { part })
    params[name] = parseValue(part.slice(at + 1).trim())
  }
  return params
}

function parseValue(text: string): number | boolean | string {
  if (text === 'true') return true
  if (text === 'false') return false
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text)
}
