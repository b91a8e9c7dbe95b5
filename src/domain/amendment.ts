/** One change of an annex: a promise added, ended, or promised otherwise. Values are as the form of a target holds them. */
export interface AmendmentLine {
  kind: 'add' | 'change' | 'end'
  /** Of the target; of one that is added, the code that it gets. */
  code: string
  title: string
  /** By the name of the field; only what differs, and all of it for one that is added. */
  before: Record<string, string | null>
  after: Record<string, string | null>
}
