package pipeline

import (
	"slices"
	"strings"
	"sync"

	"gongkai/schema"
)

// laterConcepts joined the vocabulary after the first labels were made. Those say
// of such a figure that it has no concept, and give its name.
var laterConcepts = []schema.ConceptID{
	schema.RevenueTax, schema.RevenueNonTax, schema.RevenueByClass, schema.RevenueTransfers, schema.RevenueTaxReturn, schema.RevenueGeneralTransfer,
	schema.RevenueSpecialTransfer, schema.RevenueRemitted, schema.RevenueTransferredIn, schema.RevenueDebt, schema.RevenueDebtOnlent,
	schema.RevenueStabilizationFund, schema.RevenueSocialInsurance, schema.ExpenditureSubsidies, schema.ExpenditureTransferredOut,
	schema.ExpenditureDebtOnlent, schema.ExpenditureStabilizationFund, schema.ExpenditureSocialInsurance, schema.BalanceYear,
	schema.BalanceStabilizationFund, schema.DebtLimit, schema.DebtBalance, schema.DebtLimitNew, schema.DebtIssued, schema.DebtIssuedNew,
	schema.DebtIssuedRefinancing, schema.DebtRepaid, schema.DebtInterest, schema.DebtService, schema.EconomyActual, schema.EconomyTarget,
	schema.ExpenditureLivelihood, schema.ExpenditureGuaranteed, schema.ExpenditureGuaranteedLivelihood, schema.ExpenditureGuaranteedWages,
	schema.ExpenditureGuaranteedOperation, schema.RevenueSpecialAccount,
}

// plainLabel writes a label as the names of members are.
var plainLabel = strings.NewReplacer("GDP", "地区生产总值", "(", "（", ")", "）", "“", "", "”", "")

var insuranceItems = map[schema.ConceptID]string{
	schema.RevenueInsurancePremiums: "保险费收入", schema.RevenueInsuranceSubsidy: "财政补贴收入", schema.RevenueInsuranceInterest: "利息收入",
	schema.RevenueInsuranceOther: "其他收入", schema.RevenueInsuranceTransferredIn: "转移收入", schema.ExpenditureInsuranceBenefits: "社会保险待遇支出",
	schema.ExpenditureInsuranceOther: "其他支出", schema.ExpenditureInsuranceTransferredOut: "转移支出",
}

// namedLater reports that the name a label gives to a figure without a concept ends
// in a wording of a concept that joined later, and for what has members in one of
// the member: 全市税收收入 is revenue.tax, 新增债券用于安居工程 is nothing.
func namedLater(label string, c schema.ConceptID, member string) bool {
	if schema.OfInsuranceItem(c) {
		return insuranceItems[c] == label // items of the insurance accounts, at first of tables alone
	}
	if !slices.Contains(laterConcepts, c) && !slices.Contains(newestConcepts, c) {
		return false
	}
	label = plainLabel.Replace(label)
	label = strings.TrimSuffix(strings.TrimSuffix(label, "（地区生产总值）"), "预算")
	names, ofMember := laterNames(c, member)
	if ofMember {
		switch c {
		case schema.RevenueSocialInsurance:
			label = strings.TrimSuffix(label, "收入")
		case schema.ExpenditureSocialInsurance:
			label = strings.TrimSuffix(label, "支出")
		}
	}
	return slices.ContainsFunc(names, func(w string) bool { return strings.HasSuffix(label, strings.TrimSuffix(w, "预算")) })
}

// laterNames are the wordings of a concept, or of its member of a name where it has one.
func laterNames(c schema.ConceptID, member string) (names []string, ofMember bool) {
	type key struct {
		concept schema.ConceptID
		member  string
	}
	type value struct {
		names    []string
		ofMember bool
	}
	if known, ok := namesOfLater.Load(key{c, member}); ok {
		v := known.(value)
		return v.names, v.ofMember
	}
	concept, _ := schema.ConceptByID(c)
	names = slices.Collect(concept.Wordings())
	m, ofMember := schema.MemberByName(c, member)
	if ofMember {
		names = slices.Concat([]string{m.Name}, m.Synonyms, m.Whole, unsaidNames(member))
	}
	namesOfLater.Store(key{c, member}, value{names, ofMember})
	return names, ofMember
}

