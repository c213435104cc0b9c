package generate

import "fmt"

// Style is one province family's way of writing such a report: the order of its
// parts and tables, numbering, sentence templates, table layout. The zero Style
// is not usable; take one from Styles.
type Style struct {
	ID     string // e.g. "shanghai"
	Family string // the province whose reports it follows, e.g. 上海

	parts      []part
	marks      [3]func(int) string // how headings of level 1, 2, 3 are numbered
	tables     []tableID
	tableCodes bool // titles carry 公开01表

	totals      totalForm
	byClass     bool // 具体情况 per 类 instead of per 项
	budgetWord  string
	quoteItems  bool
	joints      []string // between 增加A and 增长P%
	rises       []string // 增长, 上升, …
	falls       []string // 下降, 减少, …
	contracts   bool     // procurement by contracts signed and amounts reserved
	spaced      bool     // 257.14 万元
	amountFirst bool     // 项 items state their amount before the purpose
	priors      []string // bases; %[1]d is last year
	perf        perfForm
	perfTables  bool
	perSource   bool // income as a numbered list with the change of each source
	conferences bool // 一般性支出: 会议费, 培训费

	splitCodes, totalLast, blankZero, yuanTables bool
	groupTables, groupProse, trimProse           bool
	lineNumbers                                  bool // 行次 columns and 栏次 row
	alternating                                  bool // three-public: 预算数|决算数 per item
	kinds                                        []string
	scope                                        string // in the title, e.g. （汇总）
}

// String returns the style's id.
func (s Style) String() string { return s.ID }

type part uint8

const (
	overviewPart part = iota
	tablesPart
	narrativePart
	performancePart
	glossaryPart
	annexPart
)

type totalForm uint8

const (
	oneTotal    totalForm = iota // 收入支出总计A
	bothEqual                    // 收、支总计均为A
	pairsByEach                  // 收、支总计各是A、A…各减少Δ、Δ
	twoSubjects                  // 收入总计A，支出总计A…收入减少…，支出减少…
	numbered                     // 1.总体情况 2.收入情况 3.支出情况 4.结转结余情况
	bySource                     // 总收入A，其中本年收入A，较…
)

type perfForm uint8

const (
	gradedPerf perfForm = iota // counts, amounts, average score, grades
	countsPerf                 // 事前评估, 目标, 监控, 自评 counts, then projects
	scoredPerf                 // 覆盖率 and scores by project
)

func chinese(n int) string {
	digits := []rune("零一二三四五六七八九十")
	switch {
	case n <= 10:
		return string(digits[n])
	case n < 20:
		return "十" + string(digits[n-10])
	case n%10 == 0:
		return string(digits[n/10]) + "十"
	}
	return string(digits[n/10]) + "十" + string(digits[n%10])
}

func partMark(n int) string  { return "第" + chinese(n) + "部分 " }
func commaMark(n int) string { return chinese(n) + "、" }
func parenMark(n int) string { return "（" + chinese(n) + "）" }
func dotMark(n int) string   { return fmt.Sprintf("%d.", n) }

func fiveKinds() []string {
	return []string{"部级领导干部用车", "一般公务用车", "一般执法执勤用车", "特种专业技术用车", "其他用车"}
}

func eightKinds() []string {
	return []string{"部级领导干部用车", "主要领导干部用车", "机要通信用车", "应急保障用车",
		"执法执勤用车", "特种专业技术用车", "离退休干部用车", "其他用车"}
}

func standardParts() []part {
	return []part{overviewPart, tablesPart, narrativePart, glossaryPart}
}

