import type { Role } from '../../src/domain/access.ts'
import { type ImportData, importFiles } from '../../src/domain/import.ts'

export const TENANT = 'main'
export const ZONE = 'Asia/Ho_Chi_Minh'

/** Everybody's password in the small world; in the demonstration data it is that of its accounts. */
export const WORLD_PASSWORD = 'mat khau chung 22'
export const DEMO_PASSWORD = 'demo-2022'

/** When the tests take place unless they say otherwise: a Tuesday of 2022-W36, and the demonstration's own moment. */
export const WORLD_NOW = '2022-09-06T09:00:00+07:00'
export const DEMO_NOW = '2022-09-07T08:00:00+07:00'

/** The people whom every test knows, by the name they sign in with. */
export const people = {
  head: 'head',
  clerk: 'clerk',
  otherHead: 'other-head',
  supervisor: 'supervisor',
  supervisor2: 'supervisor2',
  leader: 'leader',
  inspector: 'inspector',
  districtHead: 'district-head',
  province: 'province',
  admin: 'admin',
} as const
export type Person = keyof typeof people

/** An import without a row, to be filled in part. */
export function noData(): ImportData {
  return Object.fromEntries(importFiles.map((file) => [file, []])) as unknown as ImportData
}

/** A province, a district, two communes, one campaign at each upper level, and one commitment for each unit. */
export function smallWorld(): ImportData {
  return {
    ...noData(),
    units: [
      unit('T', 'Tỉnh ủy Quảng Trị', 'party_committee', null, 1),
      unit('H', 'Huyện ủy Hướng Hóa', 'party_committee', 'T', 1),
      unit('H-A', 'Xã Tân Liên', 'commune', 'H', 1),
      unit('H-B', 'Thị trấn Lao Bảo', 'township', 'H', 2),
    ],
    users: [
      person('head', 'H-A', 'head', 'Chủ tịch UBND xã'),
      person('clerk', 'H-A', 'clerk', 'Công chức Văn phòng – Thống kê xã'),
      person('otherHead', 'H-B', 'head', 'Bí thư Đảng ủy thị trấn'),
      person('supervisor', 'H', 'supervisor', 'Chuyên viên tổng hợp, Văn phòng Huyện ủy'),
      person('supervisor2', 'H', 'supervisor', 'Phó Chánh Văn phòng Huyện ủy'),
      person('leader', 'H', 'leader', 'Phó Bí thư Thường trực Huyện ủy'),
      person('inspector', 'H', 'inspector', 'Ủy viên Ủy ban Kiểm tra Huyện ủy'),
      person('districtHead', 'H', 'head', 'Bí thư Huyện ủy'),
      person('province', 'T', 'supervisor', 'Chuyên viên theo dõi, Văn phòng Tỉnh ủy'),
      person('admin', 'H', 'admin', 'Quản trị hệ thống'),
    ],
    campaigns: [
      campaign('T-2022', 'Cam kết trách nhiệm năm 2022 với Ban Thường vụ Tỉnh ủy', 'T'),
      campaign('H-2022', 'Cam kết trách nhiệm năm 2022 của các tập thể, cá nhân', 'H'),
    ],
    task_groups: ['T-2022', 'H-2022'].flatMap((code) => [
      { campaign: code, number: 1, name: 'Kinh tế, thu – chi ngân sách và đầu tư' },
      { campaign: code, number: 2, name: 'Văn hóa – xã hội và an sinh' },
    ]),
    commitments: [
      commitment('H', 'T-2022', 'Bí thư Tỉnh ủy', 'Bí thư Huyện ủy'),
      commitment('H-A', 'H-2022', 'Bí thư Huyện ủy', 'Chủ tịch UBND xã Tân Liên'),
      commitment('H-B', 'H-2022', 'Bí thư Huyện ủy', 'Bí thư Đảng ủy thị trấn Lao Bảo'),
    ],
  }
}

type Row<File extends keyof ImportData> = ImportData[File][number]

function unit(code: string, name: string, kind: Row<'units'>['kind'], parent: string | null, order: number) {
  const dates = { valid_from: null, valid_to: null, official_code: null }
  return { code, name, short_name: name, kind, block: null, parent, sort_order: order, ...dates }
}

function person(name: Person, unitCode: string, role: Role, title: string): Row<'users'> {
  return { username: people[name], unit: unitCode, role, post_title: title, locale: 'vi', email: null }
}

function campaign(code: string, name: string, owner: string): Row<'campaigns'> {
  return {
    code,
    name,
    owner_unit: owner,
    plan_year: 2022,
    start_on: '2022-01-01',
    end_on: '2022-12-31',
    weekly_due_weekday: 5,
    weekly_due_time: '16:00',
    cut_off_weekday: 5,
    cut_off_time: '17:00',
    due_soon_days: 7,
    return_grace_days: 3,
    at_risk_points: 5,
    behind_points: 15,
    max_age_days: 14,
    maximum_extensions: 2,
    weekly_from: null,
    clerk_may_submit: true,
    supervisor_may_extend: false,
    league_table_open: false,
    reminds_itself: true,
    remind_before_days: 3,
    remind_after_days: 1,
    escalate_after_days: 10,
    freezes_itself: true,
  }
}

function commitment(
  unitCode: string,
  campaignCode: string,
  sideA: string,
  sideB: string,
): Row<'commitments'> {
  return {
    code: `CK-${unitCode}`,
    campaign: campaignCode,
    unit: unitCode,
    party_kind: 'collective',
    number: '01-CK/HU',
    signed_on: '2022-01-21',
    side_a_post: sideA,
    side_b_post: sideB,
    effective_from: '2022-01-01',
    effective_to: '2022-12-31',
  }
}
