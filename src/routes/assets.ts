import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'
import { Hono } from 'hono'
import { root } from '../root.ts'

/** The files that a page needs, in memory; each lives under the hash of its content and so may be kept for ever. */
export interface Assets {
  /** '/assets/1f0c9a7be2/app.css' for 'app.css'; throws for a name that does not exist. */
  url: (name: string) => string
  find: (hash: string, name: string) => Asset | undefined
}

interface Asset {
  type: string
  hash: string
  body: Buffer<ArrayBuffer>
  /** Compressed once, when first asked for. */
  packed: Map<Coding, Promise<Buffer<ArrayBuffer>>>
}

type Coding = 'br' | 'gzip'

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

export function loadAssets(folder = join(root, 'views/assets')): Assets {
  const byName = new Map<string, Asset>()
  const add = (name: string, body: Buffer) => byName.set(name, newAsset(name, body))

  for (const name of readdirSync(join(folder, 'fonts')).filter((file) => file.endsWith('.woff2'))) {
    add(name, readFileSync(join(folder, 'fonts', name)))
  }
  for (const name of ['icons.svg', 'mark.svg', 'app.js']) add(name, readFileSync(join(folder, name)))
  add('htmx.min.js', readFileSync(join(root, 'node_modules/htmx.org/dist/htmx.min.js')))
  const sheetOf = (text: string) => Buffer.from(withFonts(text, (name) => hashOf(byName, name)))
  add('app.css', sheetOf(joinedCss(join(folder, 'css'))))
  add('paper.css', sheetOf(readFileSync(join(folder, 'paper.css'), 'utf8')))

  return {
    url: (name) => `/assets/${hashOf(byName, name)}/${name}`,
    find: (hash, name) => {
      const asset = byName.get(name)
      return asset?.hash === hash ? asset : undefined
    },
  }
}

/** Assets are public and never change under their address. */
export function assetRoutes(assets: Assets): Hono {
  const routes = new Hono()
  routes.get('/assets/:hash/:name', async (c) => {
    const asset = assets.find(c.req.param('hash'), c.req.param('name'))
    if (!asset) return c.body(null, 404)

    c.header('Content-Type', asset.type)
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Vary', 'Accept-Encoding')
    const coding = asset.type === types.woff2 ? undefined : codingFor(c.req.header('Accept-Encoding'))
    if (!coding) return c.body(asset.body)

    c.header('Content-Encoding', coding)
    return c.body(await pack(asset, coding))
  })
  return routes
}

function newAsset(name: string, body: Buffer): Asset {
  const type = types[name.slice(name.lastIndexOf('.') + 1)]
  if (!type) throw new Error(`no content type for the asset ${name}`)
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
  return { type, hash, body: Buffer.from(body), packed: new Map() }
}

function hashOf(assets: Map<string, Asset>, name: string): string {
  const asset = assets.get(name)
  if (!asset) throw new Error(`there is no asset ${name}`)
  return asset.hash
}

/** The files of the folder in the order of their names. */
const joinedCss = (folder: string): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.css'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('')

/** Fonts are named relative to the sheet, for any base path. */
const withFonts = (sheet: string, fontHash: (name: string) => string): string =>
  sheet.replace(/url\("?([\w.-]+\.woff2)"?\)/g, (_, name: string) => `url("../${fontHash(name)}/${name}")`)

function codingFor(accepted = ''): Coding | undefined {
  const wanted = accepted.split(',').map(
    (part) =>
      part
        .trim()
        .replace(/;\s*q=0(\.0*)?$/, ';no')
        .split(/;\s*q=/)[0],
  )
  return (['br', 'gzip'] as const).find((coding) => wanted.includes(coding))
}

const brotliCompressed = promisify(brotliCompress)
const gzipped = promisify(gzip)

function pack(asset: Asset, coding: Coding): Promise<Buffer<ArrayBuffer>> {
  const known = asset.packed.get(coding)
  if (known) return known

  const packed =
    coding === 'br'
      ? brotliCompressed(asset.body, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } })
      : gzipped(asset.body, { level: 9 })
  asset.packed.set(coding, packed)
  return packed
}