// namesOfLater keeps what laterNames has found, for making it takes most of the time of
// a comparison with labels.
var namesOfLater sync.Map

// joinedSince are the members that joined the vocabulary when the sixth labels were made.
var joinedSince = []string{"港口货物吞吐量", "港口集装箱吞吐量", "机场旅客吞吐量", "空气质量优良天数比率", "空气质量优良天数", "PM10平均浓度", "研发经费支出", "研发经费投入强度",
	"单位地区生产总值能耗", "九年义务教育巩固率", "高中阶段毛入学率", "学前教育毛入园率",
	"人均公园绿地面积", "互联网用户", "5G移动电话用户", "电话用户", "民用轿车保有量"}

// joinedNow reports a quantity that no label can have, as it joined the vocabulary when
// the last of them were made.
func joinedNow(f *schema.Fact) bool {
	return schema.OfInsuranceItem(f.Concept) || slices.Contains(newestConcepts, f.Concept) || slices.Contains(newestMembers, f.Dimensions.Indicator) || ofNewestGroup(f.Dimensions.Indicator) ||
		slices.ContainsFunc(newestParts, func(part string) bool {
			return strings.HasPrefix(f.Dimensions.Indicator, part) || strings.HasSuffix(f.Dimensions.Indicator, part)
		})
}

// ofNewestGroup reports a member of the groups that joined last which had no name of its
// own before: 服装产量, 教育投资 and no 工业投资.
func ofNewestGroup(member string) bool {
	for _, g := range schema.Groups() {
		if !slices.Contains([]string{"product", "investment", "people", "trade", "contribution", "patent", "registered", "sales", "catering"}, g.Name) || slices.Contains(namedBefore, member) {
			continue
		}
		for k := range g.Kinds {
			for a := range g.Aspects {
				if schema.MemberOf(&g.Kinds[k], &g.Aspects[a]) == member {
					return true
				}
			}
		}
	}
	return false
}

var namedBefore = []string{"专利授权量", "发明专利授权量", "第一产业投资", "第二产业投资", "第三产业投资", "工业投资", "制造业投资"}

