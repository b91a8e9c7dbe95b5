import { Icon } from '../parts/icon.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'

interface MakingPageProps {
  reader: Reader
  /** Its number; null where it is no week. */
  week: number | null
  kind: 'page' | 'file' | 'freeze' | 'answer'
  state: 'waiting' | 'running' | 'done' | 'failed'
  /** Null where nobody knows how far it is. */
  progress: { step: 'load' | 'tell' | 'print'; done: number; of: number } | null
  /** The file, once it is there. */
  resultHref: string | null
  againHref: string | null
  backHref: string
  /** Else to the list of weeks. */
  isBackToWeek: boolean
}

/** A large campaign is being told, printed or frozen; the page asks again by itself until it is there. */
export function MakingPage(props: MakingPageProps): Html {
  const { reader, week, kind, state, progress, resultHref, againHref, backHref, isBackToWeek } = props
  const { t } = reader
  const isOn = state === 'waiting' || state === 'running'
  return (
    <div class='narrow'>
      <PageHead title={titleOf(reader, props)} {...(isOn && { lead: t(`making.${kind}`) })} />
      {isOn && (
        <p class='mb' role='status'>
          <label for='progress'>
            {t(state === 'waiting' ? 'making.waiting' : `making.step.${progress?.step ?? 'tell'}`)}
          </label>
          <progress
            id='progress'
            class='progress'
            max='100'
            {...(progress && { value: String(percentOf(progress)) })}
          />
          <span class='sub'>{t('making.stay')}</span>
        </p>
      )}
      {state === 'failed' && <p role='alert'>{t('making.failed')}</p>}
      <p class='btns'>
        {resultHref && (
          <a class='btn btn--p' href={resultHref} download>
            <Icon reader={reader} name='download' />
            {t('making.download')}
          </a>
        )}
        {againHref && (
          <a class='btn btn--p' href={againHref}>
            {t('making.again')}
          </a>
        )}
        <a class='btn' href={backHref}>
          {isBackToWeek && week !== null ? t('making.back', { n: week }) : t('making.backToWeeks')}
        </a>
      </p>
    </div>
  )
}

function titleOf({ t }: Reader, { state, week }: MakingPageProps): string {
  const title = state === 'done' ? 'ready' : state === 'failed' ? 'broken' : 'title'
  return week === null ? t(`making.any.${title}`) : t(`making.${title}`, { n: week })
}

/** Of the whole way: telling takes most of it. */
const shares = { load: [0, 5], tell: [5, 60], print: [65, 35] } as const

function percentOf({ step, done, of }: NonNullable<MakingPageProps['progress']>): number {
  const [from, share] = shares[step]
  return Math.round(from + (of > 0 ? (share * Math.min(done, of)) / of : 0))
}
