import { encode } from 'uqr'

/** A QR code as one path of unit squares on a square of `size` units, its quiet border included. */
export interface Qr {
  size: number
  path: string
}

/** Medium correction: a form is folded and gets wet. */
export function qrOf(text: string): Qr {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: squares.join('') }
}
