package schema

// Where the concepts of a government's own accounts are defined: 税收收入,
// 转移性收支, 地方政府债务 and 社会保险基金预算, which no department has.
const (
	basisTransfers  = "财政部《政府收支分类科目》收入分类110转移性收入；《预算法》第十六条"
	basisGiven      = "财政部《政府收支分类科目》支出功能分类230转移性支出；《预算法》第十六条"
	basisStability  = "《预算稳定调节基金管理暂行办法》（财预〔2018〕35号）"
	basisDebt       = "《预算法》第三十五条；《地方政府一般债务预算管理办法》（财预〔2016〕154号）、《地方政府专项债务预算管理办法》（财预〔2016〕155号）"
	basisInsured    = basisInsurance + "；财政部《政府收支分类科目》收入分类102、支出功能分类209，各险种的收支项目"
	basisGuaranteed = "《国务院办公厅转发财政部关于调整和完善县级基本财力保障机制意见的通知》（国办发〔2013〕112号）"
	basisDebtReport = "《地方政府债务信息公开办法（试行）》（财预〔2018〕209号）"
)

// below are the governments that one pays to, as their accounts call them.
const below = "(下级|下|镇级|乡级|乡镇级|镇|旗|市县|区县|县区|县市|县市区|市县区|区市|区市县|旗县|旗县区|市州|州市|县|区|县级|区级|县（区）|区（县）|县（市）|县（市、区）|区（市）|区（市、县）|各区|各县|各县区|各区县|各县市|各县（市、区）|乡镇|乡镇（街道）|镇（街道）|乡镇街道|镇街|镇（街）|各市|各市县|各市（县）|市（县）|各市州|盟市|各盟市|旗县（市、区）)"

// stabilization are the names of the fund that keeps the accounts of a government even, which may say whose it is.
const stabilization = "[中央|省级|市级|市本级|县级|县本级|区级|区本级|本级] (预算稳定调节基金|稳定调节基金|预算稳定调节资金)"

// givingBudget are the budgets and other money that the general public budget takes money over from.
const givingBudget = "[中央|省级|市级|市本级|县级|区级] (政府性基金|国有资本经营) [预算]"

// usualBelow are those of them that prose names beside one of the budgets.
const usualBelow = "(下级|县（市）|下|市县|县区|区县|县市|县|区|县（区）|区（县）|县（市、区）|市（县）|各区|各区县|各县（市、区）)"

// GivenClasses are the patterns of what prose calls the kinds of transfers that are given to
// those below, with the class of expenditure that each is: 一般性转移支付补助县（市）.
func GivenClasses() map[string]string {
	to := "[省|市|州|县|区|市级|州级|县级|区级] 对 " + usualBelow
	given := func(kind string) string {
		return kind + " [补助] " + usualBelow
	}
	return map[string]string{
		to + " (税收返还|返还性支出)": "23001", to + " 一般性转移支付": "23002", to + " 专项转移支付": "23003",
		given("(税收返还|返还性支出|返还性)"): "23001", given("(一般性|一般) 转移支付"): "23002", given("专项转移支付"): "23003",
	}
}

