import { contributions } from '../../src/domain/promise.ts'
import type { Amount } from '../../src/domain/target.ts'
import { ChoiceList } from '../parts/choices.tsx'
import { ErrorSummary, Filters } from '../parts/form.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { amountWords } from './words.ts'

interface Parent {
  code: string
  title: string
  measure: string | null
}

export interface LinkableTarget {
  code: string
  title: string
  unitName: string
  measure: string | null
  decimals: number
  plan: Amount | null
  parentCode: string | null
  isHere: boolean
  /** It is of a measure that can be added. */
  mayAdd: boolean
  /** Ready-made. */
  href: string
}

export interface LinkSearchProps {
  reader: Reader
  parent: Parent
  query: string
  found: LinkableTarget[]
  next: string | null
  first: string | null
  action: string
  href: string
}

const crumbsOf = ({ t, at }: Reader, { code }: Parent, href: string) => [
  { href: at(`/targets/${encodeURIComponent(code)}`), label: code },
  { href, label: t('cascade.title') },
]

/** Finds the target below that is to be linked: a house of 4,300 is searched, never listed. */
export function LinkSearchPage(props: LinkSearchProps) {
  const { reader, parent, query, found, href } = props
  const { t } = reader
  return (
    <div class='narrow'>
      <Crumbs reader={reader} items={crumbsOf(reader, parent, href)} here={t('cascade.linkTitle')} />
      <PageHead eyebrow={parent.title} title={t('cascade.linkTitle')} lead={t('cascade.linkLead')} />
      <Filters reader={reader} action={props.action} label={t('cascade.linkQuery')} target='#found'>
        <TextField reader={reader} name='q' type='search' label={t('cascade.linkQuery')} value={query} />
      </Filters>
      <div id='found'>
        {query && found.length === 0 && (
          <EmptyState
            reader={reader}
            icon='search-x'
            title={t('cascade.linkNone')}
            text={t('cascade.linkNoneText')}
          />
        )}
        {found.length > 0 && (
          <ul class='card card__p'>
            {found.map((one) => (
              <li class='todo'>
                <div>
                  <a href={one.href}>{one.title}</a>
                  <p class='sub'>{notesOf(reader, one).join(' · ')}</p>
                </div>
              </li>
            ))}
          </ul>
        )}
        <Pager reader={reader} next={props.next} first={props.first} />
      </div>
    </div>
  )
}

function notesOf(reader: Reader, one: LinkableTarget): string[] {
  const { t } = reader
  const where = one.isHere
    ? t('cascade.linkHere')
    : one.parentCode && t('cascade.linkElsewhere', { code: one.parentCode })
  return [
    one.unitName,
    one.code,
    one.plan === null ? '' : t('target.planOf', { plan: amountWords(reader, one.plan, one) }),
    where || '',
    one.mayAdd ? '' : measureNote(reader, one.measure),
  ].filter(Boolean)
}

const measureNote = ({ t }: Reader, measure: string | null) =>
  measure ? t('cascade.otherMeasure', { measure }) : t('cascade.noMeasure')

export type LinkProblem = 'choose' | 'circle' | 'measure'

export interface LinkPageProps {
  reader: Reader
  parent: Parent & { unitName: string }
  child: Omit<LinkableTarget, 'parentCode' | 'isHere' | 'mayAdd' | 'href'>
  isHere: boolean
  /** The target above which it stands under now, where that is another. */
  elsewhere: string | null
  mayAdd: boolean
  chosen: string | null
  version: number
  problem: LinkProblem | null
  /** Somebody else was faster. */
  isMoved: boolean
  action: string
  href: string
}

/** How one target contributes to the one above it. */
export function LinkPage(props: LinkPageProps) {
  const { reader, parent, child, isHere, elsewhere, problem, href, mayAdd } = props
  const { t } = reader
  const error = problem ? t(`cascade.problem.${problem}`) : undefined
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={error ? [{ field: 'contribution', text: error }] : []} />
      {props.isMoved && (
        <Callout reader={reader} tone='back' title={t('cascade.moved')}>
          <p>
            {t('cascade.movedText', {
              parent: isHere ? parent.code : (elsewhere ?? t('cascade.movedNothing')),
            })}
          </p>
        </Callout>
      )}
      <Crumbs
        reader={reader}
        items={crumbsOf(reader, parent, href)}
        here={t('cascade.editTitle', { code: child.code })}
      />
      <PageHead eyebrow={child.unitName} title={child.title} />
      <form class='card card__p' method='post' action={props.action} novalidate>
        <HiddenFields fields={[{ name: 'version', value: String(props.version) }]} />
        <div class='cq mb'>
          <SummaryList
            items={[
              { term: t('cascade.to'), detail: `${parent.title} (${parent.unitName})` },
              ...(child.plan === null
                ? []
                : [{ term: t('cascade.col.plan'), detail: amountWords(reader, child.plan, child) }]),
            ]}
          />
        </div>
        {elsewhere && <p class='hint mb'>{t('cascade.moves', { code: elsewhere })}</p>}
        {!mayAdd && <p class='hint mb'>{measureNote(reader, child.measure)}</p>}
        <ChoiceList
          reader={reader}
          type='radio'
          name='contribution'
          label={t('cascade.contribution')}
          error={error}
          value={props.chosen}
          options={contributions.map((one) => ({ value: one, label: t(`targetForm.contribution.${one}`) }))}
        />
        <div class='btns mt'>
          <button class='btn btn--p' type='submit' name='do' value='save'>
            {t('cascade.saveLink')}
          </button>
          <a class='btn' href={href}>
            {t('common.cancel')}
          </a>
          {isHere && (
            <button class='btn btn--q' type='submit' name='do' value='unlink'>
              {t('cascade.unlink')}
            </button>
          )}
        </div>
        {isHere && <p class='hint mt'>{t('cascade.unlinkNote')}</p>}
      </form>
    </div>
  )
}
