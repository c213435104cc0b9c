package nlp

import (
	"strings"
	"testing"
)

// spell prints the mentions of a text as "raw kind value unit approx", dates
// with their normal form; noise and ordinals as "raw kind".
func spell(text string, opt ScanOptions) []string {
	var out []string
	for _, m := range Scan(text, opt) {
		raw := text[m.Start:m.End]
		switch {
		case m.Kind == Date:
			out = append(out, raw+" date "+m.Text)
		case m.Glued:
			out = append(out, raw+" glued")
		case !m.Kind.IsQuantity():
			out = append(out, raw+" "+string(m.Kind))
		default:
			s := raw + " " + string(m.Kind) + " " + m.Value.String()
			if m.Unit != "" {
				s += " " + m.Unit
			}
			if m.Approx != Exact {
				s += " " + string(m.Approx)
			}
			out = append(out, s)
		}
	}
	return out
}

// quantities keeps the mentions that state something.
func quantities(ss []string) []string {
	var out []string
	for _, s := range ss {
		if !strings.HasSuffix(s, " noise") && !strings.HasSuffix(s, " ordinal") && !strings.HasSuffix(s, " code") {
			out = append(out, s)
		}
	}
	return out
}

// traps holds the traps of the genre, numbered,
// each with what must be read and, beside it, what must not be.
var traps = []struct{ trap, text, want string }{
	{"1 marker and year", "1.2020年1-8月追加财政资金9万元", "2020年1-8月 date 2020-01/2020-08|9万元 amount 90000 元"},
	{"1 a decimal stays", "1.2020亿元", "1.2020亿元 amount 120200000 元"},
	{"2 marker and Han", "1.一般公共服务支出404.89万元", "404.89万元 amount 4048900 元"},
	{"2 one unit later", "9.一般公共服务（类）", ""},
	{"3 a count of tables", "建立工作进度表2份", "2份 count 2 份"},
	{"3 a label", "见表2：收支情况", ""},
	{"4 full-width stop", "3．2020年区财政下拨17万元", "2020年 date 2020|17万元 amount 170000 元"},
	{"4 full-width decimal", "3．2020亿元", "3．2020亿元 amount 320200000 元"},
	{"5 minus after Han", "2020年8月指标追减-4.4万元", "2020年8月 date 2020-08|-4.4万元 amount -44000 元"},
	{"5 dash of a range", "4-5万元", "4 amount 40000 元|5万元 amount 50000 元"},
	{"6 comma and year", "年初结转5.4万元，2020年8月", "5.4万元 amount 54000 元|2020年8月 date 2020-08"},
	{"6 comma and months", "年初预算16万元，1—8月已使用5.92万元", "16万元 amount 160000 元|1—8月 date --01/--08|5.92万元 amount 59200 元"},
	{"7 full-width thousands", "总额1，107，053万元", "1，107，053万元 amount 11070530000 元"},
	{"7 groups of another length", "5，12，7人", "5 number 5|12 number 12|7人 count 7 人"},
	{"8 full-width decimal", "增长16．09%", "16．09% ratio 16.09 %"},
	{"8 full-width percent", "增长１６．０９％", "１６．０９％ ratio 16.09 %"},
	{"9 markers", "（1）.工资福利支出3万元", "3万元 amount 30000 元"},
	{"9 circled", "①.社会管理经费4万元", "4万元 amount 40000 元"},
	{"9 blank inside", "1 、继续加强", ""},
	{"9 a pause that shares", "5、6月份", "5 date --05|6月份 date --06"},
	{"10 elided 元", "农林水支出3万，占0.64%", "3万 amount 30000 元|0.64% ratio 0.64 %"},
	{"10 elided count", "注册用户超3万，增长2%", "超3万 count 30000 more_than|2% ratio 2 %"},
	{"11 elided 亿", "固定资产投资全年目标任务为4.5亿，已完成98%", "4.5亿 amount 450000000 元|98% ratio 98 %"},
	{"11 a noun follows", "妥善安置450万困难群众", "450万 count 4500000"},
	{"12 header", "预算执行情况(万元)", ""},
	{"12 cell", "4", "4 number 4"},
	{"12 zero", "0.00", "0.00 number 0"},
	{"13 chart cache", "基本支出\t项目支出\t416.72\t66.42\t", "416.72 number 416.72|66.42 number 66.42"},
	{"13 a code beside text", "2080501 行政单位离退休", "2080501 number 2080501"},
	{"14 share on its own line", "一般公共预算收入\n98.63%\n", "98.63% ratio 98.63 %"},
	{"15 the cell's text", "全年安全排查80次，环保每天1次，政务服务群众5000余人次", "80次 count 80 次|1次 count 1 次|5000余人次 count 5000 人次 more_than"},
	{"16 label years", "2019收入\t2019支出\t2020收入", "2019 date 2019|2019 date 2019|2020 date 2020"},
	{"16 list of years", "2019、2020收支", "2019 date 2019|2020 date 2020"},
	{"16 no year", "2040 余张", "2040 余张 count 2040 张 more_than"},
	{"16 no year either", "登记2017户", "2017户 count 2017 户"},
	{"17 no digits", "截止目前，累计排查28069人", "28069人 count 28069 人"},
	{"18 duration", "实行24小时值班制度", "24小时 measure 24 小时"},
	{"18 clock", "会议于08:30召开", ""},
	{"18 clock of a triple", "会议于14:20:30召开", ""},
	{"19 threshold and count", "单价50万元以上通用设备0台（套）", "50万元以上 amount 500000 元 at_least|0台（套） count 0 台（套）"},
	{"19 ASCII gloss", "100万元（含）以上专用设备0台(套)", "100万元（含）以上 amount 1000000 元 at_least|0台(套) count 0 台（套）"},
	{"20 zeros are facts", "工程支出0万元，公务用车0辆，接待费0元", "0万元 amount 0 元|0辆 count 0 辆|0元 amount 0 元"},
	{"20 无 is none", "发现的主要问题：无", ""},
	{"21 share and completion", "完成预算100%，占100%", "100% ratio 100 %|100% ratio 100 %"},
	{"22 missing classifier", "对5项目开展评估", "5项目 count 5 个"},
	{"22 another word", "完成5项目标任务", "5项 count 5 项"},
	{"23 户/次", "入户1000余户/次", "1000余户/次 count 1000 户/次 more_than"},
	{"23 次（条）", "宣传3000余次（条）", "3000余次（条） count 3000 次（条） more_than"},
	{"24 slogans", "“一员两长三卡四常态”，“十一个带头”，“三供一业”，“五位一体”，最多跑一次，“三公”", ""},
	{"24 formulas", "实施“1+2+4+N”和“33618”及14+1模式", ""},
	{"24 beside them", "“五个公开”服务200人", "200人 count 200 人"},
	{"25 N", "依托“党员+N”组成宣讲组2个", "2个 count 2 个"},
	{"26 bookmark", "[bookmark: _Toc15377197]五、一般公共预算", ""},
	{"26 PAGEREF", "概况 PAGEREF _Toc25831 \\h 3", ""},
	{"27 names", "PM2.5浓度、5G基站、5A级景区、500强、15号线、MTN001", ""},
	{"27 document numbers", "粤办函〔2023〕274号和[2018]110号", ""},
	{"27 beside them", "建成5G基站2360个", "2360个 count 2360 个"},
	{"27 PM with value", "PM2.5平均浓度34微克/立方米", "34微克/立方米 measure 34 微克/立方米"},
	{"28 telephone", "电话0564-3378276，邮编：237000", ""},
	{"28 footnote and page", "产量[5]见下\n— 2 —", ""},
	{"28 beside it", "产量5吨", "5吨 measure 5 吨"},
	{"29 ratio vector", "三次产业结构为5.0:45.9:49.1", "5.0 ratio 5|45.9 ratio 45.9|49.1 ratio 49.1"},
	{"29 other colons", "调整为11.1：30.1∶58.8", "11.1 ratio 11.1|30.1 ratio 30.1|58.8 ratio 58.8"},
	{"29 a colon after a label", "预算数：4", "4 number 4"},
	{"30 分别", "分别增长8.5%、8.7%", "8.5% ratio 8.5 %|8.7% ratio 8.7 %"},
	{"30 shared unit", "提高0.5、1.9和2.7个百分点", "0.5 ratio 0.5 个百分点|1.9 ratio 1.9 个百分点|2.7个百分点 ratio 2.7 个百分点"},
	{"31 from and to", "从2.42缩小至2.12", "2.42 number 2.42|2.12 number 2.12"},
	{"32 range", "0-15岁，20—50万元", "0 measure 0 岁|15岁 measure 15 岁|20 amount 200000 元|50万元 amount 500000 元"},
	{"32 period", "1-8月", "1-8月 date --01/--08"},
	{"33 level to level", "由600元提高到1000元", "600元 amount 600 元|1000元 amount 1000 元"},
	{"33 one unit", "由3.5提高到4.1万元", "3.5 amount 35000 元|4.1万元 amount 41000 元"},
	{"34 rate", "每人每月600元", "600元 amount 600 元"},
	{"34 rate unit", "标准为1070元/人·月", "1070元/人·月 amount 1070 元/人·月"},
	{"35 compound units", "货物周转量12.5亿吨公里，旅客3亿人公里", "12.5亿吨公里 measure 1250000000 吨公里|3亿人公里 measure 300000000 人公里"},
	{"36 Han denominators", "亿元GDP生产安全事故死亡人数0.0115人", "0.0115人 count 0.0115 人"},
	{"36 per 100000", "每十万人口死亡2人", "2人 count 2 人"},
	{"37 blanks", "2024 年 2 月收入 19,044.27 万元", "2024 年 2 月 date 2024-02|19,044.27 万元 amount 190442700 元"},
	{"37 spaced zero", "设备 0 台（套）", "0 台（套） count 0 台（套）"},
	{"38 other scale", "25000元，即2.5万元", "25000元 amount 25000 元|2.5万元 amount 25000 元"},
	{"39 typos", "支总计483.15万元，下降率率为12.01%", "483.15万元 amount 4831500 元|12.01% ratio 12.01 %"},
	{"40 base year", "与2019年持平", "2019年 date 2019"},
	{"41 no number", "决算数大于预算数", ""},
	{"42 nesting", "合计444.71万元，其中：拨款438.61万元", "444.71万元 amount 4447100 元|438.61万元 amount 4386100 元"},
	{"43 unit after the noun", "预算数（万元）", ""},
	{"43 unit line", "单位：人", ""},
}