// governmentRevenue are the revenues that the accounts of a government list
// beside those of its budgets.
func governmentRevenue() []Concept {
	return []Concept{
		amount(RevenueTax, "税收收入",
			"税收|地方税收收入|税收收入合计|地方级税收收入|地方税收|各项税收收入|一般公共预算税收收入|地方一般公共预算税收收入",
			basisRevenueClass+"101税收收入", "税收收入46.7亿元，同比下降8.5%。"),
		amount(RevenueNonTax, "非税收入",
			"非税|地方非税|地方非税收入|政府非税收入|非税收入合计|一般公共预算非税收入|地方一般公共预算非税收入",
			basisRevenueClass+"103非税收入", "非税收入30.5亿元，为调整预算的116.7%。"),
		amount(RevenueByClass, "分类收入（indicator 定收入科目）",
			"收入分类科目收入|按收入分类",
			basisRevenueClass, "按收入分类，增值税2787.8亿元，增长7.3%。"),
		amount(RevenueTransfers, "转移性收入",
			"转移性收入合计|各项转移性收入|转移性收入小计",
			basisTransfers, "转移性收入130.95亿元。"),
		amount(RevenueTaxReturn, "返还性收入",
			"税收返还收入|上级税收返还收入|中央税收返还收入|上级返还性收入|返还性收入合计|税收返还性收入",
			basisTransfers, "返还性收入3.96亿元。"),
		amount(RevenueGeneralTransfer, "一般性转移支付收入",
			"上级一般性转移支付收入|一般转移支付收入|一般性转移支付收入合计|一般性转移支付补助收入",
			basisTransfers, "一般性转移支付收入93.42亿元。"),
		amount(RevenueSpecialTransfer, "专项转移支付收入",
			"上级专项转移支付收入|专项转移支付收入合计|专项转移支付补助收入|专项转移收入",
			basisTransfers, "专项转移支付收入15.84亿元。"),
		amount(RevenueRemitted, "上解收入",
			"下级上解收入|市县上解收入|县区上解收入|区县上解收入|上解收入合计|区级上解收入|县级上解收入|(体制|专项) 上解收入",
			basisTransfers, "下级上解收入111.8亿元。"),
		amount(RevenueTransferredIn, "调入资金",
			"调入资金收入 | 基金调入 [资金] | 调入 一般公共预算 [资金] | 调入资金合计 | 从 其他资金 调入 [资金] | 从 "+givingBudget+" 调入 [资金] | 从 [中央|省级|市级|县级|区级] 政府性基金预算 (、|和) [中央|省级|市级|县级|区级] 国有资本经营预算 调入 [资金] | 从 政府性基金 (、|和|及) 国有资本经营 [预算] 调入 [资金] | 调入 "+givingBudget+" [收入|资金] | 调入 (存量|财政存量|结余|历年结余) 资金",
			basisTransfers+"；《预算法》第六十六条", "调入资金43.7亿元。"),
		amount(RevenueDebt, "债务收入",
			"地方政府债务收入|政府债务收入 | [地方政府] (新增|再融资) (一般|专项) (债务|债券) 收入 | 新增 [地方] 政府 [一般|专项] (债务|债券) 收入 |"+ofDebts("债务收入")+"|"+ofDebts("债券收入"),
			"财政部《政府收支分类科目》收入分类105债务收入", "一般债务收入301.5亿元。"),
		amount(RevenueDebtOnlent, "债务转贷收入",
			"(上级|省|省级|自治区|省财政厅|自治区财政厅) 转贷 [地方] [政府] [新增|再融资] (一般|专项) (债券|债务) | (上级|省|省级|省财政厅|自治区财政厅|市) 转贷 (我市|我县|我区|我州|我旗|全市|全县|全区) [地方] [政府] [一般|专项] (债券|债务) | (省|自治区) [财政厅] 共 转贷 (我市|我县|我区|我州|我旗) [地方] 政府 债券 | [获得|收到] (省|上级|省财政厅|自治区财政厅) 转贷 的 [地方] 政府 [一般|专项] 债券 | 上级 [转贷] [政府] (一般|专项) (债务|债券) [转贷] 收入 | [地方政府] [新增|再融资|其他] (一般|专项) (债务|债券) (转贷|（转贷）) 收入 | (一般债券|专项债券) (新增|再融资) 债券 转贷收入 | [地方政府] (新增|再融资) 债券 转贷收入 | 国债转贷收入|地方政府债务转贷收入|政府债务转贷收入|地方政府债券转贷收入|政府债券转贷收入|债券转贷收入|债务（转贷）收入|地方政府债务（转贷）收入| 政府 (一般|专项) (债务|债券) 转贷收入",
			"财政部《政府收支分类科目》收入分类11011债务转贷收入", "债务转贷收入46亿元。"),
		amount(RevenueStabilizationFund, "动用预算稳定调节基金",
			"(动用|调入|使用) "+stabilization+" [收入] | [从] "+stabilization+" 调入 [资金]",
			basisStability, "动用预算稳定调节基金13.2亿元。"),
		amount(RevenueSocialInsurance, "社会保险基金收入",
			"社会保险基金预算收入|社会保险基金收入合计|社会保险基金预算收入合计|社会保险基金总收入|社保基金收入|社保基金预算收入|社会保障基金预算收入|社会保障基金收入|社会保险基金预算总收入",
			basisInsurance, "全市社会保险基金预算收入423.9亿元，增长3.2%。"),
	}
}

