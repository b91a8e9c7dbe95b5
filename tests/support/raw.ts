import { unzipSync } from 'fflate'
import type { House } from './house.ts'
import type { Person } from './world.ts'

type Raw = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }

/** A request as no browser sends it, of somebody who is signed in. */
export async function send(house: House, who: Person, path: string, { headers, ...init }: Raw) {
  const cookie = `camket=${await house.session(who)}`
  const all = { 'Sec-Fetch-Site': 'same-origin', Cookie: cookie, ...headers }
  return await house.app.request(path, { method: 'POST', ...init, headers: all })
}

export const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
export const multipart = { 'Content-Type': 'multipart/form-data; boundary=X' }
export const part = (name: string, value: string) =>
  `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

/** What an answer says, with the files of an archive unpacked. */
export async function unpacked(answer: Response): Promise<string> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const parts = isZip ? Object.values(unzipSync(bytes)) : [bytes]
  return parts.map((part) => new TextDecoder().decode(part)).join('\n')
}