func TestTraps(t *testing.T) {
	for _, c := range traps {
		if got := strings.Join(quantities(spell(c.text, ScanOptions{})), "|"); got != c.want {
			t.Errorf("trap %s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}

// grammar holds further forms by topic.
var grammar = []struct{ text, want string }{
	// Dates.
	{"2020年12月底", "2020年12月底 date 2020-12-31"}, {"2024年2月底", "2024年2月底 date 2024-02-29"},
	{"2020年末", "2020年末 date 2020-12-31"}, {"2020年初下达", "2020年初 date 2020-01"}, {"2020年初步统计", "2020年 date 2020"},
	{"2021年1月1日至12月31日", "2021年1月1日至12月31日 date 2021-01-01/2021-12-31"},
	{"2020年10月—2021年3月", "2020年10月—2021年3月 date 2020-10/2021-03"},
	{"2018—2020年", "2018—2020年 date 2018/2020"}, {"2018年至2020年", "2018年至2020年 date 2018/2020"},
	{"2024年上半年", "2024年上半年 date 2024-01/2024-06"}, {"2024年前三季度", "2024年前三季度 date 2024-01/2024-09"},
	{"2024年第一季度", "2024年第一季度 date 2024-01/2024-03"}, {"二〇二四年三月", "二〇二四年三月 date 2024-03"},
	{"2024-03-15", "2024-03-15 date 2024-03-15"}, {"2024.3.15", "2024.3.15 date 2024-03-15"}, {"近三年", "近三年 date 近三年"}, {"2025.1.1-2025.12.31", "2025.1.1-2025.12.31 date 2025-01-01/2025-12-31"},
	{"2024年6月15日—30日", "2024年6月15日—30日 date 2024-06-15/2024-06-30"}, {"连续19年", "连续 |19年 measure 19 年"},
	{"2020年全年", "2020年全年 date 2020"},
	// Bounds.
	{"不超过3%", "不超过3% ratio 3 % at_most"}, {"不低于90分", "不低于90分 score 90 分 at_least"}, {"约5万元", "约5万元 amount 50000 元 about"},
	{"约为5万元", "5万元 amount 50000 元 about"}, {"节约5万元", "5万元 amount 50000 元"}, {"近1000人", "近1000人 count 1000 人 about"},
	{"100人左右", "100人左右 count 100 人 about"}, {"≥95%", "≥95% ratio 95 % at_least"}, {"控制在3%以内", "3%以内 ratio 3 % at_most"},
	{"100多元", "100多元 amount 100 元 more_than"}, {"20多万元", "20多万元 amount 200000 元 more_than"}, {"1万元及以上", "1万元及以上 amount 10000 元 at_least"},
	{"突破60%", "突破60% ratio 60 % more_than"}, {"不足1亿元", "不足1亿元 amount 100000000 元 less_than"},
	// Money.
	{"1亿2000万元", "1亿2000万元 amount 120000000 元"}, {"3万5千人", "3万5千人 count 35000 人"}, {"5元2角", "5元2角 amount 5.2 元"},
	{"￥1,234.56", "￥1,234.56 amount 1234.56 元"}, {"1.2万亿元", "1.2万亿元 amount 1200000000000 元"}, {"5百元", "5百元 amount 500 元"},
	{"163.12万美元", "163.12万美元 amount 1631200 美元"}, {"0.5万元", "0.5万元 amount 5000 元"},
	// Han numerals.
	{"一百二十三万元", "一百二十三万元 amount 1230000 元"}, {"叁佰元整", "叁佰元整 amount 300 元"}, {"百分之三十", "百分之三十 ratio 30 %"},
	{"占比超三成", "超三成 ratio 30 % more_than"}, {"三成以上", "三成以上 ratio 30 % at_least"}, {"千分之五", "千分之五 ratio 5 ‰"}, {"二十三户", "二十三户 count 23 户"},
	{"五十余家企业", "五十余家 count 50 家 more_than"}, {"从决策、管理、绩效三个方面", "三个 count 3 个"}, {"第三批", ""}, {"一般公共预算", ""}, {"统一管理", ""},
	{"十五届三次会议", ""}, {"八项规定", ""}, {"三四个", ""}, {"数十人", ""}, {"二级预算单位", ""}, {"公益二类事业单位", ""}, {"三轮车", ""},
	{"两万余人", "两万余人 count 20000 人 more_than"}, {"三分之二", "三分之二 ratio 66.6666666666666667 %"}, {"连续三年", "三年 measure 3 年"},
	// Numbers of footnotes that text keeps behind a rate.
	{"增长3.85%1，主要是", "3.85% ratio 3.85 %"}, {"下降２０％12。", "２０％ ratio 20 %"}, {"下降２０％１２。", "２０％ ratio 20 %"}, {"增长3.85%[1]，", "3.85% ratio 3.85 %"},
	{"增长3.85%①，", "3.85% ratio 3.85 %"}, {"占50%1、基本支出", "50%1 glued"}, {"3.85%1,234.50", "3.85%1,234.50 glued"}, {"3.85%123，", "3.85%123 glued"}, {"50%5", "50%5 glued"},
	// Converter garbage and size.
	{"310.2154.741050%5", "310.2154.741050%5 glued"}, {"1,234.5678,901.23", "1,234.5678,901.23 glued"},
	{"12345678901234567890.12元", "12345678901234567890.12元 amount 12345678901234567890.12 元"},
	{"党的二十大", ""}, {"公共安全支出（204类）司法（06款）", ""}, {"2026年01月16日  15:04", "2026年01月16日 date 2026-01-16"}, {"07时41分", ""},
	{"第8.6代线", ""}, {"12.50 人员经费", "12.50 number 12.5"}, {"7大领域", "7大 count 7 大"},
	{"表3-2反映", ""}, {"两千余万元", "两千余万元 amount 20000000 元 more_than"}, {"投资一千二百万", "一千二百万 amount 12000000 元"},
	{"2/3以上", "2/3以上 ratio 66.6666666666666667 % at_least"}, {"2023/2024学年", "2023/2024学年 date 2023/2024"}, {"9:00-17:00", ""}, {"5·12地震", ""},
	{"B超2台", "2台 count 2 台"}, {"COVID-19", ""},
	{"公开 11 表：一般公共预算", ""}, {"《哪吒2》", ""},
	{"3千米", "3千米 measure 3 千米"}, {"20万千瓦", "20万千瓦 measure 200000 千瓦"}, {"自评得分92分", "92分 score 92 分"}, {"5分钟", "5分钟 measure 5 分钟"},
	{"2个百分点", "2个百分点 ratio 2 个百分点"}, {"3个月", "3个月 measure 3 个月"}, {"1.5倍", "1.5倍 ratio 1.5 倍"}, {"-27.88", "-27.88 number -27.88"}, {"—", ""},
}

func TestGrammar(t *testing.T) {
	for _, c := range grammar {
		want := strings.TrimPrefix(c.want, "连续 |")
		if got := strings.Join(quantities(spell(c.text, ScanOptions{})), "|"); got != want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, want)
		}
	}
}

func TestScanOptions(t *testing.T) {
	if got := strings.Join(spell("1—8月", ScanOptions{Year: 2020}), "|"); got != "1—8月 date 2020-01/2020-08" {
		t.Errorf("year from the options: %s", got)
	}
	if got := strings.Join(spell("2019年结余，3月下达", ScanOptions{Year: 2020}), "|"); got != "2019年 date 2019|3月 date 2019-03" {
		t.Errorf("year from the line: %s", got)
	}
	if got := Scan("2019", ScanOptions{Cell: true})[0].Kind; got != Number {
		t.Errorf("a cell 2019 is %s; want number", got)
	}
	if got := Scan("2019", ScanOptions{})[0].Kind; got != Date {
		t.Errorf("a line 2019 is %s; want date", got)
	}
}

func TestDecimals(t *testing.T) {
	for text, want := range map[string]int{"444.71万元": -2, "4.5亿": -7, "12.01%": 2, "1258元": 0, "3万": -4, "三成": -1, "5元2角": 1} {
		if got := Scan(text, ScanOptions{})[0].Decimals; got != want {
			t.Errorf("%s: decimals %d; want %d", text, got, want)
		}
	}
}

func TestFlags(t *testing.T) {
	ms := Scan("20—50万元", ScanOptions{})
	if !ms[0].Range || !ms[0].Shared || ms[1].Range {
		t.Errorf("range flags: %+v", ms)
	}
	ms = Scan("5.0:45.9:49.1", ScanOptions{})
	if len(ms) != 3 || ms[2].Part != 3 || ms[2].Parts != 3 {
		t.Errorf("vector: %+v", ms)
	}
	if m := Scan("农林水支出3万，占", ScanOptions{})[0]; !m.Elided || m.Scale != 4 {
		t.Errorf("elided: %+v", m)
	}
}

func TestInterval(t *testing.T) {
	for _, c := range []struct{ text, in, out string }{
		{"20余人", "29", "30"}, {"1000余次", "1999", "2000"}, {"5900余人", "5950", "6000"}, {"2040 余张", "2049", "2050"},
		{"1万余份", "19999", "20000"}, {"超过2000元", "999999", "2000"}, {"50万元以上", "500000", "499999"},
		{"不超过3%", "3", "3.1"}, {"近100人", "99", "101"}, {"约100人", "149", "151"}, {"不足5人", "4", "5"}, {"5人", "5", "6"},
	} {
		iv := Scan(c.text, ScanOptions{})[0].Interval()
		if !iv.Contains(dec(c.in)) || iv.Contains(dec(c.out)) {
			t.Errorf("%s: interval %+v must hold %s and not %s", c.text, iv, c.in, c.out)
		}
	}
}

// TestBroken holds that no number is read beside a character that nobody can read.
func TestBroken(t *testing.T) {
	for text, glued := range map[string]int{"收入７６３\uFFFD\uFFFD９亿元": 2, "收入7\uFFFD亿元，增长4.3%": 1, "收入\uFFFD，7亿元": 0} {
		n := 0
		for _, m := range Scan(text, ScanOptions{}) {
			if m.Glued {
				n++
			}
		}
		if n != glued {
			t.Errorf("%q: %d numbers that cannot be read, want %d", text, n, glued)
		}
	}
}