// insuranceRevenue are the revenues that the accounts of a social insurance fund list, which
// its tables and lists alone name.
func insuranceRevenue() []Concept {
	return []Concept{
		amount(RevenueInsurancePremiums, "社会保险费收入",
			"",
			basisInsured, "社会保险费收入5.97亿元。"),
		amount(RevenueInsuranceSubsidy, "社会保险基金财政补贴收入",
			"",
			basisInsured, "社会保险基金财政补贴收入3.95亿元。"),
		amount(RevenueInsuranceInterest, "社会保险基金利息收入",
			"",
			basisInsured, "社会保险基金利息收入0.32亿元。"),
		amount(RevenueInsuranceInvestment, "社会保险基金委托投资收益",
			"",
			basisInsured, "社会保险基金委托投资收益0.5亿元。"),
		amount(RevenueInsuranceTransferredIn, "社会保险基金转移收入",
			"",
			basisInsured, "社会保险基金转移收入0.01亿元。"),
		amount(RevenueInsuranceSuperior, "社会保险基金上级补助收入",
			"",
			basisInsured, "社会保险基金上级补助收入1.2亿元。"),
		amount(RevenueInsuranceRemitted, "社会保险基金下级上解收入",
			"",
			basisInsured, "社会保险基金下级上解收入3.4亿元。"),
		amount(RevenueInsurancePooled, "社会保险基金统筹调剂资金收入",
			"",
			basisInsured, "社会保险基金统筹调剂资金收入2.1亿元。"),
		amount(RevenueInsuranceOther, "社会保险基金其他收入",
			"",
			basisInsured, "社会保险基金其他收入0.27亿元。"),
	}
}

