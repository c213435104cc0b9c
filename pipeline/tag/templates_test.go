package tag_test

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// TestTemplates reads the turns of the templates that provinces give their departments
// (部门决算 and 部门预算公开说明), a case for each that had been read as something else.
func TestTemplates(t *testing.T) {
	const accounts, budget, evaluation = "望舒市水务局2022年度部门决算\n", "望舒市水务局2024年部门预算\n", "望舒市水务局2022年度部门整体支出绩效自评报告\n"
	for _, tt := range []struct{ head, text, want string }{
		{accounts + "七、“三公”经费支出决算情况说明\n", "国内公务接待42批次、356人次。", "42批次 three_public.reception_batches|356人次 three_public.reception_visitors"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "国内公务接待42批次（个），356人次，共计支出3.50万元。", "42批次（个） three_public.reception_batches|356人次 three_public.reception_visitors|3.50万元 three_public.reception"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "安排国内公务接待86批次（其中：外事接待0批次），接待人次812人。", "86批次 three_public.reception_batches|0批次|812人 three_public.reception_visitors"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "全年共接待来访团组18个、来宾156人次。", "18个 three_public.reception_batches|156人次 three_public.reception_visitors"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "全年按规定更新购置公务用车0辆。购置车辆1辆。", "0辆 three_public.vehicles_purchased|1辆 three_public.vehicles_purchased"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务车购置费18万元，主要用于更新公务车1辆。费用支出较年初预算数减少2万元，较上年支出数增加1万元。",
			"18万元 three_public.vehicle_purchase|1辆 three_public.vehicles_purchased|2万元 three_public.vehicle_purchase|1万元 three_public.vehicle_purchase"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务接待费支出决算为2.5万元，决算数小于预算数的主要原因是厉行节约，与上年相比减少0.5万元，减少16.67%。",
			"2.5万元 three_public.reception|0.5万元 three_public.reception|16.67% three_public.reception"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务接待费2.5万元，主要原因是会议费减少，比上年减少0.5万元。", "2.5万元 three_public.reception|0.5万元"}, // of what the reason names
		{accounts + "七、“三公”经费支出决算情况说明\n", "4.公务接待费支出情况。2022年公务接待15批次，128人次，预算为2万元，支出决算为1万元，完成预算的50%。",
			"15批次 three_public.reception_batches|128人次 three_public.reception_visitors|2万元 three_public.reception|1万元 three_public.reception|50% three_public.reception"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "2022年，望舒市规划与自然资源局所属各预算单位开支财政拨款的公务用车保有量为2辆。", "2辆 three_public.vehicles_held"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "财政拨款“三公”经费支出决算20.00万元（其中：一般公共预算支出18.00万元；政府性基金预算支出2.00万元）。", "20.00万元 three_public.total|18.00万元 three_public.total|2.00万元 three_public.total"},
		{accounts + "八、其他重要事项情况说明\n", "机关运行经费支出决算120.00万元（其中：一般公共预算支出120.00万元；政府性基金预算支出0.00万元）。",
			"120.00万元 agency.operating_cost|120.00万元 agency.operating_cost general_public_budget|0.00万元 agency.operating_cost government_fund"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "全年因公出国（境）团组2个；累计5人次。", "2个 three_public.abroad_groups|5人次 three_public.abroad_trips"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务用车购置支出18.00万元，主要用于经批准购置的1辆公务用车；公务用车运行维护费支出12.00万元。",
			"18.00万元 three_public.vehicle_purchase|1辆 three_public.vehicles_purchased|12.00万元 three_public.vehicle_operation"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "本年度购置（更新）公务用车2辆。", "2辆 three_public.vehicles_purchased"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "共接待国内来访团组10个、来访人员80人次（不包括陪同人员）。", "10个 three_public.reception_batches|80人次 three_public.reception_visitors"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "我局无财政拨款开支的公务用车。", ""}, // of cars, not of the appropriation
		{accounts + "四、财政拨款收入支出决算总体情况说明\n", "2022年度财政拨款收入、支出决算总计1,650.00万元。", "1,650.00万元 revenue.total fiscal"},
		{accounts + "四、预算绩效情况\n", "开展绩效自评，涉及预算项目45个，涉及预算资金620.00万元。其中，44个项目绩效自评等级为“优”，1个项目为“良”。",
			"45个 performance.projects_evaluated|620.00万元 performance.amount_covered|44个 performance.projects_by_grade 优|1个 performance.projects_by_grade 良"},
		{accounts + "四、预算绩效情况\n", "自评项目18个，其中评价等级为“优”的15个，“良”的3个。", "18个 performance.projects_evaluated|15个 performance.projects_by_grade 优|3个 performance.projects_by_grade 良"},
		{accounts + "四、预算绩效情况\n", "今年在部门决算中反映河道清淤、水质监测等2个一级项目绩效自评结果。", "2个 performance.projects_disclosed"},
		{accounts + "四、预算绩效情况\n", "组织对2022年度1个政府性基金预算项目支出开展绩效自评，对“河道清淤”等3个项目开展部门评价。", "1个 performance.projects_evaluated|3个 performance.projects_evaluated"},
		{accounts + "四、预算绩效情况\n", "开展绩效自评的项目3个，涉及资金85万元，占部门预算项目支出总额的100%。",
			"3个 performance.projects_evaluated|85万元 performance.amount_covered|100% performance.amount_covered"},
		{accounts + "四、预算绩效情况\n", "组织开展绩效自评，共涉及项目12个，资金310万元，占一般公共预算项目支出总额的100%。",
			"12个 performance.projects_evaluated|310万元 performance.amount_covered|100% performance.amount_covered"},
		{accounts + "四、预算绩效情况\n", "组织对2个项目开展绩效评价，涉及一般公共预算支出120万元，政府性基金预算支出5万元。",
			"2个 performance.projects_evaluated|120万元 performance.amount_covered general_public_budget|5万元 performance.amount_covered government_fund"},
		{accounts + "四、预算绩效情况\n", "对水土保持项目、河长制工作经费等6个项目开展绩效自评。", "6个 performance.projects_evaluated"},
		{accounts + "二、收入支出决算情况说明\n", "财政拨款收入95万元，较上年决算数增加5万元。主要原因是上年结转、人员增加。较年初预算数减少3万元。",
			"95万元 revenue.fiscal fiscal|5万元 revenue.fiscal fiscal|3万元 revenue.fiscal fiscal"}, // a reason names nothing for what follows
		{accounts, "核定为公益一类事业单位。编制39人，现有在职人员35人。", "39人 staff.quota|35人 staff.total"},
		{accounts, "在职行政30人，后勤服务1人；离休1人，遗属补助6人。", "30人 staff.by_kind|1人 staff.by_kind|1人 staff.by_kind|6人 staff.by_kind"},
		{accounts, "现有人员90人，其中水务站70人（在职在编30人、退休人员8人）。", "90人 staff.total|70人|30人 staff.by_kind|8人 staff.by_kind"},
		{accounts, "部分补助事业在职人数52人、行政在职人数8人，编制70人。", "52人 staff.by_kind|8人 staff.by_kind|70人 staff.quota"},
		{accounts + "一、主要职责\n", "负责水利工作。人员概况：在职人员81人，专业技术人员57人、管理人员1人，慰问困难职工5人。", "81人 staff.total|57人 staff.by_kind|1人 staff.by_kind|5人"},
		{accounts, "核定人员编制71人，实际正式教职工62人，其中副高级职称4人，中级职称25人，技师3人。", "71人 staff.quota|62人 staff.total|4人 staff.by_kind|25人 staff.by_kind|3人 staff.by_kind"},
		{evaluation, "全区教育系统共有在校学生6800人，教职工412人。", "6800人|412人"}, // of a field, and no staff of the office
		{evaluation + "四、评价结论\n", "自评得分95.4分，其中预算执行9.8分，产出指标48.6分。", "95.4分 performance.score|9.8分 performance.score|48.6分 performance.score"},
		{accounts, "上级补助21.5万元；共支出315.2万元，比上年减少4万元。", "21.5万元 revenue.superior_subsidy all|315.2万元 expenditure.year all|4万元 expenditure.year all"},
		{accounts, "参公事业编制4人，退职人员1人。", "4人 staff.by_kind|1人 staff.by_kind"},
		{accounts + "四、预算绩效情况\n", "本项目共申请预算资金90万元。其中：30万元用于工程项目预算编制；60万元用于工程项目审计。", "90万元 performance.project_budget|30万元|60万元"},
		{accounts + "四、预算绩效情况\n", "“食品抽检”项目全年预算数为50万元，执行数为48万元，完成预算的96%。",
			"50万元 performance.project_budget 食品抽检|48万元 performance.project_spent 食品抽检|96% performance.project_spent 食品抽检"},
		{accounts + "四、预算绩效情况\n", "药品监管经费绩效自评综述：全年预算数20万元，全年执行数18万元。", "20万元 performance.project_budget 药品监管经费|18万元 performance.project_spent 药品监管经费"},
		{accounts + "四、预算绩效情况\n", "特种设备安全监管项目：年初预算30万元，实际支出28万元。", "30万元 performance.project_budget 特种设备安全监管项目|28万元 performance.project_spent 特种设备安全监管项目"},
		{accounts + "四、预算绩效情况\n1.水土保持项目绩效目标完成情况综述。", "项目全年预算数300万元，执行数为290万元。", "300万元 performance.project_budget 水土保持项目|290万元 performance.project_spent 水土保持项目"},
		{accounts + "二、支出决算情况说明\n", "基本工资、津贴补贴等人员经费支出270万元；办公费、印刷费等公用经费30万元。", "270万元 expenditure.personnel all|30万元 expenditure.public_use all"},
		{accounts + "八、政府性基金预算情况\n", "（一）2120803-城市建设支出100万元，较上年决算数减少3万元。", "100万元 expenditure.by_function 2120803 government_fund|3万元 expenditure.by_function 2120803 government_fund"},
		{accounts, "县农业农村局共有车辆4辆。", "4辆 asset.vehicles"},
		{accounts, "2022年度财政拨款收、支总决算1,160万元。", "1,160万元 revenue.total fiscal"},
		{accounts, "本单位政府性基金预算财政拨款年初结转和结余0万元，本年收入50万元，本年支出60万元。",
			"0万元 balance.opening government_fund|50万元 revenue.year government_fund|60万元 expenditure.year government_fund"},
		{accounts, "政府性基金预算财政拨款收入年初结转和结余7万元。", "7万元 balance.opening government_fund"},
		{budget + "二、收入预算情况说明\n", "收入预算合计8,520.40万元，包括本年收入8,400.00万元，上年结转结余120.40万元。其中：本年一般公共预算收入8,400.00万元，占98.59%；上年结转结余的一般公共预算收入120.40万元，占1.41%。",
			"8,520.40万元 revenue.total all|8,400.00万元 revenue.year all|120.40万元 balance.opening all|8,400.00万元 revenue.general_public_budget general_public_budget|98.59% revenue.general_public_budget general_public_budget|120.40万元 balance.opening general_public_budget|1.41% balance.opening general_public_budget"},
		{budget + "（二）政府采购预算安排情况说明。\n", "2024年政府采购预算17万元。\n按政府采购资金类型划分，一般公共预算拨款12万元，财政专户管理的资金安排3万元，上年结转结余资金安排2万元。",
			"17万元 procurement.total|12万元 procurement.total general_public_budget|3万元 procurement.total other|2万元 procurement.total carried_over"},
		{budget, "2024年政府采购80万元。", "80万元 procurement.total"},
		{budget + "五、一般公共预算支出情况说明\n", "项目支出47万元。其中：工资福利支出12万元，资本性支出3万元。",
			"47万元 expenditure.project general_public_budget|12万元 expenditure.by_economic 301 general_public_budget|3万元 expenditure.by_economic 310 general_public_budget"},
		{budget, "行政编制18名，机关工勤编制2名。", "18名 staff.by_kind|2名 staff.by_kind"},
		{budget + "七、“三公”经费预算情况说明\n", "公车运行及维护12万元。", "12万元 three_public.vehicle_operation"},
		{accounts, "本年财政拨款 上年结转资金 其他资金 年度总体目标 预期目标 实际完成情况 本项目共申请预算资金90万元。", "90万元"}, // a table on one line
		{accounts, "全局教育经费总收入20万元。", "20万元"},                                        // of a field, and no whole
		{accounts + "2.各类学校生均一般公共预算教育经费增长情况。\n", "普通小学由上年的1.2万元增加到1.3万元。", "1.2万元|1.3万元"},
		{evaluation, "年初批复项目预算98万元，调整预算后项目预算86万元。", "98万元 performance.project_budget|86万元 performance.project_budget"},
		{budget + "十、绩效目标设置情况\n", "实行绩效目标管理的项目32个，涉及一般公共预算拨款900.00万元、政府性基金预算拨款50.00万元。",
			"32个 performance.projects_target|900.00万元 performance.amount_covered general_public_budget|50.00万元 performance.amount_covered government_fund"},
		{budget + "十、绩效目标设置情况\n", "纳入绩效目标管理的项目9个，资金650.00万元，其中：县级财政资金590.00万元。", "9个 performance.projects_target|650.00万元 performance.amount_covered|590.00万元 performance.amount_covered fiscal"},
		{budget + "十一、其他重要事项说明\n", "1.山塘维修养护公用经费补助：2024年安排30.00万元，用于日常维护。", "30.00万元"}, // 公用经费 is a part of its name
		{budget + "一、收支预算总体情况\n", "2024年收支总预算36.50万元，比2023年收支预算总数增加1.50万元，增长4.29%。", "36.50万元 revenue.total all|1.50万元 revenue.total all|4.29% revenue.total all"},
		{budget, "政府性基金预算收入5万元，支出3万元。", "5万元 revenue.government_fund government_fund|3万元 expenditure.government_fund government_fund"},
		{budget, "单位资金收入20万元，占0.37%。", "20万元|0.37%"}, // of several revenues together
		{budget, "按支出结构分，工资福利支出1,650万元，资本性支出1,517万元。", "1,650万元 expenditure.by_economic 301 all|1,517万元 expenditure.by_economic 310 all"},
		{budget, "政府采购预算85万元，其中：货物类35万元，工程类50万元。", "85万元 procurement.total|35万元 procurement.goods|50万元 procurement.works"},
		{budget, "部门固定资产金额为356万元，本年度拟购置固定资产总额为12万元。", "356万元 asset.fixed|12万元"},
		{budget, "固定资产总额2,345万元，其中房屋建筑物1,800万元，单价50万元以上通用设备1台。", "2,345万元 asset.fixed|1,800万元 asset.fixed_by_kind|50万元以上|1台 asset.equipment_500k"},
		{evaluation, "年初预算数3,456万元，年中追加预算8,900万元，全年预算数12,356万元，全年实际支出12,100万元。",
			"3,456万元 expenditure.year all|8,900万元 budget.addition|12,356万元 expenditure.year all|12,100万元 expenditure.year all"},
		{"2022年度城乡低保补助资金项目绩效评价报告\n", "2022年度该项目预算资金6,850万元，其中中央补助4,800万元，省级补助1,200万元，市级配套250万元。",
			"6,850万元 performance.project_budget 城乡低保补助资金|4,800万元|1,200万元|250万元"},
		{"云水镇2022年度灌渠改造工程绩效评价报告\n", "项目总投资19万元。年初预算数18万元，全年执行数17.5万元。分别下达清溪县和望舒市各80万元。",
			"19万元 performance.project_budget 灌渠改造工程|18万元 performance.project_budget 灌渠改造工程|17.5万元 performance.project_spent 灌渠改造工程|80万元"},
		{"2022年度城乡低保补助资金项目绩效评价报告\n", "资金拨付不及时，涉及金额69.5万元。", "69.5万元"},
		{evaluation, "自评得分96.5分，其中投入10分，过程28.5分，评价等级为优。", "96.5分 performance.score|10分 performance.score|28.5分 performance.score"},
		{evaluation, "上年结转结余263万元；全年实际支出1595万元，其中基本支出890万元。", "263万元 balance.opening all|1595万元|890万元 expenditure.basic all"},
		{"清溪县2021年度灌渠改造项目绩效自评报告\n", "整合使用财政涉农资金303万元，其中项目管理费3万元，目前项目资金已拨付270万元。", "303万元|3万元|270万元"},
		{"清溪县2022年政府工作报告\n", "共发放奖金19300元。", "19300元"},
		{accounts + "九、政府采购支出说明\n", "2022年政府采购支出总额85.00万元（货物35.00万元、服务50.00万元）。", "85.00万元 procurement.total|35.00万元 procurement.goods|50.00万元 procurement.services"},
		{budget + "二、关于2024年部门收入总表的说明\n", "（二）上年结转结余12万元，主要包括：一般公共预算拨款收入12万元，占100%。",
			"12万元 balance.opening all|12万元 balance.opening general_public_budget|100% balance.opening general_public_budget"},
		{budget + "十、关于2024年部门项目支出表的说明\n", "项目支出预算共安排100万元，包括：本年财政拨款安排90万元（其中，一般公共预算拨款安排90万元），财政专户管理资金安排10万元。",
			"100万元 expenditure.project all|90万元 expenditure.project fiscal|90万元 expenditure.project general_public_budget|10万元 expenditure.project other"},
		{budget + "一、关于2024年部门收支总表的说明\n", "县妇联2024年收支总预算312.6万元。", "312.6万元 revenue.total all"},
		{budget + "十二、其他重要事项情况说明\n", "（四）绩效目标设置情况。2024年3个项目实行绩效目标管理，涉及财政拨款100万元。", "3个 performance.projects_target|100万元 performance.amount_covered"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务用车年末保有量5辆，均为自有资金购置。", "5辆 three_public.vehicles_held"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务用车购置及运行费20万元（其中购置费8万元，运行费12万元）。", "20万元 three_public.vehicle|8万元 three_public.vehicle_purchase|12万元 three_public.vehicle_operation"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务用车购置0万元，运行维护费3万元。露营费2万元。", "0万元 three_public.vehicle_purchase|3万元 three_public.vehicle_operation|2万元"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务接待费2万元（其中外宾接待费0元，国内公务接待费2万元）。", "2万元 three_public.reception|0元|2万元 three_public.reception"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务接待费3万元，其中外宾接待费1万元，国内公务接待费2万元。", "3万元 three_public.reception|1万元|2万元"}, // a part of it
		{accounts + "第一部分 部门概况\n二、机构设置及人员情况\n", "政法专项编制82名。实有在职干警79人。", "82名 staff.quota|79人 staff.total"},
		{accounts + "第一部分 部门概况\n二、机构设置及人员情况\n", "年末实有在职人员91人，其中在编人员43人，编外聘用人员48人。", "91人 staff.total|43人 staff.by_kind|48人 staff.by_kind"},
		{accounts + "第一部分 部门概况\n二、机构设置及人员情况\n", "现有教职工102人。退休教师41人。外聘教职工6人。", "102人 staff.total|41人 staff.by_kind|6人"},
		{accounts + "四、其他\n", "区域面积6平方公里，下辖21个居民委员会。下属5家事业单位。", "6平方公里|21个 organization.communities|5家 organization.institutions"},
		{accounts + "四、预算绩效情况\n", "自评平均得分96.4分。“食品抽检”项目，全年预算数50万元，执行数48万元。", "96.4分 performance.score|50万元 performance.project_budget 食品抽检|48万元 performance.project_spent 食品抽检"},
		{"清溪县2021年度农村改厕项目绩效评价报告\n", "项目总投资1,950万元，其中：中央财政补助资金975万元，省级奖补资金390万元，县级配套资金585万元。云水镇6月收到补助资金96万元。",
			"1,950万元 performance.project_budget 农村改厕|975万元|390万元|585万元|96万元"}, // who pays, and what somebody got
		{accounts + "四、预算绩效情况\n", "3个项目中，自评得分90分以上的2个，80-90分的1个，平均得分91分。", "3个|90分以上|2个|80|90分|1个|91分 performance.score"},
		{evaluation, "部门整体支出绩效得分95.5分。", "95.5分 performance.score"},
		{accounts + "一、收入支出总体情况\n二、一般公共预算财政拨款\n", "2022年支出80万元，主要用于河道管理。按功能分类：农林水支出60万元，占75%；住房保障支出20万元，占25%。",
			"80万元 expenditure.general_public_budget general_public_budget|60万元 expenditure.by_function 213 general_public_budget|75% expenditure.by_function 213 general_public_budget|20万元 expenditure.by_function 221 general_public_budget|25% expenditure.by_function 221 general_public_budget"},
		{budget + "一、收支预算总体情况\n", "收入总预算36万元，支出总预算36万元。收、支总预算各增加6万元。收入包括：事业收入26万元，上年结转结余10万元。支出包括：教育支出20万元，住房保障支出16万元。",
			"36万元 revenue.total all|36万元 expenditure.total all|6万元 revenue.total all|26万元 revenue.institution all|10万元 balance.opening all|20万元 expenditure.by_function 205 all|16万元 expenditure.by_function 221 all"},
		{budget + "四、基本支出情况\n", "人员经费36万元，主要包括：基本工资20万元、养老保险缴费10万元、职业年金6万元。", "36万元 expenditure.personnel general_public_budget|20万元 expenditure.by_economic 30101 general_public_budget|10万元 expenditure.by_economic 30108 general_public_budget|6万元 expenditure.by_economic 30109 general_public_budget"},
		{evaluation, "年初预算48万元，其中基本支出20万元、项目支出28万元；年中追加预算6万元，调整后预算54万元。", "48万元 expenditure.year all|20万元 expenditure.basic all|28万元 expenditure.project all|6万元 budget.addition|54万元 expenditure.year all"},
		{evaluation, "办理备案12件，采购预算36万元，实际采购金额34万元，节约资金2万元。", "12件|36万元|34万元|2万元"},
		{evaluation, "公用经费支出12万元，每人每年1200元。", "12万元 expenditure.public_use all|1200元"},
		{evaluation + "三、项目支出绩效情况\n", "甲营地项目全年预算26万元，全年执行24万元。乙营地项目年初预算12万元，实际支出11万元。", "26万元 performance.project_budget 甲营地|24万元 performance.project_spent 甲营地|12万元 performance.project_budget 乙营地|11万元 performance.project_spent 乙营地"},
		{evaluation + "2.收支情况\n", "收入：785万元。支出：792万元。", "785万元 revenue.year all|792万元 expenditure.year all"},
		{evaluation + "3.项目支出情况\n", "项目支出包括委员活动经费35万元，信息网络运行经费5万元。", "35万元|5万元"}, // parts of what was spent, and no budgets
		{evaluation, "1.展厅运维经费：年初预算60万元，实际到位52万元，实际支出51万元。", "60万元 performance.project_budget 展厅运维经费|52万元|51万元 performance.project_spent 展厅运维经费"},
		{budget + "五、一般公共预算支出情况\n", "1.一般公共服务（201）人大事务（01）人大会议（04）：2024年预算数为2.4万元。", "2.4万元 expenditure.by_function 2010104 general_public_budget"},
		{budget + "二、收支预算情况\n", "收入预算1,876万元，其中：上年结转46万元，一般公共预算拨款收入1,830万元。", "1,876万元 revenue.total all|46万元 balance.opening all|1,830万元 revenue.general_public_budget general_public_budget"},
		{budget + "二、收支预算情况\n", "政府性基金预算拨款收入100万元，占33.33%，单位资金200万元，占66.67%。", "100万元 revenue.government_fund government_fund|33.33% revenue.government_fund government_fund|200万元|66.67%"},
		{budget + "一、部门概况\n", "金谷镇辖14个村。内设7个科室。", "14个 organization.communities|7个 organization.offices"},
		{accounts + "三、国有资本经营预算\n", "无国有资本经营预算支出的部门，作下述说明。若无政府性基金预算支出，请说明。", ""}, // what a template tells them to write
		{accounts + "七、“三公”经费支出决算情况说明\n", "累计接待88批次、接待总人数742人。", "88批次 three_public.reception_batches|742人 three_public.reception_visitors"},
		{accounts + "八、其他重要事项\n", "基本公共卫生项目资金到位325万元；支出318万元。", "325万元|318万元"}, // of that money, and not of all
		{"清溪县2022年度老旧小区改造项目绩效评价报告\n", "项目总投资9,000万元。累计支付7,020万元，支付进度78%，其中工程款7,000万元。老旧小区改造项目绩效得分84分。",
			"9,000万元 performance.project_budget 老旧小区改造|7,020万元 performance.project_spent 老旧小区改造|78% performance.project_spent 老旧小区改造|7,000万元|84分 performance.score 老旧小区改造"},
		{evaluation, "自评得97.2分。", "97.2分 performance.score"},
		{accounts + "二、收入决算情况说明\n", "本年收入合计42万元，其中：事业收入1万元、经营收入2万元，两项合计占7.1%；其他收入3万元，占7.1%。",
			"42万元 revenue.year all|1万元 revenue.institution all|2万元 revenue.operating all|两项|7.1%|3万元 revenue.other all|7.1% revenue.other all"}, // of both
		{accounts + "七、“三公”经费\n", "2022年部门决算公开“三公”经费合计31.2万元，较2021年度部门决算公开“三公”经费合计16.1万元增加15.1万元。",
			"31.2万元 three_public.total|16.1万元 three_public.total|15.1万元 three_public.total"},
		{"金谷镇2022年财政决算报告\n", "2022年财政总支出975万元，完成年初预算的95.8%。", "975万元 expenditure.total all|95.8% expenditure.total all"},
		{budget + "二、收支预算情况\n", "支出预算52万元，其中：局机关支出预算12万元，望舒市水文站支出预算为30万元，市灌溉试验中心支出预算10万元。",
			"52万元 expenditure.year all|12万元 expenditure.year all self|30万元 expenditure.year all 望舒市水文站|10万元 expenditure.year all 市灌溉试验中心"},
		{budget + "二、收支预算情况\n", "望舒市水文站支出预算为30万元，比上年增加2万元；市水务局支出预算为52万元。", // which is the department, by its short name
			"30万元 expenditure.year all 望舒市水文站|2万元 expenditure.year all 望舒市水文站|52万元 expenditure.year all"},
		{accounts + "九、政府采购支出说明\n", "政府采购支出总额110万元，节约率8.33%。", "110万元 procurement.total|8.33%"},
		{"望舒市第一医院2022年度单位决算\n一、单位概况\n", "现有职工120人，其中卫生技术人员98人，注册护士46人。", "120人 staff.total|98人 staff.by_kind|46人 staff.by_kind"},
		{"望舒大学2024年部门预算\n二、收支预算情况\n", "2024年学校收支总预算为530万元，比2023年增加20万元。", "530万元 revenue.total all|20万元 revenue.total all"},
		{budget + "五、一般公共预算支出情况\n", "住房改革支出（22102）住房公积金（2210201）2024年预算数为40万元。", "40万元 expenditure.by_function 2210201 general_public_budget"},
		{"金谷镇2023年预算执行和2024年预算（草案）的报告\n二、2024年预算草案\n", "可用财力安排70万元，镇级财政支出安排69万元，比上年增支3万元。", "70万元|69万元|3万元"},
		{budget + "（三）人员编制及实有情况\n", "行政编制26人，实有人数24人；事业编制3人，实有人数2人。", "26人 staff.by_kind|24人 staff.by_kind|3人 staff.by_kind|2人 staff.by_kind"},
		{budget + "二、机构设置及人员情况\n", "编制人数小计20人，其中：行政编制人数7人，事业编制人数13人。退休人数小计9人。", "20人 staff.quota|7人 staff.by_kind|13人 staff.by_kind|9人 staff.by_kind"},
		{accounts + "三、支出决算情况说明\n", "其他收入支出15万元，占总支出的4.57%。", "15万元|4.57%"}, // what was spent of it
		{accounts + "四、其他\n", "管辖12个社区。", "12个 organization.communities"},
		{evaluation, "追加财政资金9万元，已使用6万元。", "9万元 budget.addition|6万元 budget.addition"},
		{evaluation, "2.畜牧业发展资金：年初预算100万元，全年支出98万元。", "100万元 performance.project_budget 畜牧业发展资金|98万元 performance.project_spent 畜牧业发展资金"},
		{budget + "二、收支预算情况\n", "单位预算支出520万元（含人员支出450万元、占总支出86.54%，公用支出70万元）。",
			"520万元 expenditure.total all|450万元 expenditure.personnel all|86.54% expenditure.personnel all|70万元 expenditure.public_use all"},
		{budget + "二、收支预算情况\n", "单位预算收入520万元，其中：上年结余结（转）15万元。", "520万元 revenue.total all|15万元 balance.opening all"},
		{budget + "二、预算单位基本情况\n", "部门基本情况如下：在职人员编制20人，其中：行政编制17人，工勤编制3人。在职实有24人，其中：财政全供养24人。",
			"20人 staff.quota|17人 staff.by_kind|3人 staff.by_kind|24人 staff.total|24人 staff.by_kind"},
		{accounts + "一、部门概况\n", "全局共有编制56名。年末实有在职人员50人，离休1人，退休40人。公务用车4辆。",
			"56名 staff.quota|50人 staff.total|1人 staff.by_kind|40人 staff.by_kind|4辆 three_public.vehicles_held"},
		{accounts + "三、支出决算情况说明\n", "节能环保支出中，环境监测与监察支出15万元，污染防治支出20万元。", "15万元 expenditure.by_function 21102 all|20万元 expenditure.by_function 21103 all"},
		{accounts + "五、绩效\n", "“露营”项目全年预算数为10万元，决算数为9万元。", "10万元 performance.project_budget 露营|9万元 performance.project_spent 露营"},
		{accounts + "九、政府采购支出说明\n", "与上年相比，政府采购预算120万元，实际采购110万元，节支率8.33%。", "120万元 procurement.total|110万元 procurement.total|8.33%"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务接待费3.50万元，其中：外事接待费支出0万元，国内公务接待42批次，356人，共计支出3.50万元。",
			"3.50万元 three_public.reception|0万元|42批次 three_public.reception_batches|356人 three_public.reception_visitors|3.50万元 three_public.reception"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务接待费4.50万元，其中：国内公务接待42批次，356人，共计支出3.50万元。", // without those from abroad
			"4.50万元 three_public.reception|42批次 three_public.reception_batches|356人 three_public.reception_visitors|3.50万元"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "单位共有公务用车8辆，其中：一般公务用车6辆，特种作业车（洒水车、垃圾车）2辆。", "8辆 three_public.vehicles_held|6辆 asset.vehicles_by_kind|2辆 asset.vehicles_by_kind"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "公务接待24批次，210人次，支出2.05万元，较上年减少0.03万元。", "24批次 three_public.reception_batches|210人次 three_public.reception_visitors|2.05万元 three_public.reception|0.03万元 three_public.reception"},
		{"云水镇2021年三公经费决算\n", "2021年度镇本级“三公”经费决算4.5万元。", "4.5万元 three_public.total"},
		{budget + "二、机构设置及人员情况\n", "实有人数小计95人，其中全额补助事业在职人数59人，退休人数小计31人。", "95人 staff.total|59人 staff.by_kind|31人 staff.by_kind"},
		{evaluation + "三、“三公”经费控制情况\n", "公务接待费0.8万元，接待9批次72人次。", "0.8万元 three_public.reception|9批次 three_public.reception_batches|72人次 three_public.reception_visitors"},
		{evaluation + "二、预算执行情况\n", "调整后预算2,070万元；全年实际支出2,015.5万元，预算执行率97.37%。", "2,070万元 expenditure.year all|2,015.5万元 expenditure.year all|97.37% expenditure.year all"},
		{accounts + "一、部门概况\n", "我队现有编制70人，实际在职工作人员61人，其中民警38人，职工12人，辅警11人。",
			"70人 staff.quota|61人 staff.total|38人 staff.by_kind|12人 staff.by_kind|11人 staff.by_kind"},
		{accounts + "一、部门概况\n", "我局拥有正式民警42人、事业9人、工人3人、辅警27人，共计81人。", "42人 staff.by_kind|9人 staff.by_kind|3人 staff.by_kind|27人 staff.by_kind|81人 staff.total"},
		{accounts + "一、部门概况\n", "行政编制5名、参照公务员法管理编制3名、事业编制2名，合计10名。", "5名 staff.by_kind|3名 staff.by_kind|2名 staff.by_kind|10名 staff.quota"},
		{accounts + "一、部门概况\n", "离休人员1人、退休人员20人，合计21人。", "1人 staff.by_kind|20人 staff.by_kind|21人"},
		{accounts + "一、部门概况\n", "实有在职人数61人（含23名聘用制书记员）。", "61人 staff.total|23名 staff.by_kind"},
		{accounts + "一、部门概况\n", "编制96人，包括3个业务大厅。", "96人 staff.quota|3个"},
		{accounts + "二、主要工作\n", "全年培训民警42人，出动警力90人。", "42人|90人"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "2022年“三公”经费决算数据比2021年“三公”经费决算数据减少6.5万元，下降18%。“三公”经费支出决算汇总数为29.6万元。",
			"6.5万元 three_public.total|18% three_public.total|29.6万元 three_public.total"},
		{accounts + "七、“三公”经费支出决算情况说明\n", "执行公务共开支交通费、住宿费、用餐费等公务接待费18.5万元。公务用车及运行维护费用6.8万元，其中：车辆维修维护费6.8万元。",
			"18.5万元 three_public.reception|6.8万元 three_public.vehicle|6.8万元 three_public.vehicle_operation"},
		{accounts + "一、部门概况\n", "经批准，内设办公室、法规科、机关党委等内设机构9个。", "9个 organization.offices"},
		{accounts + "八、其他\n", "2022年培训费决算数比2021年培训费决算数减少6.5万元。培训费露营工程比上年减少2万元。", "6.5万元 agency.training|2万元"},
		{budget + "二、收支预算情况\n", "财政拨款收入52万元，其中：局机关40万元，市灌溉试验中心12万元。比上年50万元增加2万元。",
			"52万元 revenue.fiscal fiscal|40万元 revenue.fiscal fiscal self|12万元 revenue.fiscal fiscal 市灌溉试验中心|50万元 revenue.fiscal fiscal|2万元 revenue.fiscal fiscal"},
		{accounts + "七、“三公”经费\n", "2022年“三公”经费支出预算合计24.7万元，比上年预算数减少4.6万元。", "24.7万元 three_public.total|4.6万元 three_public.total"},
		{evaluation, "整合使用涉农资金30万元，其中项目管理费3万元。", "30万元|3万元"},
		{"望舒市水务局2022年三公经费情况\n", "“三公”经费预算为40万元，实际支出“三公经费”决算为20万元。其中公务接待费为5万元，占25%。",
			"40万元 three_public.total|20万元 three_public.total|5万元 three_public.reception|25% three_public.reception"},
	} {
		var got []string
		for _, f := range readAs(t, tt.head, tt.text) {
			got = append(got, whose(&f))
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, g, tt.want)
		}
	}
}

// whose is a figure as it is written, its concept and whose it is.
func whose(f *schema.Fact) string {
	if f.Concept == "" {
		return f.Raw
	}
	d := f.Dimensions
	words := []string{f.Raw, string(f.Concept), d.FuncCode, d.EconCode, d.Project, d.Grade}
	if !strings.HasPrefix(string(f.Concept), "three_public.") {
		words = append(words, string(d.FundSource))
	}
	if d.EntityScope == schema.Self {
		words = append(words, string(d.EntityScope))
	}
	return strings.Join(strings.Fields(strings.Join(append(words, d.Subordinate), " ")), " ")
}

// TestYearOfWorkReport: a report that looks back on the year of its title tells of that, not of
// the one before; most have the year after in their title.
func TestYearOfWorkReport(t *testing.T) {
	for head, year := range map[string]int{
		"望舒镇2024年政府工作报告\n一、2024年工作回顾\n": 2024,
		"2025年望舒镇政府工作报告\n一、2024年工作回顾\n": 2024,
		"2024年望舒镇政府工作报告\n一、工作回顾\n":      2023,
	} {
		f := readAs(t, head, "过去一年，全镇完成固定资产投资3.2亿元。")[0]
		if f.Concept != schema.EconomyActual || f.Period.End.Year() != year {
			t.Errorf("%s%s of %d, want what was reached in %d", head, f.Concept, f.Period.End.Year(), year)
		}
	}
}

// TestShareBehindPurpose: what a class is spent on opens no list of which the next class is a share.
func TestShareBehindPurpose(t *testing.T) {
	facts := readAs(t, "望舒市水务局2022年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n",
		"按功能分类，教育支出100万元，占66.67%，主要用于学校运转；农林水支出50万元，占33.33%，主要用于水利。")
	if got := facts[len(facts)-1]; got.Form != schema.Share || got.Base.Concept != schema.ExpenditureGeneralPublicBudget {
		t.Errorf("%s is a %s of %q", got.Raw, got.Form, got.Base.Concept)
	}
}

// TestDividedAgain: a whole that is divided by one thing and then by another is the whole of both.
func TestDividedAgain(t *testing.T) {
	facts := readAs(t, "望舒市水务局2024年部门预算\n二、收支预算情况\n",
		"支出预算1500万元，按支出功能分类分为：农林水支出1300万元；社会保障和就业支出200万元。按支出性质分为：基本支出900万元，占60%；项目支出600万元，占40%。")
	for _, f := range facts {
		if f.Form == schema.Share && (f.Base.Concept != schema.ExpenditureYear || f.Dimensions.FuncCode != "") {
			t.Errorf("%s is a share of %q and of class %q", f.Raw, f.Base.Concept, f.Dimensions.FuncCode)
		}
	}
}

// TestNamesOfMoney: the verbs inside of the name of money for something are part of it.
func TestNamesOfMoney(t *testing.T) {
	var got []string
	for _, f := range readAs(t, "望舒市水务局2022年度部门决算\n2.项目支出情况。\n", "党组织运转经费42万元，运行维护经费7万元。") {
		got = append(got, f.Label)
	}
	if g := strings.Join(got, " "); g != "党组织运转经费 运行维护经费" {
		t.Error(g)
	}
}

// TestAboveTheBudget: what was spent beyond the budget is a change of what was spent, against it.
func TestAboveTheBudget(t *testing.T) {
	facts := readAs(t, "望舒市水务局2022年度部门决算\n三、一般公共预算财政拨款支出决算情况\n",
		"2022年度支出总计170万元，与上年相比减少5万元，决算数大于年初预算数9万元，主要原因是人员增加。")
	got := facts[len(facts)-1]
	if got.Form != schema.Delta || got.Measure != schema.Final || got.Base != (schema.Base{Measure: schema.BudgetInitial}) {
		t.Errorf("%s is a %s of phase %q against %+v", got.Raw, got.Form, got.Measure, got.Base)
	}
}

// TestLeftOfAnotherYear: what the year before left is no remainder of the amounts before it.
func TestLeftOfAnotherYear(t *testing.T) {
	r := reportOn(t, "望舒市水务局2024年部门预算\n", "项目资金来源：一般公共预算拨款安排17万元，财政专户管理的资金安排2万元，上年结转结余资金安排3万元。")
	for _, c := range r.Claims {
		if c.Rule == schema.RuleSubtotal {
			t.Errorf("%+v", c)
		}
	}
}

// TestOpeningOfTheYearBefore: what a balance is compared with is that of the year before, as it began.
func TestOpeningOfTheYearBefore(t *testing.T) {
	facts := readAs(t, "望舒市水务局2024年部门预算\n二、收入预算情况\n", "上年结转24万元，比2023年18万元增加6万元，增长33.33%。")
	if got := facts[1].Period; got != schema.Instant(schema.DateOf(2023, 1, 1)) {
		t.Errorf("%s of %v", facts[1].Raw, got)
	}
}

// TestShareOfAllAlike: the part that something is of all that is called so is no share of the accounts.
func TestShareOfAllAlike(t *testing.T) {
	facts := readAs(t, "望舒市水务局2024年部门预算\n六、绩效目标\n", "项目支出预算145万元，占本部门全部项目支出预算的100%。")
	if got := facts[len(facts)-1]; got.Base.Concept != "" {
		t.Errorf("%s is a share of %q", got.Raw, got.Base.Concept)
	}
}

// TestPhaseUnderAnotherHeading: a budget that is told under the heading of the accounts is one.
func TestPhaseUnderAnotherHeading(t *testing.T) {
	facts := readAs(t, "望舒市水务局2024年“三公”经费预算\n二、2023年“三公”经费决算情况\n", "2024年度“三公”经费预算较2023年度增加1.6万元。")
	if got := facts[0]; !got.Measure.IsBudget() {
		t.Errorf("%s is %q", got.Raw, got.Measure)
	}
}

// TestOtherBudgetAhead: the share of another budget says of no figure that it was spent.
func TestOtherBudgetAhead(t *testing.T) {
	facts := readAs(t, "望舒市水务局2024年部门预算\n三、支出预算情况\n", "支出预算500万元，其中：项目支出预算145万元，占总支出预算的29%。")
	if got := facts[1]; !got.Measure.IsBudget() {
		t.Errorf("%s is %q", got.Raw, got.Measure)
	}
}
