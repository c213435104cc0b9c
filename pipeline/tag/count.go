package tag

import (
	"slices"
	"strings"

	"gongkai/schema"
)

// counting is one way these reports count something: the unit, what the clause
// must say and must not say, and where.
type counting struct {
	concept schema.ConceptID
	units   string   // acceptable units, space separated
	all     []string // every one of these stands in the clause
	any     []string // at least one of these does, when not empty
	none    []string
	also    []string // words that may stand beside them
	section string   // prefix of the section id, "" for any
}

// countings lists the counted concepts. The first that fits wins. The wordings
// are those of the 部门决算 template's sections on 三公, 绩效 and 国有资产.
func countings() []counting {
	return []counting{
		{concept: schema.AssetEquipment500K, units: "台（套） 台 套 台套 件", any: []string{"50万元", "五十万元"}, none: []string{"100万元"}},
		{concept: schema.AssetEquipment1M, units: "台（套） 台 套 台套 件", any: []string{"100万元", "一百万元"}},
		{concept: schema.ThreePublicVehiclesHeld, units: "辆 台", any: []string{"保有量", "共有公务用车", "公务用车保有", "现有公务用车", "实有公务用车"}},
		{concept: schema.ThreePublicVehiclesPurchased, units: "辆 台", any: []string{"购置公务用车", "新购", "购置数", "更新购置", "公务用车购置", "购置车辆", "购车"}},
		{concept: schema.AssetVehicles, units: "辆 台", any: []string{"共有车辆", "车辆共", "实有车辆", "车辆总数", "拥有车辆", "车辆保有量", "车辆"}, section: "other.assets"},
		{concept: schema.AssetVehicles, units: "辆 台", any: []string{"共有车辆", "实有车辆", "车辆总数", "拥有车辆"}},
		{concept: schema.ThreePublicVehiclesHeld, units: "辆 台", any: []string{"公务用车"}, section: "final.three_public"},
		{concept: schema.ThreePublicAbroadGroups, units: "个 次 批 批次 个团组 团组 团 团次", any: []string{"团组", "出国", "出访团"}, none: []string{"接待"}},
		{concept: schema.ThreePublicAbroadTrips, units: "人次 人 人次数", any: []string{"出国", "团组", "出访"}, none: []string{"接待"}},
		{concept: schema.ThreePublicReceptionBatches, units: "批次 批 次 个", any: []string{"接待"}, none: foreignGuests, section: "final.three_public"},
		{concept: schema.ThreePublicReceptionVisitors, units: "人次 人", any: []string{"接待"}, none: foreignGuests, section: "final.three_public"},
		{concept: schema.ThreePublicReceptionBatches, units: "批次", any: []string{"公务接待"}, none: foreignGuests},
		{concept: schema.ThreePublicReceptionVisitors, units: "人次", any: []string{"公务接待"}, none: foreignGuests},
		{concept: schema.PerformanceProjectsByGrade, units: "个 项", any: []string{"为“优”", "为“良”", "为“中”", "为“差”", "为“合格”", "为“不合格”", "评级为", "评价等级为", "结果为“"}},
		{concept: schema.PerformanceProjectsExAnte, units: "个 项", all: []string{"项目"}, any: []string{"事前"}},
		{concept: schema.PerformanceProjectsEvaluated, units: "个 项", all: []string{"项目"}, any: []string{"自评", "开展绩效评价", "绩效评价的"}},
		{concept: schema.PerformanceProjectsMonitored, units: "个 项", all: []string{"项目"}, any: []string{"监控", "跟踪"}},
		{concept: schema.PerformanceProjectsTarget, units: "个 项", all: []string{"项目"}, any: []string{"编制绩效目标", "编制了绩效目标", "编报绩效目标", "绩效目标编", "申报绩效目标", "设定绩效目标", "绩效目标管理"}},
		{concept: schema.PerformanceProjectsDisclosed, units: "个 项", all: []string{"项目"}, any: []string{"反映", "公开"}, section: "other.performance"},
		{concept: schema.OrganizationInstitutions, units: "个 家", any: []string{"事业单位", "下属单位", "直属单位"}, section: "overview"},
		{concept: schema.OrganizationOffices, units: "个", any: []string{"内设机构", "内设科室", "内设办公室", "科室", "内设"}, section: "overview"},
		{concept: schema.OrganizationUnits, units: "个 家", any: []string{"决算单位", "预算单位", "决算编制范围", "预算编制范围", "二级单位", "二级预算", "纳入"}, section: "overview"},
		{concept: schema.OrganizationCommunities, units: "个", any: []string{"个社区", "社区居委会", "行政村", "村委会", "村（社区）", "个村"}, none: []string{"社区办", "检查", "网格"}, section: "annex"},
		{concept: schema.OrganizationCommunities, units: "个", any: []string{"个社区", "个行政村", "个村", "社区居委会"}, none: []string{"检查", "网格"}, section: "overview.organization"},
		{concept: schema.StaffQuota, units: "名 人 个", any: []string{"编制数", "核定编制", "编制总数", "人员编制", "核定"}, section: "overview"},
		{concept: schema.StaffTotal, units: "人 名", any: []string{"在职人员", "在岗职工", "实有人数", "实有人员", "在编在岗", "年末人数", "在职职工", "在职总人数", "人员共计", "从业人员", "共有工作人员", "现有工作人员", "实有工作人员"}, none: []string{"培训", "走访"}},
	}
}

// foreignGuests mark receptions that the figures on 国内公务接待 leave out.
var foreignGuests = []string{"外宾", "外事", "国（境）外", "国(境)外"}

// amountings lists the amounts these reports name by a clause rather than a
// noun phrase: 涉及…资金, 预留给…企业.
func amountings() []counting {
	return []counting{
		{concept: schema.ProcurementSmallReserved, units: "元", all: []string{"预留"}, any: []string{"小微", "小型和微型", "小型、微型", "小型微型"}, also: sizes},
		{concept: schema.ProcurementSMEReserved, units: "元", all: []string{"预留"}, any: []string{"中小企业", "中小微"}, also: sizes},
		{concept: schema.PerformanceAmountCovered, units: "元", all: []string{"涉及"}, any: []string{"资金", "金额", "预算"}, section: "other.performance"},
		{concept: schema.PerformanceAmountCovered, units: "元", all: []string{"涉及"}, any: []string{"资金", "金额", "预算"}, section: "budget."},
	}
}

// sizes are words about the enterprises that purchases are reserved for.
var sizes = []string{"面向", "小型", "微型", "企业", "专门", "专门面向", "预留给", "预留", "小型和微型企业", "政府", "政府采购"}

func (c *counting) matches(unit, clause, section string) bool {
	if !strings.HasPrefix(section, c.section) || !hasWord(c.units, unit) {
		return false
	}
	for _, w := range c.all {
		if !strings.Contains(clause, w) {
			return false
		}
	}
	for _, w := range c.none {
		if strings.Contains(clause, w) {
			return false
		}
	}
	for _, w := range c.any {
		if strings.Contains(clause, w) {
			return true
		}
	}
	return len(c.any) == 0
}

// says reports a word that the wording has.
func (c *counting) says(word string) bool {
	return slices.Contains(c.all, word) || slices.Contains(c.any, word) || slices.Contains(c.also, word)
}

// hasWord reports whether a space separated list has a word.
func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}
