import type { Child } from 'hono/jsx'

export interface Column {
  label: Child
  num?: boolean
}

/**
 * The roles of a table are written out where it becomes cards on a narrow screen: a cell that is no longer displayed
 * as one loses its own in some browsers.
 */
const as = (role: string) => ({ role })

/** A table that becomes cards in a narrow column; it stands in a `card`, its rows are made of Row, RowHead and Cell. */
export function StackTable(props: {
  caption: string
  columns: Column[]
  /** Cells in the middle of their row, where rows hold one line. */
  mid?: boolean
  children: Child
  /** The row of totals. */
  foot?: Child
}) {
  return (
    <div class='cq'>
      <table class={props.mid ? 'tbl stack tbl--mid' : 'tbl stack'} {...as('table')}>
        <caption class='sr'>{props.caption}</caption>
        <thead {...as('rowgroup')}>
          <tr {...as('row')}>
            {props.columns.map((column) => (
              <th scope='col' class={column.num ? 'num' : undefined} {...as('columnheader')}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as('rowgroup')}>{props.children}</tbody>
        {props.foot && <tfoot {...as('rowgroup')}>{props.foot}</tfoot>}
      </table>
    </div>
  )
}

export function Row({ children }: { children: Child }) {
  return <tr {...as('row')}>{children}</tr>
}

/** A heading over the rows that follow. */
export function RowGroupHead({ span, children }: { span: number; children: Child }) {
  return (
    <tr class='grp' {...as('row')}>
      <th colspan={span} scope='rowgroup' {...as('rowheader')}>
        {children}
      </th>
    </tr>
  )
}

export function RowHead({ children }: { children: Child }) {
  return (
    <th scope='row' {...as('rowheader')}>
      {children}
    </th>
  )
}

/** `label` is the column's name, shown in the card; `wide` takes the card's whole width, `wideOnly` is left out of it. */
export function Cell(props: {
  label?: string
  num?: boolean
  wide?: boolean
  wideOnly?: boolean
  children?: Child
}) {
  const classes = [props.num && 'num', props.wide && 'wide-s', props.wideOnly && 'hide-s']
    .filter(Boolean)
    .join(' ')
  return (
    <td class={classes || undefined} data-l={props.label} {...as('cell')}>
      {props.children}
    </td>
  )
}

/** A tick for its row; it stands first in the row. */
export function PickCell({
  name,
  value,
  label,
  isPicked,
}: {
  name: string
  value: string
  label: string
  isPicked?: boolean
}) {
  return (
    <td class='pickcell' {...as('cell')}>
      <label class='hit'>
        <input class='pick' type='checkbox' name={name} value={value} checked={isPicked} />
        <span class='sr'>{label}</span>
      </label>
    </td>
  )
}