// governmentExpenditure are the expenditures that only a government has.
func governmentExpenditure() []Concept {
	return []Concept{
		amount(ExpenditureSubsidies, "补助下级支出",
			"补助下级 | 税收返还和 [各类|各项] 转移支付 [补助] 支出 | 补助 "+below+" 支出 | 下达 "+below+" 转移支付 [资金] | 对 "+below+" [的] 补助支出 | [省|市|州|县|区|市级|州级|县级|区级|本级] 对 "+below+" [税收返还和] 转移支付 [补助] [支出|资金] | [省|市|州] 对 "+usualBelow+" (一般公共|政府性基金|国有资本经营) 预算 转移支付 [支出] | 对 "+below+" (政府性基金|国有资本经营) 转移支付 [支出]",
			basisGiven, "对下级补助支出81.1亿元。"),
		amount(ExpenditureTransferredOut, "调出资金",
			"调出资金支出|调出资金合计|调出支出 | 调出 [到|至] 一般公共预算 [资金] | 调出 (政府性基金|国有资本经营) [预算] [资金] | (政府性基金|国有资本经营) [预算] 调出 [资金]",
			basisGiven+"；《预算法》第六十六条", "调出资金35.4亿元。"),
		amount(ExpenditureDebtOnlent, "债务转贷支出",
			"[地方政府] (新增|再融资|其他) (一般|专项) (债务|债券) (转贷|（转贷）) 支出 | 地方政府债务转贷支出|政府债务转贷支出|债券转贷支出|地方政府债券转贷支出|"+ofDebts("债务转贷支出")+"|"+ofDebts("债券转贷支出")+"|[一般|专项] (债务|债券) 转贷 "+below+" [支出] | 转贷支出 | 转贷 "+below+" [支出]",
			basisGiven, "债务转贷支出6亿元。"),
		amount(ExpenditureStabilizationFund, "安排预算稳定调节基金",
			"(安排|补充|设置|增设|建立) "+stabilization+" [支出] | 调入预算稳定调节基金支出",
			basisStability, "安排预算稳定调节基金13.8亿元。"),
		amount(ExpenditureSocialInsurance, "社会保险基金支出",
			"社会保险基金预算支出|社会保险基金支出合计|社会保险基金预算支出合计|社会保险基金总支出|社保基金支出|社保基金预算支出|社会保障基金预算支出|社会保障基金支出|社会保险基金预算总支出",
			basisInsurance, "全市社会保险基金预算支出393.4亿元，增长3.3%。"),
		amount(ExpenditureInsuranceBenefits, "社会保险基金待遇支出",
			"",
			basisInsured, "社会保险基金待遇支出28.4亿元。"),
		amount(ExpenditureInsurancePensions, "社会保险基金基本养老金支出",
			"",
			basisInsured, "社会保险基金基本养老金支出26.3亿元。"),
		amount(ExpenditureInsuranceCatastrophic, "社会保险基金大病保险支出",
			"",
			basisInsured, "社会保险基金大病保险支出1.8亿元。"),
		amount(ExpenditureInsuranceTransferredOut, "社会保险基金转移支出",
			"",
			basisInsured, "社会保险基金转移支出0.2亿元。"),
		amount(ExpenditureInsuranceSubsidies, "社会保险基金补助下级支出",
			"",
			basisInsured, "社会保险基金补助下级支出1.1亿元。"),
		amount(ExpenditureInsuranceRemitUp, "社会保险基金上解上级支出",
			"",
			basisInsured, "社会保险基金上解上级支出3.2亿元。"),
		amount(ExpenditureInsurancePooled, "社会保险基金统筹调剂资金支出",
			"",
			basisInsured, "社会保险基金统筹调剂资金支出2.2亿元。"),
		amount(ExpenditureInsuranceOther, "社会保险基金其他支出",
			"",
			basisInsured, "社会保险基金其他支出0.1亿元。"),
		amount(ExpenditureLivelihood, "民生支出",
			"[投入] 民生领域 [的] [财政] 支出 | 民生财政支出|财政用于民生领域支出|财政用于民生领域的支出|民生领域方面支出|民生类支出|民生相关支出|与民生相关支出|与民生相关的支出|财政民生支出|民生支出总额|一般公共预算民生支出|民生保障支出|民生方面支出|财政用于民生支出|用于民生支出|九大类民生支出|九项民生支出|十三类民生支出|十三大类民生支出",
			"各级预算执行情况报告的民生支出口径：教育、社会保障和就业、卫生健康等类支出的合计", "民生支出427.7亿元，占一般公共预算支出的83%。"),
		amount(ExpenditureGuaranteed, "“三保”支出",
			"三保预算支出|三保预算|三保支出总额|三保保障支出|基层三保支出|基层三保预算",
			basisGuaranteed, "全市“三保”支出349.4亿元，增长1.9%。"),
		amount(ExpenditureGuaranteedLivelihood, "保基本民生支出",
			"保基本民生|保民生支出|保民生|三保保基本民生支出",
			basisGuaranteed, "保基本民生支出29.25亿元，完成年初预算的102.26%。"),
		amount(ExpenditureGuaranteedWages, "保工资支出",
			"保工资|三保保工资支出",
			basisGuaranteed, "保工资支出62.1亿元，完成年初预算的97.46%。"),
		amount(ExpenditureGuaranteedOperation, "保运转支出",
			"保运转|三保保运转支出",
			basisGuaranteed, "保运转支出1.03亿元，完成年初预算的86.4%。"),
	}
}