var (
	newestConcepts = []schema.ConceptID{
		schema.ExpenditureLivelihood, schema.ExpenditureGuaranteed, schema.ExpenditureGuaranteedLivelihood, schema.ExpenditureGuaranteedWages,
		schema.ExpenditureGuaranteedOperation, schema.RevenueSpecialAccount, schema.DebtIssuedSwap,
	}
	newestMembers = []string{"工农业总产值", "PCT国际专利申请量", "教育经费总投入", "国家财政性教育经费", "一般公共预算教育经费", "平均家庭户规模", "家庭户", "集体户", "家庭户人口", "集体户人口", "汉族人口", "少数民族人口", "第二产业和第三产业法人单位", "产业活动单位", "个体经营户",
		"农业增加值", "林业增加值", "畜牧业增加值", "渔业增加值", "集中式饮用水水源水质达标率", "财政总收入", "农村居民人均纯收入", "高技术制造业投资", "科学研究和技术服务业增加值", "高等教育毛入学率", "地表水优良水体比例", "农村自来水普及率", "农村卫生厕所普及率", "农村生活污水治理率",
		"基本养老保险参保率", "基本医疗保险参保率", "社会物流总费用与地区生产总值的比率", "每千人口3岁以下婴幼儿托位数", "每万人口高价值发明专利拥有量", "高价值发明专利拥有量",
		"5G基站", "职业技能培训", "新能源发电装机容量", "可再生能源发电装机容量", "清洁能源发电装机容量", "非化石能源发电装机容量", "可再生能源发电量", "清洁能源发电量", "非化石能源发电量",
		"数字经济增加值", "数字经济核心产业增加值", "新能源汽车产量", "小学适龄儿童入学率", "机场货邮吞吐量", "城镇居民家庭恩格尔系数",
		"农村居民家庭恩格尔系数", "居民家庭恩格尔系数", "长期护理保险参保人数", "长期护理保险基金", "美术馆", "广播电视台", "3A级旅游景区", "4A级旅游景区", "5A级旅游景区",
		"社会体育指导员", "普通中学学校", "营造林面积", "国家级绿色工厂", "绿色矿山", "人大代表建议办理数", "政协提案办理数",
		"短期贷款余额", "中长期贷款余额", "财政性存款余额", "机关团体存款余额", "票据融资余额", "执业医师", "执业助理医师", "药师（士）", "技师（士）", "猪牛羊肉产量",
		"建成区绿化覆盖率", "城市污水处理率", "生活垃圾无害化处理率", "建成区面积", "森林面积", "年平均气温", "年降水量", "年日照时数", "限额以上商品零售额", "养老机构床位", "医疗卫生机构床位",
		"艺术表演场馆", "文化站", "公共图书馆藏书量", "广播电台", "电视台", "农家书屋", "电影放映单位", "每千人口医疗卫生机构床位", "每千人口执业（助理）医师",
		"每千人口注册护士", "每千人口卫生技术人员", "卫生人员", "乡村医生和卫生员", "参加新型农村合作医疗人数", "教职工", "总户数", "全社会从业人员", "城镇就业人员",
		"农业生产资料价格", "农作物播种面积", "水产养殖面积", "养殖水产品产量", "捕捞水产品产量", "海水产品产量", "淡水产品产量", "耕地面积", "有效灌溉面积",
		"主要农作物耕种收综合机械化率", "化肥施用量", "农村用电量", "牲畜存栏", "茶园面积", "果园面积", "木材产量", "家庭农场", "工业销售产值",
		"建筑业企业", "建筑业企业利润总额", "建筑业签订合同额", "私人轿车保有量", "农村公路里程", "铁路营业里程", "高速铁路营业里程", "公共汽电车", "出租汽车",
		"公交线路", "新改建农村公路", "住宅电话用户", "旅游外汇收入", "不良贷款率", "涉农贷款余额", "普惠小微贷款余额", "制造业贷款余额", "绿色贷款余额",
		"城乡居民储蓄存款余额", "保险密度", "保险深度", "有效注册商标", "科技企业孵化器", "国家级科技企业孵化器", "省级科技企业孵化器", "众创空间",
		"新型研发机构", "二氧化硫排放量", "化学需氧量排放量", "氮氧化物排放量", "氨氮排放量", "治理水土流失面积", "森林蓄积量", "林地面积", "湿地面积",
		"草原综合植被盖度", "林木绿化率", "建成区绿地率", "用水普及率", "燃气普及率", "污水处理厂", "集中供热面积", "自然保护区面积", "能源消费总量",
		"城市最低生活保障人数", "农村最低生活保障人数", "最低生活保障人数", "城市最低生活保障金", "农村最低生活保障金", "城乡最低生活保障金", "特困人员救助供养人数", "养老床位", "敬老院",
		"棚户区改造住房", "保障性住房", "农村危房改造", "贫困发生率", "建档立卡贫困人口", "火灾事故", "道路交通事故", "城镇非私营单位就业人员平均工资", "城镇私营单位就业人员平均工资",
		"在岗职工平均工资", "商品房施工面积", "商品房竣工面积", "网上零售额", "实物商品网上零售额", "合同利用外资", "新设外商投资企业", "实际利用内资", "服务进出口总额",
		"跨境电商进出口额", "新登记经营主体", "新增规模以上工业企业", "减税降费", "留抵退税", "国内旅游收入", "婴儿死亡率", "孕产妇死亡率",
		"新型农村合作医疗参合率", "农业生产资料价格指数", "商品零售价格指数", "工业生产者出厂价格指数", "农村居民人均住房建筑面积", "城镇居民人均住房建筑面积", "每千名老年人拥有养老床位", "政府债务率",
		"一般工业固体废物综合利用率", "建成区绿地面积", "省级森林公园", "省级湿地公园", "市级文物保护单位", "县级文物保护单位", "市级非物质文化遗产代表性项目", "体育场馆", "档案馆", "报纸出版量", "期刊出版量", "图书出版量", "初中毛入学率", "农业总产值",
		// told in work reports and in the bulletins of offices
		"水资源总量", "地表水资源量", "地下水资源量", "地下水与地表水资源不重复量", "人均水资源量", "供水总量", "地表水源供水量", "地下水源供水量", "其他水源供水量", "生态环境用水量", "居民生活用水量", "耗水总量", "人均综合用水量", "人均生活用水量", "耕地灌溉亩均用水量",
		"平均年降水深", "大中型水库年末蓄水量", "二氧化硫平均浓度", "二氧化氮平均浓度", "臭氧平均浓度", "一氧化碳平均浓度", "环境空气质量综合指数", "重度及以上污染天数比率", "重度及以上污染天数", "劣Ⅴ类水体比例", "受污染耕地安全利用率", "重点建设用地安全利用率", "农用地安全利用率",
		"声环境功能区昼间达标率", "声环境功能区夜间达标率", "区域环境噪声昼间平均等效声级", "单位地区生产总值二氧化碳排放", "秸秆综合利用率", "畜禽粪污综合利用率", "农膜回收率", "水土保持率", "城市生活污水集中收集率", "农村生活垃圾收运处置率", "卫生厕所普及率", "农村户厕改造",
		"农业科技进步贡献率", "农产品加工转化率", "粮食单产", "农产品加工业总产值", "绿色食品、有机农产品和地理标志农产品", "市级以上农业产业化龙头企业", "省级以上农业产业化龙头企业", "农业产业化龙头企业", "新增高新技术企业", "新增科技型中小企业", "新增专精特新中小企业",
		"新增国家级专精特新小巨人企业", "新增规模以上服务业企业", "新增限额以上商贸企业", "新增四上企业", "新增境内上市公司", "新增经营主体", "新增国家级绿色工厂", "省级绿色工厂", "国家级制造业单项冠军企业", "国家卓越级智能工厂", "国家先进制造业集群", "国家级中小企业特色产业集群",
		"国家现代农业产业园", "国家优势特色产业集群", "国家区域医疗中心", "省级区域医疗中心", "国家临床重点专科", "国家生态文明建设示范区", "绿水青山就是金山银山实践创新基地", "美丽河湖", "幸福河湖", "口袋公园", "绿道长度", "公共停车位", "充电桩建设数", "加装电梯", "住宅老旧电梯更新",
		"城中村改造", "保障性租赁住房", "城市地下管网改造", "新增学位", "普惠性幼儿园", "普惠性幼儿园在园幼儿", "普惠性幼儿园覆盖率", "学前教育专任教师", "残疾儿童少年义务教育入学率", "高考本科上线率", "每万人口全科医生", "每万人口公共卫生机构人员", "入院人数", "病床使用率",
		"平均住院日", "卫生总费用", "人均卫生总费用", "政府卫生支出", "社会卫生支出", "个人卫生支出", "居民健康素养水平", "家庭医生签约率", "城乡居民收入比", "高校毕业生去向落实率", "新增就业岗位", "开发公益性岗位", "城镇登记失业人员", "农民工总量", "脱贫人口务工规模", "社会保障卡持卡人数",
		"城市最低生活保障标准", "农村最低生活保障标准", "城乡最低生活保障标准", "城乡居民基础养老金标准", "最低工资标准", "困难老年人家庭适老化改造", "婴幼儿托位", "社区居家养老服务中心", "老年助餐点", "发电装机容量", "新型储能装机容量", "外送电量", "中欧班列开行", "海外仓",
		"国际友城", "海洋生产总值", "地方财政收入", "地方财政支出", "规模以上高新技术产业产值", "规模以上战略性新兴产业产值", "文化及相关产业增加值", "万元地区生产总值电耗", "万元地区生产总值水耗", "万元工业增加值能耗", "工业经济效益综合指数", "地均地区生产总值", "农业保险保额",
		"电信网络诈骗案件", "刑事案件", "治安案件", "信访总量", "群众安全感", "行政机关负责人出庭应诉率", "提请审议地方性法规", "制定政府规章", "农村集体经济收入", "脱贫地区农村居民人均可支配收入", "脱贫人口人均纯收入", "新建农村供水工程", "农村供水规模化覆盖率", "水利投资",
		"直接融资", "社会融资规模增量", "A股上市公司总市值", "行政区域面积", "农用塑料薄膜使用量", "农药使用量", "农林牧渔服务业产值", "总人口", "外出农民工", "本地农民工", "城市道路长度", "城市道路面积", "人均城市道路面积", "城市公园", "公园面积", "公园绿地面积",
		"供水管道长度", "供气管道长度", "排水管道长度", "天然气用户", "初中三年巩固率", "小学五年巩固率", "每千人口医生", "体育场", "体育馆", "全民健身中心", "全民健身项目", "组织财政收入", "夏粮单产", "秋粮单产", "农村经济总收入", "设备工器具购置投资", "生态环境投资",
		"高新技术产业投资", "每百元资产实现的营业收入", "特种设备", "在学研究生", "省级以上企业技术中心", "省级工程研究中心", "水利工程", "国家地质公园", "新注册汽车", "二手住宅销售价格", "新建商品住宅销售价格", "农产品出口额"}
	// newestParts are kinds and aspects of groups: 普通中学在校生, 大型企业增加值.
	newestParts = []string{"普通中学", "各级各类教育", "民办教育", "义务教育", "大型企业", "中型企业", "小型企业", "微型企业", "高新技术产业", "公立医院", "民营医院", "综合医院",
		"中医医院", "专科医院", "门诊部", "采供血机构", "卫生监督所（中心）", "参保在职职工", "参保离退休人员",
		"对经济增长的贡献率", "专利授权量", "专利申请量", "户籍人口", "批发业", "零售业", "住宿业", "餐饮业", "食品价格", "价格指数", "谷物", "奶牛", "大牲畜", "高中阶段", "医院、卫生院",
		"糖料", "甘蔗", "甜菜", "马铃薯", "苹果", "柑橘", "葡萄", "核桃", "红枣", "蚕茧", "能繁母猪", "高等职业教育", "利税总额", "亏损额", "批发和零售业零售额", "住宿和餐饮业零售额"}
)

// joinedLast reports a member that joined the vocabulary when the fourth labels were
// made: of a group of indicators or counted under an ordinary noun.
func joinedLast(member string) bool {
	m, ok := schema.MemberByName(schema.EconomyActual, member)
	return ok && (m.Counted || m.Whole != nil || unsaidNames(member) != nil)
}

// unsaidNames are what a text calls a member of a group when it leaves out the kind
// or the aspect that it has just named, and a label of the figure therefore too.
func unsaidNames(member string) (names []string) {
	for _, g := range schema.Groups() {
		for k := range g.Kinds {
			for a := range g.Aspects {
				if schema.MemberOf(&g.Kinds[k], &g.Aspects[a]) == member {
					names = append(append(names, g.Kinds[k].Words...), g.Aspects[a].Words...)
				}
			}
		}
	}
	return names
}
