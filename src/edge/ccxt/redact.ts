/** Longest message that is kept: what an exchange sends may be a page of HTML. */
const LONGEST = 240

/** What looks like a signature: so long a word that nobody can read it, as it is, in an address or in JSON. */
const SIGNATURE = /(?:[\w+/-]|%[\da-f]{2}|\\\/){40,}={0,2}/gi

/**
 * A text from outside as one short line that can be printed and written down: without the given secrets in any of the ways they travel, and without what
 * follows the question mark of an address.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text
  for (const form of secrets.filter(secret => secret.length >= 4).flatMap(formsOf)) clean = clean.replaceAll(form, '…')
  clean = clean
    .replace(/(https?:\/\/|wss?:\/\/)[^\s/@]*@/gi, '$1…@')
    .replace(/(\w+:\/\/[^\s?"'<>]*)\?[^\s"'<>]*/g, '$1?…')
    .replace(
      /\b(api[-_]?(?:key|sign|secret)|secret|signature|sign|password|passphrase|token|nonce|otp)\b(\\?["']?\s*[:=]\s*\\?["']?)[^\s"'&,;}\\]+/gi,
      '$1$2…',
    )
    .replace(SIGNATURE, '…')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean
}

/** As it is, in an address, in a form, in base64 and in JSON; the longest first, so that nothing is left of it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const forms = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
  ]
  const encoded = [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')]
  return [...new Set([...forms, ...encoded])].sort((a, b) => b.length - a.length)
}