// Styles returns the province families, always in the same order. The marks of
// each follow published reports of that province.
func Styles() []Style {
	partStyle := [3]func(int) string{partMark, commaMark, parenMark}
	flat := [3]func(int) string{commaMark, parenMark, dotMark}
	base := Style{marks: partStyle, parts: standardParts(), tables: nationalOrder(), budgetWord: "年初预算",
		joints: []string{"，"}, rises: []string{"增长", "增长", "上升"}, falls: []string{"下降", "下降", "减少"}, priors: []string{"与%[1]d年度相比，"}, kinds: fiveKinds(), groupTables: true}

	shanghai := base
	shanghai.ID, shanghai.Family = "shanghai", "上海"
	shanghai.totals, shanghai.quoteItems, shanghai.totalLast, shanghai.blankZero = oneTotal, true, true, true
	shanghai.contracts, shanghai.amountFirst, shanghai.spaced = true, true, true
	shanghai.groupProse, shanghai.alternating, shanghai.kinds = true, true, eightKinds()

	sichuan := base
	sichuan.ID, sichuan.Family = "sichuan", "四川"
	sichuan.parts = []part{overviewPart, narrativePart, glossaryPart, annexPart, tablesPart}
	sichuan.totals, sichuan.byClass, sichuan.trimProse = twoSubjects, true, true
	sichuan.budgetWord, sichuan.perf, sichuan.perfTables = "预算", countsPerf, true
	sichuan.priors = []string{"与%[1]d年相比，", "与%[1]d年度相比，"}
	sichuan.rises, sichuan.falls = []string{"增长", "增长率为"}, []string{"下降", "下降率为", "降低"}
	sichuan.lineNumbers, sichuan.groupTables, sichuan.splitCodes = true, false, true

	chongqing := base
	chongqing.ID, chongqing.Family, chongqing.marks = "chongqing", "重庆", flat
	chongqing.parts = []part{overviewPart, narrativePart, glossaryPart, tablesPart}
	chongqing.totals, chongqing.joints, chongqing.blankZero = numbered, []string{"、", "，"}, true
	chongqing.priors = []string{"较上年决算数", "较上年", "比上年决算数"}
	chongqing.perf = scoredPerf

	zhejiang := base
	zhejiang.ID, zhejiang.Family, zhejiang.marks, zhejiang.scope = "zhejiang", "浙江", flat, "（汇总）"
	zhejiang.totals, zhejiang.tableCodes, zhejiang.contracts = pairsByEach, true, true
	zhejiang.perf, zhejiang.groupTables, zhejiang.yuanTables = gradedPerf, true, false

	hubei := base
	hubei.ID, hubei.Family = "hubei", "湖北"
	hubei.parts = []part{overviewPart, tablesPart, narrativePart, performancePart, glossaryPart}
	hubei.totals, hubei.tables, hubei.tableCodes = bothEqual, hubeiOrder(), true
	hubei.perf, hubei.lineNumbers, hubei.budgetWord = scoredPerf, true, "全年预算"

	guangxi := base
	guangxi.ID, guangxi.Family = "guangxi", "广西"
	guangxi.totals, guangxi.perSource, guangxi.blankZero = bySource, true, true
	guangxi.priors = []string{"较%[1]d年度决算数"}
	guangxi.perf, guangxi.yuanTables = countsPerf, true

	hunan := base
	hunan.ID, hunan.Family, hunan.conferences = "hunan", "湖南", true
	hunan.totals, hunan.perf, hunan.splitCodes = bothEqual, gradedPerf, true
	hunan.tables, hunan.tableCodes = nationalOrder(), true

	anhui := base
	anhui.ID, anhui.Family = "anhui", "安徽"
	anhui.totals, anhui.trimProse, anhui.perf = pairsByEach, true, countsPerf
	anhui.joints = []string{"，", "、"}
	anhui.totalLast, anhui.groupTables = true, false

	return []Style{shanghai, sichuan, chongqing, zhejiang, hubei, guangxi, hunan, anhui}
}

// nationalOrder puts 三公 before the two special budgets.
func nationalOrder() []tableID {
	return []tableID{t1, t2, t3, t4, t5, t6, t7, t8, t9}
}

// hubeiOrder puts 三公 last, as reports there do since 2022.
func hubeiOrder() []tableID {
	return []tableID{t1, t2, t3, t4, t5, t6, t8, t9, t7}
}
