import { CellInput } from '../parts/cell-input.tsx'
import { ErrorSummary, type FieldError, namedErrors } from '../parts/form.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import { Cell, Row, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

/** A line of the form: a group that is there, or room for a new one. */
export interface GroupLine {
  /** Stands before the names of its fields. */
  field: string
  /** The number under which it stands; null for a new one. */
  was: number | null
  number: string
  name: string
  targets: number
  remove: boolean
}

interface GroupsProps {
  reader: Reader
  campaign: { code: string; name: string }
  action: string
  backHref: string
  version: string
  lines: GroupLine[]
  errors: FieldError[]
  /** What stands now, after somebody else saved. */
  stored: { number: number; name: string }[] | null
}

/** The task groups of a campaign, all on one form. */
export function GroupsPage(props: GroupsProps) {
  const { reader, campaign, lines, errors, stored } = props
  const { t, at } = reader
  const columns = ['groupNumber', 'groupName', 'groupTargets', 'groupRemove'] as const
  return (
    <>
      <ErrorSummary
        reader={reader}
        errors={namedErrors(errors, (field) => fieldName(reader, lines, field))}
      />
      {stored && (
        <Callout reader={reader} tone='back' title={t('campaign.changedTitle')}>
          <p>{t('campaign.changedText')}</p>
          <ol>
            {stored.map(({ number, name }) => (
              <li value={number}>{name}</li>
            ))}
          </ol>
        </Callout>
      )}
      <Crumbs
        reader={reader}
        items={[
          { href: at('/admin/campaigns'), label: t('campaign.title') },
          { href: props.backHref, label: campaign.code },
        ]}
        here={t('campaign.groupsTitle')}
      />
      <PageHead eyebrow={campaign.name} title={t('campaign.groupsTitle')} lead={t('campaign.groupsLead')} />
      <form method='post' action={props.action} novalidate>
        <input type='hidden' name='version' value={props.version} />
        <div class='card'>
          <StackTable
            caption={t('campaign.groupsTitle')}
            columns={columns.map((name) => ({
              label: t(`campaign.${name}`),
              num: name === 'groupTargets',
            }))}
            mid
          >
            {lines.map((line, n) => (
              <Line reader={reader} line={line} errors={errors} place={n + 1} />
            ))}
          </StackTable>
        </div>
        <div class='btns mt'>
          <button class='btn btn--p' type='submit'>
            {t('common.save')}
          </button>
          <a class='btn' href={props.backHref}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </>
  )
}

const numberName = ({ t }: Reader, { was, name }: GroupLine, place: number): string =>
  was === null || name === ''
    ? t('campaign.groupNewNumber', { n: place })
    : t('campaign.groupNumberOf', { name })

const nameName = ({ t }: Reader, { was }: GroupLine, place: number): string =>
  was === null ? t('campaign.groupNewName', { n: place }) : t('campaign.groupNameOf', { n: was })

/** What the field of an error is called. */
function fieldName(reader: Reader, lines: readonly GroupLine[], field: string): string | undefined {
  const n = lines.findIndex((line) => field.startsWith(`${line.field}_`))
  const line = lines[n]
  return line && (field.endsWith('_number') ? numberName : nameName)(reader, line, n + 1)
}

function Line(props: { reader: Reader; line: GroupLine; errors: readonly FieldError[]; place: number }) {
  const { reader, line, errors, place } = props
  const { t } = reader
  const isNew = line.was === null
  const isRemovable = !isNew && line.targets === 0
  return (
    <Row>
      <Cell label={t('campaign.groupNumber')}>
        <CellInput
          name={`${line.field}_number`}
          label={numberName(reader, line, place)}
          value={line.number}
          errors={errors}
          attributes={{ inputmode: 'numeric', size: 3, maxlength: 2 }}
        />
      </Cell>
      <Cell label={t('campaign.groupName')} wide>
        <CellInput
          name={`${line.field}_name`}
          label={nameName(reader, line, place)}
          value={line.name}
          errors={errors}
          attributes={{ size: 60, maxlength: 300 }}
        />
      </Cell>
      <Cell label={t('campaign.groupTargets')} num wideOnly={isNew}>
        {isNew ? '' : line.targets}
      </Cell>
      <Cell label={isRemovable ? t('campaign.groupRemove') : undefined} wideOnly={!isRemovable}>
        {isRemovable && (
          <label class='hit'>
            <input class='pick' type='checkbox' name='remove' value={line.field} checked={line.remove} />
            <span class='sr'>{t('campaign.groupRemoveOf', { n: line.number })}</span>
          </label>
        )}
      </Cell>
    </Row>
  )
}
