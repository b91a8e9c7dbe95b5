import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeBytes } from '../../src/i18n/numbers.ts'
import type { ScanFile } from '../commitments/files.tsx'
import { Tag } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { NotYet, WeightsOff } from './forms.tsx'
import { Lines, type ShownLine } from './lines.tsx'

export interface AnnexView {
  number: number
  state: 'draft' | 'signed' | 'withdrawn'
  document: string | null
  signedOn: Day | null
  effectiveFrom: Day
  reason: string
  version: number
}

export interface AnnexPageProps {
  reader: Reader
  code: string
  unitName: string
  annex: AnnexView
  lines: ShownLine[]
  /** What the weights come to with it, where that is not the whole. */
  weights: number | null
  /** The day before which it cannot be recorded as signed. */
  signableFrom: Day | null
  /** Added targets of several years that may be divided. */
  terms: { code: string; href: string }[]
  files: ScanFile[]
  /** Targets that go on and are not in it yet; null for those who only read. */
  choices: { code: string; title: string; changeHref: string; endHref: string }[] | null
  /** What commitments of years before leave that may be added here. */
  carriable: { code: string; title: string; href: string }[]
  /** What is done or was stopped, and so cannot be chosen. */
  closed: string[]
  /** The commitment is over while this is a draft. */
  hasEnded: boolean
  mayWithdraw: boolean
  /** Somebody else was faster. */
  isMoved: boolean
  /** Ready-made. */
  paths: Record<'list' | 'commitment' | 'add' | 'terms' | 'sign' | 'withdraw' | 'drop' | 'print', string>
}

/** One annex: what it changes, why, and what comes next. */
export function AnnexPage(props: AnnexPageProps) {
  const { reader, code, unitName, annex, lines, choices, paths } = props
  const { t, at } = reader
  const { number, state } = annex
  const stale = lines.flatMap(({ line, fault }) => (fault ? [line.code] : []))
  return (
    <>
      {props.isMoved && (
        <Callout reader={reader} tone='back' title={t('amendment.moved')}>
          <p>{t('amendment.movedText', { state: t(`amendment.state.${state}`) })}</p>
        </Callout>
      )}
      <Crumbs
        reader={reader}
        items={[
          { href: at('/commitments'), label: t('nav.commitments') },
          { href: paths.commitment, label: code },
          { href: paths.list, label: t('amendment.title') },
        ]}
        here={t('amendment.name', { n: number })}
      />
      <PageHead
        badges={<Tag>{t(`amendment.state.${state}`)}</Tag>}
        title={`${t('amendment.name', { n: number })} · ${unitName}`}
        lead={annex.reason}
        actions={<Actions {...props} />}
      />
      <div class='split mt-l'>
        <div class='flow-l'>
          {props.hasEnded && (
            <Callout reader={reader} tone='back' title={t('amendment.over')}>
              <p>{t(props.mayWithdraw ? 'amendment.overWithdraw' : 'amendment.overText')}</p>
            </Callout>
          )}
          {stale.length > 0 && !props.hasEnded && (
            <Callout reader={reader} tone='back' title={t('amendment.stale')}>
              <p>{t('amendment.staleText', { codes: stale.join(', ') })}</p>
            </Callout>
          )}
          {props.weights !== null && <WeightsOff reader={reader} sum={props.weights} href={null} />}
          <Section
            id='h-lines'
            title={t('amendment.lines')}
            aside={t('amendment.count', { n: lines.length })}
          >
            {lines.length === 0 ? (
              <EmptyState
                reader={reader}
                icon='pen-line'
                title={t('amendment.noLines')}
                text={choices ? t('amendment.noLinesText') : undefined}
              />
            ) : (
              <Lines
                reader={reader}
                lines={lines}
                drop={choices && { action: paths.drop, version: annex.version }}
              />
            )}
          </Section>
          {props.terms.map((term) => (
            <p>
              {t('years.offer', { code: term.code })} <a href={term.href}>{t('years.open')}</a>
            </p>
          ))}
          {choices && <Choices {...props} choices={choices} />}
          <Carriable {...props} />
        </div>
        <aside class='flow-l' aria-label={t('amendment.terms')}>
          <Terms {...props} />
          {props.signableFrom && <NotYet reader={reader} from={props.signableFrom} />}
          {props.files.length > 0 && <Scans {...props} />}
        </aside>
      </div>
    </>
  )
}

