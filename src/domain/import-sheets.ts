import { fold } from './fold.ts'
import { type ImportFile, importFiles } from './import.ts'

/** The titles of the sheets of the template, in both languages; the names of the files are understood as well. */
export const sheetTitles: Record<ImportFile, { vi: string; en: string }> = {
  campaigns: { vi: 'Đợt cam kết', en: 'Campaigns' },
  task_groups: { vi: 'Nhóm nhiệm vụ', en: 'Task groups' },
  units: { vi: 'Đơn vị', en: 'Units' },
  users: { vi: 'Người dùng', en: 'Users' },
  commitments: { vi: 'Bản cam kết', en: 'Commitments' },
  targets: { vi: 'Chỉ tiêu', en: 'Targets' },
  plan_revisions: { vi: 'Điều chỉnh kế hoạch', en: 'Plan revisions' },
  reference_values: { vi: 'Số tham chiếu', en: 'Reference values' },
  updates: { vi: 'Cập nhật tiến độ', en: 'Updates' },
  extensions: { vi: 'Gia hạn', en: 'Extensions' },
  proposals: { vi: 'Kiến nghị', en: 'Proposals' },
  directions: { vi: 'Ý kiến chỉ đạo', en: 'Directions' },
  reminders: { vi: 'Đôn đốc', en: 'Reminders' },
  calendar: { vi: 'Lịch nghỉ', en: 'Calendar' },
}
/** Words for whoever fills it in; nothing is read from it. */
export const guideTitle = 'Hướng dẫn'

const plain = (title: string) =>
  fold(title)
    .replace(/[\s_-]+/g, ' ')
    .trim()

const known = new Map<string, ImportFile>(
  importFiles.flatMap((file) => {
    const { vi, en } = sheetTitles[file]
    return [file, vi, en].map((title): [string, ImportFile] => [plain(title), file])
  }),
)

/** Which file of an import a sheet or a CSV file is, by its title. */
export const fileOf = (title: string): ImportFile | undefined => known.get(plain(title))
