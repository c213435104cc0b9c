package generate

import (
	"fmt"
	"strings"

	"gongkai/schema"

	"github.com/shopspring/decimal"
)

// report writes the parts in the style's order.
func (b *builder) report() {
	b.title(1, fmt.Sprintf("%s%d年度部门决算%s", b.entity.full(), b.year, b.style.scope))
	for _, p := range b.style.parts {
		switch p {
		case overviewPart:
			b.overview()
		case tablesPart:
			b.head(1, fmt.Sprintf("%d年度部门决算表", b.year))
			b.allTables()
		case narrativePart:
			b.head(1, fmt.Sprintf("%d年度部门决算情况说明", b.year))
			b.narrative()
		case performancePart:
			b.head(1, "预算绩效情况说明")
			b.performance()
		case glossaryPart:
			b.glossary()
		case annexPart:
			b.annex()
		}
	}
}

func (b *builder) overview() {
	b.head(1, pick(b.s, []string{"部门概况", "部门基本情况", "单位概况"}))
	b.section = "overview.duties"
	b.head(2, pick(b.s, []string{"主要职能", "主要职责", "职能简介"}))
	b.p("宣传贯彻党的路线方针政策和国家法律法规，统筹辖区基层党建、公共服务、城市管理和平安建设，指导社区居民自治，完成区委、区政府交办的其他任务。")
	b.section = "overview.work"
	b.head(2, fmt.Sprintf("%d年重点工作完成情况", b.year))
	b.workReport()
	b.section = "overview.organization"
	b.head(2, pick(b.s, []string{"机构设置", "单位构成", "机构设置情况"}))
	b.organization()
}

// workReport states the counts that carry no concept.
func (b *builder) workReport() {
	n := func(label string, v int, unit string) *Slot {
		return b.count("", v, unit, withLabel(label))
	}
	b.p("全力推进基层治理。组织网格员入户走访", n("入户走访", b.homes, "户"), "，调处矛盾纠纷", n("矛盾纠纷", b.cases, "件"),
		"；发动志愿者", n("志愿者", b.volunteers, "人"), "参与文明劝导。")
	b.p("扎实抓好安全生产。开展安全检查", n("安全检查", b.patrols, "次"), "，举办技能培训，参训居民", n("参训居民", b.trainees, "人次"), "。")
}

func (b *builder) organization() {
	listed := func(c schema.ConceptID, list []string) []any {
		s := b.count(c, len(list), "个", atPeriod(b.yearEnd()))
		b.relate("计数与名单", schema.CountFamily, s, s).Listed = len(list)
		return []any{s, "：", strings.Join(list, "、")}
	}
	b.p(b.entity.short(), "内设机构", listed("organization.offices", b.offices), "；下属事业单位",
		listed("organization.institutions", b.institutions), "。下辖社区",
		b.count("organization.communities", b.communities, "个", atPeriod(b.yearEnd())), "。")
	total := b.count("staff.total", b.staffCount(), "人", atPeriod(b.yearEnd()))
	var kinds [][]any
	var parts []*Slot
	for _, kind := range []string{"行政编制", "事业编制", "临聘人员"} {
		s := b.count("staff.by_kind", b.staff[kind], "人", atPeriod(b.yearEnd()), func(s *Slot) { s.StaffKind = kind })
		parts = append(parts, s)
		kinds = append(kinds, []any{kind, s})
	}
	b.relate("staff.total = Σ kinds", schema.SumFamily, total, parts...)
	b.p(fmt.Sprintf("截至%d年12月31日，在职人员共计", b.year), total, "，其中：", joined(kinds, "，", "。"))
}

func (b *builder) glossary() {
	b.section = "glossary"
	b.head(1, "名词解释")
	for _, line := range []string{
		"财政拨款收入：指单位本年度从本级财政部门取得的财政拨款。",
		"基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
		"项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
		"“三公”经费：指单位用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
		"机关运行经费：指为保障行政单位运行用于购买货物和服务的各项资金。",
	} {
		b.head(2, line)
	}
}

// threshold is a limit inside a sentence, never a figure of the office.
func (b *builder) threshold(wan int, tail string) *Slot {
	s := &Slot{Kind: schema.Amount, Form: schema.Threshold, Label: "单价", Value: decimal.New(int64(wan), 4), Unit: "元", scale: 4, tail: "万元" + tail, index: -1}
	s.print(fmt.Sprint(wan))
	return s
}
