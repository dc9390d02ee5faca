/**
 * A time for people: `2024-01-02 14:30:00`, without the parts that are zero at the end; UTC.
 * NaN and times that no calendar holds become `–`.
 */
export function formatTime(time: number): string {
  if (!(Math.abs(time) <= 8.64e15)) return '–'
  const text = new Date(time).toISOString()
  if (text.endsWith('T00:00:00.000Z')) return text.slice(0, -14)
  const clock = text.endsWith(':00.000Z') ? text.slice(0, -8) : text.endsWith('.000Z') ? text.slice(0, -5) : text.slice(0, -1)
  return clock.replace('T', ' ')
}
