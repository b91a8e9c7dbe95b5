import type { HtmlEscapedString } from 'hono/utils/html'
import type { Day, Instant } from '../src/domain/day.ts'
import type { Language, Translate } from '../src/i18n/translate.ts'

/** For whom a page is drawn: their language, the moment at which they read it, and where the house stands. */
export interface Reader {
  language: Language
  today: Day
  now: Instant
  /** The zone of deadlines and printed times, such as Asia/Ho_Chi_Minh. */
  zone: string
  t: Translate
  /** The address of a page under the base path: every href and action goes through it. */
  at: (path: string) => string
  /** The versioned address of an asset: `reader.asset('app.css')`. */
  asset: (name: string) => string
}

/** Markup that is safe to send. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>
