import { createTransport, type Transporter, type TransportOptions } from 'nodemailer'
import type { Config } from '../config.ts'
import { mailFailures } from '../domain/mail-failure.ts'
import { noteRefusal, restAfter } from '../domain/retry.ts'
import { type WeeklyFormat, weeklyFileName, weeklyFormats } from '../exports/weekly-files.ts'
import { type ClaimedMail, claimMail, countWaiting, delayAll, noteOutcome } from '../storage/outbox.ts'
import { loadEnclosed } from '../storage/summaries/deliver.ts'
import type { Office } from './office.ts'

const silent = new WeakSet<object>()

/** Sends the letters that are due, one after the other; a server out of reach ends the round and loses none. */
export async function sendMails(office: Office, closing?: AbortSignal): Promise<void> {
  const { db, config, now } = office
  if (!config.smtpUrl) return await sayThatMailWaits(office)
  let transport: Transporter | undefined
  try {
    while (!closing?.aborted) {
      const mail = await claimMail(db, config.tenant, now())
      if (!mail) return
      transport ??= openTransport(config.smtpUrl)
      if (!(await send(office, transport, mail))) return
    }
  } finally {
    transport?.close()
  }
}

/** Once for a house: letters are kept for the day on which a mail server is named. */
async function sayThatMailWaits({ db, config, log }: Office): Promise<void> {
  if (silent.has(config)) return
  const waiting = await countWaiting(db.read, config.tenant)
  if (waiting === 0) return
  silent.add(config)
  log.warn({ waiting }, 'letters wait, because SMTP_URL names no mail server')
}

function openTransport(url: string): Transporter {
  return createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    // A letter that was cut off waits in the outbox, not in the memory of this process.
    maxRequeues: 0,
  } as TransportOptions)
}

/** False when the server itself failed, so that there is no use in going on. */
async function send(office: Office, transport: Transporter, mail: ClaimedMail): Promise<boolean> {
  const { db, config, log, now } = office
  const attachments = await attachmentsOf(office, mail)
  if (!attachments) {
    await noteOutcome(db, config.tenant, mail.id, { state: 'failed', failure: mailFailures.no_files })
    log.error({ mail: mail.id }, 'a letter was given up whose files are not there')
    return true
  }
  try {
    await transport.sendMail({ ...letterOf(config, mail), attachments })
  } catch (error) {
    return await noteFailure(office, mail, error as SmtpError)
  }
  await noteOutcome(db, config.tenant, mail.id, { state: 'sent', at: now() })
  log.info({ mail: mail.id, attempt: mail.attempt }, 'a letter was sent')
  return true
}

/** Its Message-ID is always the same, so that a letter which was cut off after it had arrived is known again. */
function letterOf({ mailFrom, address }: Config, { id, to, subject, body, token }: ClaimedMail) {
  return {
    messageId: `<${id}@${mailFrom.address.split('@')[1]}>`,
    from: mailFrom,
    to: { name: '', address: to },
    subject,
    text: body,
    headers: {
      // Who reads outside of the house was put on a list by somebody, who takes them off it.
      ...(token !== null && {
        'List-Unsubscribe': `<${address}/mail/${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
      'Auto-Submitted': 'auto-generated',
    },
  }
}

/** The stored files that go along, under the names they download by; undefined where one is missing. */
async function attachmentsOf({ db, config }: Office, { files }: ClaimedMail) {
  if (!files) return []
  const enclosed = await loadEnclosed(db.read, config.tenant, files)
  return enclosed?.files.map(({ format, bytes }) => ({
    filename: weeklyFileName(
      { owner: { code: enclosed.owner }, week: enclosed.week },
      format as WeeklyFormat,
    ),
    contentType: weeklyFormats[format as WeeklyFormat].type,
    content: Buffer.from(bytes),
  }))
}

interface SmtpError extends Error {
  code?: string
  command?: string
  responseCode?: number
}

async function noteFailure(office: Office, mail: ClaimedMail, error: SmtpError): Promise<boolean> {
  const { db, config, log, now } = office
  const { tenant } = config
  const words = error.message.replace(/\s+/g, ' ').slice(0, 300)
  const again = now() + restAfter(mail.attempt)
  if (isRefused(error)) {
    const { failure, isFinal } = noteRefusal(mail.failure, words)
    const outcome = isFinal
      ? ({ state: 'failed', failure } as const)
      : { state: 'waiting' as const, at: again, failure }
    await noteOutcome(db, tenant, mail.id, outcome)
    log.warn(
      { mail: mail.id, attempt: mail.attempt, error },
      isFinal ? 'a letter was given up' : 'a letter was refused',
    )
    return true
  }
  await noteOutcome(db, tenant, mail.id, { state: 'waiting', at: again, failure: words })
  log.warn({ mail: mail.id, attempt: mail.attempt, error }, 'a letter could not be sent and waits')
  if (isAboutLetter(error)) return true
  await delayAll(db, tenant, now(), words)
  return false
}

/** What the server says to one reader or one text; everything else is about the server, the line or the sender. */
const isAboutLetter = ({ code, command, responseCode }: SmtpError) =>
  responseCode !== 421 && (code === 'EMESSAGE' || (code === 'EENVELOPE' && command !== 'MAIL FROM'))

/** A no for good: 5xx, or an address that cannot be said to this server at all. */
const isRefused = (error: SmtpError) =>
  isAboutLetter(error) &&
  (error.responseCode === undefined ? error.code === 'EENVELOPE' : error.responseCode >= 500)
