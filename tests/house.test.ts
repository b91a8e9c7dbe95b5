import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { variables } from '../src/config.ts'
import { en } from '../src/i18n/en.ts'
import { vi } from '../src/i18n/vi.ts'

/** Which rooms each room may look into. Reading this table is reading the architecture. */
const mayLookInto: Record<string, string[]> = {
  'src/domain': [],
  'src/i18n': ['src/domain'],
  'src/exports': ['src/i18n', 'src/domain'],
  views: ['src/i18n', 'src/domain'],
  'src/imports': ['src/domain', 'src/i18n'],
  'src/storage': ['src/domain', 'src/root.ts'],
  'src/press': [
    ...['src/domain', 'src/i18n', 'src/imports', 'src/exports', 'src/storage', 'views'],
    ...['src/config.ts'],
  ],
  'src/routes': [
    ...['src/domain', 'src/i18n', 'src/storage', 'src/exports', 'src/press', 'src/imports', 'views'],
    ...['src/root.ts', 'src/config.ts', 'src/log.ts', 'src/app.ts'],
  ],
  'src/jobs': [
    ...['src/domain', 'src/i18n', 'src/storage', 'src/exports', 'src/press', 'views'],
    ...['src/root.ts', 'src/config.ts', 'src/log.ts'],
  ],
  'src/cli': [
    ...[
      'src/domain',
      'src/i18n',
      'src/storage',
      'src/imports',
      'src/exports',
      'src/press',
      'src/jobs',
      'views',
    ],
    ...['src/root.ts', 'src/config.ts', 'src/log.ts', 'src/house.ts', 'src/clock.ts', 'src/last-words.ts'],
  ],
}

/** Packages a room may use. */
const mayUse: Record<string, RegExp> = {
  'src/domain': /^$/,
  'src/i18n': /^$/,
  'src/exports': /^(node:.*|hucre(\/.*)?|fflate|docx|uqr|@myriaddreamin\/typst-ts-node-compiler)$/,
  views: /^(hono\/(jsx|html|utils\/html)|d3-(scale|shape))$/,
  'src/imports': /^(node:.*|zod|csv-parse\/sync|hucre(\/.*)?|fflate)$/,
  'src/storage': /^(node:.*|drizzle-orm(\/.*)?|better-sqlite3|postgres|canonicalize|@node-rs\/argon2)$/,
  'src/press': /^(node:.*)$/,
  'src/routes': /^(node:.*|hono(\/.*)?|zod|file-type)$/,
  'src/jobs': /^(node:.*|croner|nodemailer)$/,
  'src/cli': /^(node:.*|commander|pino)$/,
}
/** Files that are trusted with more than their room. */
const mayAlsoUse: Record<string, RegExp> = {
  'src/domain/day.ts': /^temporal-polyfill$/,
  'src/press/printer.ts': /^(node:.*|tsx\/esm\/api)$/,
  'src/storage/evidence.ts': /^file-type$/,
}

const sources = ['src', 'views'].flatMap((folder) => filesUnder(folder, /\.tsx?$/))

test.each(sources.filter(roomOf))('%s looks only where its room may look', (file) => {
  const room = roomOf(file)!
  const allowed = [room, ...mayLookInto[room]!]
  for (const target of importsOf(file)) {
    if (target.startsWith('.')) {
      const path = normalize(join(dirname(file), target))
      expect(allowed, `${file} imports ${path}`).toContain(roomOf(path) ?? path)
    } else if (!mayAlsoUse[file]?.test(target)) {
      expect(target, `${file} uses a package its room does without`).toMatch(mayUse[room]!)
    }
  }
})

test('every folder of sources is a room with its rules', () => {
  const rooms = [...new Set(sources.map((file) => dirname(file).split('/').slice(0, 2).join('/')))]
  const known = ['src', ...Object.keys(mayLookInto)]
  expect(
    rooms
      .filter((room) => room !== 'views' && !room.startsWith('views/'))
      .filter((room) => !known.includes(room)),
  ).toEqual([])
})

test.each([...sources, ...filesUnder('tests', /\.tsx?$/)])('%s fits in one sitting', (file) => {
  expect(linesOf(file).length).toBeLessThanOrEqual(300)
})

test('JSX is written in views only', () => {
  expect(sources.filter((file) => file.endsWith('.tsx') && !file.startsWith('views/'))).toEqual([])
})

test('only the storage client locks rows', () => {
  const lockers = sources.filter((file) => file.startsWith('src/storage') && /\.for\(/.test(textOf(file)))
  expect(lockers.filter((file) => file !== 'src/storage/client.ts')).toEqual([])
})

test.each(filesUnder('src/storage/schema', /\.ts$/))('%s says what each table is for', (file) => {
  const lines = linesOf(file)
  lines.forEach((line, at) => {
    if (/ = table\($/.test(line) || / = table\('/.test(line)) expect(lines[at - 1], line).toMatch(/\*\/$/)
  })
})

test('both engines have the same migrations', () => {
  const [sqlite, postgres] = ['sqlite', 'postgres'].map(migrationsOf)
  expect(sqlite).toEqual(postgres)
  expect(sqlite!.length).toBeGreaterThan(0)
})

test.each(migrationsOf('sqlite'))('SQLite holds the types of every table that %s makes', (name) => {
  const statements = textOf(`src/storage/migrations/sqlite/${name}`).split('--> statement-breakpoint')
  const tables = statements.filter((statement) => /^\s*create table/i.test(statement))
  expect(tables.filter((statement) => !/\)\s*strict;?\s*$/i.test(statement))).toEqual([])
})

test.each(variables)('the README explains the variable %s', (name) => {
  expect(existsSync('README.md') && textOf('README.md')).toContain(`\`${name}\``)
})

test('both languages fill in the same blanks', () => {
  const blanks = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort()
  const different = Object.entries(vi).filter(
    ([key, text]) => `${blanks(text)}` !== `${blanks(en[key as keyof typeof en])}`,
  )
  expect(different.map(([key]) => key)).toEqual([])
})

test('no message is empty, and none was left in Vietnamese', () => {
  const messages = Object.entries<string>(en)
  expect(messages.filter(([key, text]) => !text.trim() || !vi[key as keyof typeof vi].trim())).toEqual([])
  const isSentence = (text: string) => /\S \S/.test(text) && /[ăâđêôơưạ-ỹ]/i.test(text)
  expect(messages.filter(([key, text]) => isSentence(text) && text === vi[key as keyof typeof vi])).toEqual(
    [],
  )
})

function roomOf(path: string): string | undefined {
  return Object.keys(mayLookInto).find((room) => path.startsWith(`${room}/`))
}

function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(/\bfrom '([^']+)'|\bimport '([^']+)'|\bimport\('([^']+)'\)/g)
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

function migrationsOf(engine: string): string[] {
  return readdirSync(`src/storage/migrations/${engine}`)
    .filter((name) => name.endsWith('.sql'))
    .sort()
}

function filesUnder(folder: string, wanted: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => wanted.test(name))
    .map((name) => join(folder, name))
    .sort()
}

const textOf = (file: string) => readFileSync(file, 'utf8')
const linesOf = (file: string) => textOf(file).replace(/\n$/, '').split('\n')
