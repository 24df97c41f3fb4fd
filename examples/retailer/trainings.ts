import { localTime } from './local-time.ts'
import { inventHandlers } from './people.ts'
import { openRandom, type Random } from './random.ts'
import { scriptTraining } from './stories.ts'
import type { Cell } from './write-xlsx.ts'

export const trainingHeaders = [
  '培训编号',
  '员工编号',
  '岗位',
  '部门',
  '是否应训',
  '到岗日期',
  '课程名称',
  '培训主题',
  '培训形式',
  '培训日期',
  '时长（小时）',
  '满分',
  '训前成绩',
  '训后成绩',
  '过程考核成绩',
  '结果考核成绩',
  '评估方式',
  '培训满意度',
]

interface Course {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly form: string
  readonly day: string
  readonly hours: number
  readonly evaluation: string
  /** Mean points that a member of staff gains, of 100. */
  readonly gain: number
}

/** Courses of the year. 客服话术培训 raises test scores; the complaints that it is about do not change (see stories.ts). */
const courses: readonly Course[] = [
  course('PX-01', '新员工岗前培训', '流程', '岗前', '2025-12-08', 16, '测试', 14),
  course('PX-02', '产品知识更新', '产品', '线上', '2026-02-03', 2, '测试', 9),
  course('PX-03', '突发事件处理演练', '应急', '演练', '2026-04-21', 4, '模拟演练', 6),
  course('PX-04', '客服话术培训', '沟通', '情景模拟', scriptTraining.from, 8, '行为观察', 11),
  course('PX-05', '服务礼仪', '礼仪', '在岗', '2026-08-18', 3, '问卷', 4),
  course('PX-06', '工单系统使用', '工具', '案例', '2026-09-15', 3, '测试', 8),
  course('PX-07', '客户信息保密', '保密', '理论', '2026-10-13', 2, '测试', 5),
]

/** 培训记录: one row a course and member of staff; who was not there has no date and no score after. */
export function trainingRows(seed: number): Cell[][] {
  const { first, second } = inventHandlers(seed)
  return courses.flatMap((course) =>
    [...first, ...second].map(({ role }, index) => {
      const random = openRandom(seed, 'training', course.id, index)
      return record(course, `YG${String(index + 1).padStart(3, '0')}`, role, random)
    }),
  )
}

function record(
  { id, name, topic, form, day, hours, evaluation, gain }: Course,
  staff: string,
  role: string,
  random: Random,
) {
  const joined = localTime(random.pick(['2023-03-06', '2024-07-01', '2025-02-17', '2025-11-24']))
  const wasThere = random.chance(0.94)
  const before = Math.round(random.between(52, 84))
  const after = Math.min(100, Math.round(before + gain + random.between(-9, 9)))
  const scores: Cell[] = wasThere
    ? [before, after, Math.round(random.between(70, 98)), Math.round(random.between(66, 97))]
    : [before, '', '', '']
  return [
    id,
    staff,
    role,
    '客服中心',
    '是',
    { day: joined },
    name,
    topic,
    form,
    wasThere ? { day: localTime(day) } : '',
    hours,
    100,
    ...scores,
    evaluation,
    wasThere ? random.pick([3, 4, 4, 5, 5]) : '',
  ]
}

function course(
  ...[id, name, topic, form, day, hours, evaluation, gain]: [
    id: string,
    name: string,
    topic: string,
    form: string,
    day: string,
    hours: number,
    evaluation: string,
    gain: number,
  ]
): Course {
  return { id, name, topic, form, day, hours, evaluation, gain }
}
