import { gzipSync } from 'node:zlib'
import { ask } from './load.ts'
import type { Ask } from './requests.ts'
import type { Server } from './servers.ts'

/** Bytes of a page as they go over the line. */
export interface Weight {
  raw: number
  /** As the server compressed it; its own size where it did not. */
  sent: number
  /** What the server could send at gzip's usual level. */
  gzip: number
  /** Everything a first visit fetches beside the page, by name. */
  assets: Map<string, number>
}

export async function weigh(server: Server, page: Ask): Promise<Weight> {
  const plain = (await ask(server, undefined, page)).body
  const sent = (await ask(server, undefined, page, 'gzip')).body
  const assets = new Map<string, number>()
  for (const path of assetsOf(plain.toString())) await weighAsset(server, path, assets)
  return { raw: plain.length, sent: sent.length, gzip: gzipSync(plain).length, assets }
}

export const firstLoad = ({ sent, assets }: Weight) =>
  sent + [...assets.values()].reduce((sum, size) => sum + size, 0)

function assetsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map(([, path]) => path!))]
}

/** The asset as a browser gets it, and for a style sheet the fonts that it names. */
async function weighAsset(server: Server, path: string, assets: Map<string, number>) {
  const packed = await ask(server, undefined, { path, token: '' }, 'br, gzip')
  assets.set(path.split('/').at(-1)!, packed.body.length)
  if (!path.endsWith('.css')) return
  const sheet = (await ask(server, undefined, { path, token: '' })).body.toString()
  for (const [, font] of sheet.matchAll(/url\("?([^")]+\.woff2)/g)) {
    const { pathname } = new URL(font!, `http://house${path}`)
    await weighAsset(server, pathname, assets)
  }
}
