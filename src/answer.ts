import { writeFileSync } from 'node:fs'
import { createApp } from './app.ts'
import { openLog } from './log.ts'
import { type AnswerErrand, writeAnswer } from './press/errand.ts'
import { loadAssets } from './routes/assets.ts'
import type { Db } from './storage/client.ts'

/** Answers a request as the server would, with the rights of its session, and keeps the answer in a file. */
export async function answerToFile(db: Db, errand: AnswerErrand, file: string): Promise<void> {
  const { url, headers, now } = errand
  // Here it may take its time.
  const config = { ...errand.config, apartFrom: Number.POSITIVE_INFINITY }
  const app = createApp({ db, config, now: () => now, assets: loadAssets(), log: openLog(config.logLevel) })
  const answer = await app.fetch(new Request(url, { headers }))
  if (answer.status >= 500) throw new Error(`${new URL(url).pathname} was answered with ${answer.status}`)
  const head = { status: answer.status, headers: Object.fromEntries(answer.headers) }
  writeFileSync(file, writeAnswer(head, new Uint8Array(await answer.arrayBuffer())))
}
