import { Icon } from '../parts/icon.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'

interface MakingPageProps {
  reader: Reader
  /** The week's number. */
  n: number
  kind: 'page' | 'file' | 'freeze'
  state: 'waiting' | 'running' | 'done' | 'failed'
  progress: { step: 'load' | 'tell' | 'print'; done: number; of: number }
  /** The file, once it is there. */
  resultHref: string | null
  againHref: string | null
  weekHref: string
}

/** A large week is being told, printed or frozen; the page asks again by itself until it is there. */
export function MakingPage(props: MakingPageProps): Html {
  const { reader, n, kind, state, progress, resultHref, againHref, weekHref } = props
  const { t } = reader
  const isOn = state === 'waiting' || state === 'running'
  return (
    <div class='narrow'>
      <PageHead title={titleOf(reader, props)} {...(isOn && { lead: t(`making.${kind}`) })} />
      {isOn && (
        <p role='status'>
          <label for='progress'>
            {t(state === 'waiting' ? 'making.waiting' : `making.step.${progress.step}`)}
          </label>
          <progress id='progress' class='progress' max='100' value={String(percentOf(progress))} />
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
        <a class='btn' href={weekHref}>
          {t('making.back', { n })}
        </a>
      </p>
    </div>
  )
}

function titleOf({ t }: Reader, { state, n }: MakingPageProps): string {
  if (state === 'done') return t('making.ready', { n })
  return t(state === 'failed' ? 'making.broken' : 'making.title', { n })
}

/** Of the whole way: telling takes most of it. */
const shares = { load: [0, 5], tell: [5, 60], print: [65, 35] } as const

function percentOf({ step, done, of }: MakingPageProps['progress']): number {
  const [from, share] = shares[step]
  return Math.round(from + (of > 0 ? (share * Math.min(done, of)) / of : 0))
}
