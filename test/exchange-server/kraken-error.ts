/** An answer of Kraken that is an error: 'EOrder:Insufficient funds'. */
export class KrakenError extends Error {}