function Actions(props: AnnexPageProps) {
  const { reader, annex, lines, choices, weights, signableFrom, mayWithdraw, paths } = props
  const { t } = reader
  const maySign = choices !== null && annex.state === 'draft'
  const fits = weights === null && lines.every(({ fault }) => !fault)
  return (
    <>
      {maySign && fits && !signableFrom && lines.length > 0 && (
        <a class='btn btn--p' href={paths.sign}>
          {t('amendment.sign')}
        </a>
      )}
      {lines.length > 0 && (
        <a class='btn' href={paths.print}>
          <Icon reader={reader} name='printer' />
          {t('amendment.print')}
        </a>
      )}
      {mayWithdraw && (
        <a class='btn btn--q' href={paths.withdraw}>
          {t('amendment.withdraw')}
        </a>
      )}
    </>
  )
}

function Terms({ reader, annex, choices, paths }: AnnexPageProps) {
  const { t, language } = reader
  const { document, signedOn, effectiveFrom, reason } = annex
  const day = signedOn ? writeDay(language, signedOn) : ''
  return (
    <Section id='h-terms' title={t('amendment.terms')} card>
      <div class='cq'>
        <SummaryList
          items={[
            { term: t('amendment.reason'), detail: <span class='pre'>{reason}</span> },
            { term: t('amendment.effectiveFrom'), detail: writeDay(language, effectiveFrom) },
            ...(document
              ? [{ term: t('amendment.signed'), detail: t('amendment.of', { document, day }) }]
              : []),
          ]}
        />
      </div>
      {choices && (
        <p class='mt'>
          <a href={paths.terms}>{t('amendment.editTerms')}</a>
        </p>
      )}
    </Section>
  )
}

function Scans({ reader, files, paths }: AnnexPageProps) {
  const { t, language } = reader
  return (
    <Section id='h-files' title={t('amendment.files')} card>
      <ul>
        {files.map(({ position, name, size, hash }) => (
          <li class='todo'>
            <Icon reader={reader} name='paperclip' />
            <div>
              <a href={`${paths.commitment}/files/${position}`}>{name}</a>{' '}
              <span class='sub'>{writeBytes(language, size)}</span>
              <p class='sub hash'>
                {t('commitmentStep.hash')}: {hash}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Choices({
  reader,
  choices,
  closed,
  paths,
}: AnnexPageProps & { choices: NonNullable<AnnexPageProps['choices']> }) {
  const { t } = reader
  return (
    <Section id='h-choose' title={t('amendment.choose')} card>
      <div class='btns mb'>
        <a class='btn' href={paths.add}>
          <Icon reader={reader} name='plus' />
          {t('amendment.add')}
        </a>
      </div>
      {choices.length === 0 && <p class='hint'>{t('amendment.chooseNone')}</p>}
      <ul>
        {choices.map(({ code, title, changeHref, endHref }) => (
          <li class='todo'>
            <div>
              {title}
              <p class='sub'>{code}</p>
            </div>
            <span class='btns'>
              <a class='btn btn--s' href={changeHref}>
                {t('amendment.change')}
                <span class='sr'> {code}</span>
              </a>
              <a class='btn btn--s btn--q' href={endHref}>
                {t('amendment.end')}
                <span class='sr'> {code}</span>
              </a>
            </span>
          </li>
        ))}
      </ul>
      {closed.length > 0 && <p class='hint mt'>{t('amendment.closed', { codes: closed.join(', ') })}</p>}
    </Section>
  )
}

function Carriable({ reader, carriable }: AnnexPageProps) {
  if (carriable.length === 0) return null
  const { t } = reader
  return (
    <Section id='h-carry' title={t('amendment.carry')} card>
      <p class='hint mb'>{t('amendment.carryHint')}</p>
      <ul>
        {carriable.map(({ code, title, href }) => (
          <li class='todo'>
            <div>
              {title}
              <p class='sub'>{code}</p>
            </div>
            <a class='btn btn--s' href={href}>
              {t('amendment.carryOne')}
              <span class='sr'> {code}</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