// debtConcepts are those of 地方政府债务. 一般债务 is of 一般公共预算 and 专项债务 of
// 政府性基金预算, so the fund tells the two apart.
func debtConcepts() []Concept {
	return []Concept{
		balance(DebtLimit, "政府债务限额",
			"债务限额|地方政府债务限额|政府性债务限额|政府法定债务限额|法定债务限额|政府债务总限额|债务总限额|地方政府债务总限额|债务余额限额|政府债务余额限额|地方政府债务余额限额|"+ofDebts("债务限额")+"|"+ofDebts("债务余额限额"),
			basisDebt, "全市政府债务限额2144.83亿元。"),
		balance(DebtBalance, "政府债务余额",
			"债务余额|地方政府债务余额|政府性债务余额|地方政府性债务余额|法定债务余额|政府法定债务余额|地方政府法定债务余额|政府债券余额|地方政府债券余额|"+ofDebts("债务余额")+"|"+ofDebts("债券余额"),
			basisDebt, "年末政府债务余额2092.14亿元。"),
		amount(DebtLimitNew, "新增政府债务限额",
			"[地方政府|政府] 新增 [地方政府|政府] [一般|专项] (债务|债券) (限额|额度) |新增法定债务限额|政府债务新增限额|地方政府债务新增限额|"+ofDebts("债务新增限额"),
			basisDebt, "争取新增债务限额124.05亿元，同比增长86%。"),
		amount(DebtIssued, "发行政府债券",
			"[发行] [地方] 政府 [一般|专项] (债务|债券) 发行 [额] | [由] (省|省级|自治区) (代|代为) 发行 [地方] 政府 [一般|专项] 债券 |发行地方政府债券|发行各类政府债券|债券发行额|发行一般债券|发行专项债券|发行地方政府一般债券|发行地方政府专项债券|发行政府一般债券|发行政府专项债券|一般债券发行额|专项债券发行额|发行债券金额|债券发行金额|债券发行量|债务发行额|一般债务发行额|专项债务发行额",
			basisDebtReport, "全市发行政府债券277.16亿元。"),
		amount(DebtIssuedNew, "新增政府债券",
			"[发行|留用|由省级代为发行|省级代为发行|由省代发|省代发] [地方政府|政府] 新增 [地方政府|政府] [一般|专项] 债券 [发行] | 新增限额 [一般|专项] 债券 | 新增债券发行额|新增一般债券发行额|新增专项债券发行额",
			basisDebtReport, "新增债券102.54亿元。"),
		amount(DebtIssuedRefinancing, "再融资债券",
			"[发行|留用|由省级代为发行|省级代为发行|由省代发|省代发] [地方政府|政府] 再融资 [地方政府|政府] [一般|专项] 债券 |再融资债券发行额|再融资一般债券发行额|再融资专项债券发行额",
			basisDebtReport, "再融资债券174.62亿元。"),
		amount(DebtIssuedSwap, "置换债券",
			"[代为] [发行|留用] [地方政府|政府] 置换 [地方政府|政府] [存量债务] [一般|专项] 债券 | 置换债券发行额|置换一般债券发行额|置换专项债券发行额",
			"《财政部关于对地方政府债务实行限额管理的实施意见》（财预〔2015〕225号）", "置换债券35.26亿元。"),
		amount(DebtRepaid, "政府债务还本",
			"[偿还|归还] [到期] [地方] [政府] [法定] [一般|专项] (债务|债券) [偿还] 本金 [支出] | [地方] [政府] [一般|专项] 债务还本 [额] | [地方] [政府] [再融资] [一般|专项] 债券还本 [额] | [地方] [政府] [再融资] (一般|专项) (债券|债) 还本支出 | 再融资债券还本支出 | 还本 [支出] | (偿还|归还|兑付) [到期] 本金",
			basisDebtReport, "全市债务还本72.72亿元。"),
		amount(DebtInterest, "政府债务付息",
			"[偿还|支付|兑付] [到期] [地方] [政府] [法定] [一般|专项] (债务|债券) 利息 [支出] | 付息 [支出] | (支付|兑付|偿还) [到期] 利息 | (一般|专项) (债务|债券) (偿还|支付) 利息 | 债务付息|政府债券付息|地方政府债券付息|债券付息|地方政府债务付息|债务付息额|一般债务付息|专项债务付息|一般债券付息|专项债券付息|一般债务付息额|专项债务付息额|一般债券付息额|专项债券付息额 | [地方] 政府 [一般|专项] (债务|债券) 付息额",
			basisDebtReport, "全市政府债务付息35.6亿元。"),
		amount(DebtService, "政府债务还本付息",
			"[偿还|归还] [到期] [地方] [政府] [法定] [一般|专项] (债务|债券) 本息 [支出] | 还本付息 [资金|总额] | (偿还|归还) [到期] 本息 [支出] | 还本 (、|/|和|及) 付息 [支出] | 债务还本付息|政府债券还本付息|地方政府债券还本付息|债券还本付息|地方政府债务还本付息|政府债券还本付息额|政府债务还本付息额|债务还本付息额 | [地方] [政府] (一般|专项) (债务|债券) 还本付息 [额|支出]",
			basisDebtReport, "全市政府债券还本付息97.04亿元。"),
	}
}

// ofDebts are the names of an item for each kind of debt: 一般债务限额,
// 地方政府专项债务限额.
func ofDebts(item string) string {
	return kindsOf("", item) + "|" + kindsOf("政府", item) + "|" + kindsOf("地方政府", item)
}

func kindsOf(before, item string) string {
	return before + "一般" + item + "|" + before + "专项" + item
}
