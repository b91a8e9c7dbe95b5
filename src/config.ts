import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import { type Instant, isDay } from './domain/day.ts'
import { isEmail } from './domain/email.ts'
import { root } from './root.ts'

/** Everything the environment decides, read once at the start. */
export interface Config {
  port: number
  host: string
  dataDir: string
  databaseFile: string
  /** The origin of PUBLIC_URL; null where the address is whatever the browser used. */
  origin: string | null
  /** How the house is reached, with its base path and no slash at the end: what letters and printed codes lead to. */
  address: string
  /** '' or '/camket': what every address begins with. */
  basePath: string
  /** Served over HTTPS: secure cookies under their __Host- name, and HSTS. */
  secure: boolean
  /** Addresses of the proxies whose X-Forwarded-For is believed. */
  trustProxy: string[]
  tenant: string
  zone: string
  /** The mail server, with its account; null while letters wait. */
  smtpUrl: string | null
  /** Who the letters come from. */
  mailFrom: Mailbox
  /** Where the server's clock starts; null is the real time. */
  clock: Instant | null
  /** From so many targets on, a campaign's weeks and periods are told and printed in a process of their own. */
  apartFrom: number
  uploadLimitBytes: number
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
}

interface Mailbox {
  name: string
  address: string
}

/** Stands in the letters that nobody sends yet. */
const NOBODY: Mailbox = { name: 'Sổ cam kết', address: 'no-reply@localhost' }

/** One line that names the variable: the start stops with it. */
export class ConfigError extends Error {}

const OFFSET_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const environment = z.object({
  PORT: z
    .string()
    .default('3000')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'a port from 0 to 65535'),
  HOST: z.string().min(1, 'an address to listen on').default('127.0.0.1'),
  DATA_DIR: z.string().min(1, 'a folder').default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:.*)?$/, 'empty, or an address that begins with postgres://')
    .default(''),
  PUBLIC_URL: z
    .string()
    .refine(isPublicUrl, 'an http(s) address without query, such as https://host/camket')
    .default(''),
  TRUST_PROXY: z
    .string()
    .refine((text) => addressesIn(text).every((address) => isIP(address)), 'IP addresses separated by commas')
    .default(''),
  TENANT: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'lower-case letters, digits and dashes')
    .default('main'),
  TZ_NAME: z.string().refine(isZone, 'a zone such as Asia/Ho_Chi_Minh').default('Asia/Ho_Chi_Minh'),
  SMTP_URL: z
    .string()
    .refine(
      (text) => text === '' || isSmtpUrl(text),
      'empty, or an address such as smtp://user:password@host:587',
    )
    .default(''),
  MAIL_FROM: z
    .string()
    .refine(
      (text) => text === '' || readMailbox(text),
      'an address such as Sổ cam kết <socamket@huonghoa.vn>',
    )
    .default(''),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'one of fatal, error, warn, info, debug, silent',
    })
    .default('info'),
  CLOCK: z
    .string()
    .refine((text) => text === '' || isInstant(text), {
      error: 'an instant with offset, such as 2022-09-07T08:00:00+07:00',
    })
    .default(''),
  ALLOW_CLOCK: z
    .string()
    .regex(/^[01]?$/, '1 or nothing')
    .default(''),
  UPLOAD_LIMIT_MB: z
    .string()
    .refine((text) => /^\d{1,4}$/.test(text) && Number(text) >= 1, 'a whole number of megabytes from 1')
    .default('10'),
  APART_FROM: z
    .string()
    .refine((text) => /^\d{1,7}$/.test(text), 'a whole number of targets')
    .default('5000'),
})

/** The variables this house reads, for the table in the README. */
export const variables = Object.keys(environment.shape)

export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name]) => variables.includes(name)))
  const result = environment.safeParse(given)
  if (!result.success) {
    const [issue] = result.error.issues
    const name = String(issue?.path[0])
    throw new ConfigError(`${name}=${sayable(given[name])} is wrong: it must be ${issue?.message}`)
  }
  const values = result.data
  if (values.CLOCK && values.ALLOW_CLOCK !== '1') {
    throw new ConfigError(
      `CLOCK=${values.CLOCK} is refused: a server in use runs on the real time (ALLOW_CLOCK=1 permits it)`,
    )
  }
  if (values.SMTP_URL && !values.MAIL_FROM) {
    throw new ConfigError('MAIL_FROM is missing: letters that go to SMTP_URL need the address they come from')
  }
  const url = values.PUBLIC_URL ? new URL(values.PUBLIC_URL) : null
  const dataDir = resolve(root, values.DATA_DIR)
  return {
    port: Number(values.PORT),
    host: values.HOST,
    dataDir,
    databaseFile: join(dataDir, 'camket.db'),
    origin: url?.origin ?? null,
    address: (values.PUBLIC_URL || `http://${values.HOST}:${values.PORT}`).replace(/\/+$/, ''),
    basePath: url?.pathname.replace(/\/+$/, '') ?? '',
    secure: url?.protocol === 'https:',
    trustProxy: addressesIn(values.TRUST_PROXY),
    tenant: values.TENANT,
    zone: values.TZ_NAME,
    smtpUrl: values.SMTP_URL || null,
    mailFrom: readMailbox(values.MAIL_FROM) ?? NOBODY,
    clock: values.CLOCK ? Date.parse(values.CLOCK) : null,
    uploadLimitBytes: Number(values.UPLOAD_LIMIT_MB) * 1024 * 1024,
    apartFrom: Number(values.APART_FROM),
    logLevel: values.LOG_LEVEL,
  }
}

/** A value as part of one line: whole lines of it, and a password in an address, stay out of the log. */
function sayable(value = ''): string {
  const plain = value.replace(/\p{Cc}+/gu, ' ').replace(/(:?\/\/|:).*@/, '$1…@')
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain
}

const addressesIn = (list: string) =>
  list
    .split(',')
    .map((address) => address.trim().toLowerCase())
    .filter(Boolean)

/** Date.parse alone would read 30 February as 2 March. */
const isInstant = (text: string) =>
  OFFSET_INSTANT.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))

function isPublicUrl(text: string): boolean {
  if (text === '') return true
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username
}

function isSmtpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== ''
}

/** 'Sổ cam kết <socamket@huonghoa.vn>', or the address alone. */
function readMailbox(text: string): Mailbox | undefined {
  const [, name = '', address = ''] = /^(?:([^<>\p{Cc}]*)<([^<>]*)>|)$/u.exec(text.trim()) ?? [
    '',
    '',
    text.trim(),
  ]
  return isEmail(address) ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address } : undefined
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
