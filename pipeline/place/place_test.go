package place

import (
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/facts"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// located reads the numbers of a document and says whose each is: a member by its
// name, else the scope, - for none.
func located(doc *extract.Document, entity string, territorial bool) (places []string, is bool) {
	return locatedIn(doc, &frame.Frame{Entity: entity, Territorial: territorial})
}

func locatedIn(doc *extract.Document, f *frame.Frame) (places []string, is bool) {
	out := &facts.Builder{Doc: doc, ID: "x"}
	add := func(loc extract.Loc, text, context string) {
		ms := nlp.Scan(text, nlp.ScanOptions{Year: 2024})
		for k := range ms {
			if schema.Kind(ms[k].Kind).IsFact() || ms[k].Kind == nlp.Number {
				out.Fact(loc, &ms[k], schema.Fact{Context: context})
			}
		}
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table == nil {
			add(extract.Loc{Block: i, Cell: -1}, b.Text.S, "")
			continue
		}
		for k := range b.Table.Cells {
			if c := &b.Table.Cells[k]; c.Row > 0 && c.Col > 0 {
				row, col := b.Table.Cells[slices.IndexFunc(b.Table.Cells, func(d extract.Cell) bool { return d.Row == c.Row && d.Col == 0 })], b.Table.Cells[c.Col]
				add(extract.Loc{Block: i, Cell: k}, c.Text.S, row.Text.S+" × "+col.Text.S)
			}
		}
	}
	is = Locate(doc, out, f)
	for k := range out.Facts {
		switch d := out.Facts[k].Dimensions; {
		case d.Subordinate != "":
			places = append(places, d.Subordinate)
		case d.EntityScope != "":
			places = append(places, string(d.EntityScope))
		default:
			places = append(places, "-")
		}
	}
	return places, is
}

func document(texts ...string) *extract.Document {
	doc := &extract.Document{}
	for _, s := range texts {
		doc.Blocks = append(doc.Blocks, extract.Block{Text: extract.Text{S: s}})
	}
	return doc
}

// often makes a report one of a city.
const often = "全市、全市、全市。"

// TestLocate reads whose figures the sentences of a city's report tell.
func TestLocate(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2024年，全市一般公共预算收入30亿元，增长5%。", "summary summary"},
		{"市本级一般公共预算收入12亿元，占全市的40%。", "self self"},
		{"全市一般公共预算收入30亿元，高于全省平均水平2个百分点。", "summary summary"},
		{"全市收入30亿元。各县区：甲县8亿元、乙县7亿元；丙区3亿元。", "summary 甲县 乙县 丙区"},
		{"高新技术开发区一般公共预算收入完成3亿元，增长2%。市级完成12亿元。", "高新技术开发区 高新技术开发区 self"},
		{"城乡一体化示范区一般公共预算收入完成3亿元，增长2%。各开发区收入4亿元。", "城乡一体化示范区 城乡一体化示范区 -"},
		{"一般公共预算收入30亿元。", "-"},
		{"地区生产总值300亿元。城乡社区支出3亿元。上解省级支出2亿元。", "- - -"},
		{"全市上下共同努力。财政收入30亿元。", "-"},
		{"区级一般公共预算收入18亿元。", "区级"},
		{"望舒市一般公共预算收入30亿元。", "-"},
		{"（一）甲县完成3亿元；2024年乙区安排2亿元。", "甲县 乙区"},
		{"补助甲县3亿元。", "-"},
		{"截至2024年末甲县政府债务余额8亿元。截止2023年底，乙县为7亿元。", "甲县 乙县"},
		{"2.高新区完成收入8亿元，增长2%。完成支出7亿元。全市支出90亿元。", "高新区 高新区 高新区 summary"},
		{"省财政厅下达我市债券资金3亿元。", "summary"},
		{"其中：市直3亿元，开发区·铁山区1亿元，黄石港区2亿元。", "self 开发区·铁山区 黄石港区"},
		{"甲县工业增加值增长3.3%；乙市社会消费品零售总额2.8亿元、增长13%。", "甲县 乙市 乙市"},
		{"甲县、乙市、丙区获得支持，争取资金101亿元。全市收入30亿元。", "- summary"},
		{"全市收入30亿元，市级10亿元，县（市、区）20亿元。市级支出3亿元，各县（市）支出5亿元，全市支出8亿元。", "summary self 县（市、区） self - summary"},
		{"全市文物3476处，县（区）级文物保护单位389处，县（区）级收入3亿元。", "summary summary 县（区）"},
		{"全市债务余额30亿元，其中一般债务20亿元，专项债务10亿元；市本级8亿元，县区22亿元。偿还本金3亿元。", "summary summary summary self 县区 summary"},
		{"全市收入30亿元，其中市本级8亿元。支出9亿元。", "summary self self"},
		{"新增债券市本级使用10亿元、转贷县区150亿元。", "self self"},
		{"转移支付中分配市级29亿元，分配县（市、区）243亿元。全市收入5亿元。", "self - summary"},
		{"市级（含市本级、甲县开发区、乙市高新区，下同）一般公共预算收入3亿元。全市收入30亿元（市本级12亿元），支出40亿元。", "self summary self summary"},
		{"市级支出5亿元（市本级3亿元，甲县开发区2亿元），增长2%。", "self - 甲县开发区 self"},
		{"县级基本财力保障机制奖补资金2亿元。乡镇卫生院床位300张。县级收入5亿元。", "- - 县级"},
		{"全市支出30亿元，加上补充市级预算稳定调节基金2亿元，支出总量32亿元。市级预算稳定调节基金余额5亿元。", "summary summary summary self"},
		{"全市收入30亿元，其中市级现代农业产业园补助2亿元。", "summary summary"},
		{"上级核定我市债务限额15亿元。下达我市债券3亿元。", "summary summary"},
		{"望舒经济开发区一般公共预算收入3亿元。加转贷收入等1亿元，收入共计4亿元。区级一般公共预算支出2亿元。全市收入30亿元。", "望舒经济开发区 望舒经济开发区 望舒经济开发区 望舒经济开发区 summary"},
	}
	for _, tt := range tests {
		got, is := located(document("望舒市2024年预算执行情况和2025年预算草案的报告", tt.text, often), "望舒市人民政府", true)
		if got := strings.Join(got, " "); got != tt.want || !is {
			t.Errorf("%s: %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestLocateNation lets a report of the nation's government have the nation, that
// government and the places below it, and no other report.
func TestLocateNation(t *testing.T) {
	const text = "全国一般公共预算收入30亿元。中央一般公共预算收入12亿元，地方一般公共预算收入18亿元。中央本级支出4亿元。"
	for title, want := range map[string]string{
		"关于2024年中央决算的报告":                  "summary self 地方 self",
		"关于2024年中央和地方预算执行情况与2025年预算草案的报告": "summary self 地方 self",
		"关于2024年决算的报告":                    "- - - -",
	} {
		got, _ := locatedIn(document(title, text), &frame.Frame{Title: title})
		if got := strings.Join(got[len(got)-4:], " "); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}

// TestHeadings lets a heading speak for what stands under it, the headings below
// it too, until the next of its level or one above.
func TestHeadings(t *testing.T) {
	tests := []struct{ texts, want string }{
		{"（一）全市收支情况|收入30亿元。|（二）市本级收支情况|收入12亿元。|（三）其他|收入1亿元。", "summary self -"},
		{"（一）全市收支情况|1.一般公共预算|收入30亿元。|2.政府性基金预算|收入9亿元。", "summary summary"},
		{"（一）全市收支情况|1.市本级收入|收入30亿元。|2.其他收入|收入9亿元。", "self summary"},
		{"（一）市本级收支情况|1.一般公共预算|（1）其他|收入3亿元。|二、下年安排|收入9亿元。", "self -"},
		{"（一）全市收支情况|1.一般公共预算|收入30亿元。|（二）重点工作|1.促发展|投入9亿元。", "summary -"},
		{"（五）高新区预算执行情况|1.一般公共预算|收入7亿元。|（六）望舒新城预算执行情况|1.一般公共预算|收入3亿元。", "高新区 望舒新城"},
		{"（一）全市收支情况|附件说明|收入3亿元。", "-"},
		{"（一）收支情况|市本级支出30亿元。|支出分项情况如下：|1. 教育支出3亿元。|2. 农林水支出2亿元。|其他收入1亿元。", "self self self -"},
		{"（一）收支情况|市本级支出30亿元。|1. 支持产业发展，安排资金3亿元。", "self -"},
		{"（一）收支情况|市本级支出30亿元。|（二）债务情况|1. 债务余额3亿元。", "self -"},
		{"（一）收支情况|市直支出109亿元，增长2%。|支出分项情况如下：|1.教育支出9亿元。|19.其他支出1亿元。|全市支出300亿元，市直支出109亿元。|1.教育支出9亿元。", "self self self self summary self -"},
		{"市直收入60亿元。|1.养老保险收入10亿元。|（二）医疗|2.医疗保险收入3亿元。", "self self -"},
		{"（一）支持高新区发展|投入3亿元。|（二）建设新城|投入2亿元。|（三）县级收支情况|收入2亿元。", "- - 县级"},
	}
	for _, tt := range tests {
		got, _ := located(document(append([]string{often}, strings.Split(tt.texts, "|")...)...), "望舒市", true)
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v, want %s", tt.texts, got, tt.want)
		}
	}
}

// TestKnownPlace keeps the place a figure has from its own words.
func TestKnownPlace(t *testing.T) {
	out := &facts.Builder{}
	f := schema.Fact{}
	f.Dimensions.Subordinate = "丁镇"
	locality{scope: schema.Summary}.set(&f)
	if f.Dimensions.EntityScope != "" || f.Dimensions.Subordinate != "丁镇" || len(out.Facts) > 0 {
		t.Errorf("%+v", f.Dimensions)
	}
}

// TestTable gives cells the place of their row or column, else that of the title.
func TestTable(t *testing.T) {
	grid := func(title string, cells ...string) *extract.Document {
		table := &extract.Table{Cols: 3}
		for k, s := range cells {
			table.Cells = append(table.Cells, extract.Cell{Row: k / 3, Col: k % 3, Text: extract.Text{S: s}})
			table.Rows = k/3 + 1
		}
		doc := document(often, title)
		doc.Blocks = append(doc.Blocks, extract.Block{Table: table})
		return doc
	}
	tests := []struct {
		doc  *extract.Document
		want string
	}{
		{grid("2024年市本级收入表", "项目", "预算数", "决算数", "税收收入", "1万元", "2万元"), "self self"},
		{grid("2024年收入表", "项目", "全市", "市本级", "税收收入", "1万元", "2万元"), "summary self"},
		{grid("2024年收入表", "地区", "收入", "支出", "甲县", "1万元", "2万元"), "甲县 甲县"},
		{grid("2024年收入表", "项目", "收入", "支出", "税收收入", "1万元", "2万元"), "- -"},
	}
	for _, tt := range tests {
		if got, _ := located(tt.doc, "望舒市", true); strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v, want %s", tt.doc.Blocks[1].Text.S, got, tt.want)
		}
	}
}

// TestTitles: the title of a table says whose its figures are, in a report that speaks
// of no 全市 too. A row that begins like the name of a level is none.
func TestTitles(t *testing.T) {
	for title, want := range map[string]string{
		"2025年望舒市一般公共预算支出情况表":     "summary summary",
		"2025年望舒市市本级一般公共预算支出情况表":  "self self",
		"2025年市级一般公共预算支出情况表":      "self self",
		"2025年望舒市对下一般公共预算转移支付预算表": "- -",
		"2025年一般公共预算支出情况表":        "- -",
		"2025年全市一般公共预算支出情况表":      "summary summary",
		"2025年市南部山区一般公共预算支出情况表":   "南部山区 南部山区",
		"2025年市中区一般公共预算支出情况表":     "市中区 市中区",
		"2025年各县区一般公共预算支出情况表":     "各县区 各县区",
		"2025年各项一般公共预算支出情况表":      "- -",
	} {
		table := &extract.Table{Rows: 3, Cols: 2}
		for k, s := range []string{"项目", "执行数", "教育支出", "610.5万元", "乡镇卫生院", "71.2万元"} {
			table.Cells = append(table.Cells, extract.Cell{Row: k / 2, Col: k % 2, Text: extract.Text{S: s}})
		}
		doc := document("望舒市2025年预算执行情况和2026年预算草案", title)
		doc.Blocks = append(doc.Blocks, extract.Block{Table: table})
		if got, _ := located(doc, "望舒市", true); strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", title, got, want)
		}
	}
}

// TestNotTerritorial leaves the figures of an office alone, unless its text keeps
// telling the accounts of a whole territory apart.
func TestNotTerritorial(t *testing.T) {
	if got, is := located(document("全市工作会议3次。", "收入30亿元。"), "望舒市财政局", false); is || strings.Join(got, " ") != "- -" {
		t.Errorf("%v %v", got, is)
	}
	if _, is := located(document("全市一般公共预算收入30亿元，全市政府性基金收入2亿元。"), "", false); !is {
		t.Error("a report on a territory is not seen by its text")
	}
}

// TestRows reads the example of every row of the tables of places as it says.
func TestRows(t *testing.T) {
	for _, w := range words.Load().Places {
		if w.Kind == words.Sum || w.Kind == words.GivenOn || w.Kind == words.EachOf {
			continue // of tables: TestTitles
		}
		got, _ := located(document("望舒市", w.Example, often), "望舒市", true)
		inside := w.Kind != words.Against && w.Kind != words.Never
		if slices.ContainsFunc(got, func(p string) bool { return p == "-" || p == string(schema.Summary) }) == inside {
			t.Errorf("%s:%d: %s: %v", w.File, w.Line, w.Example, got)
		}
	}
	for _, l := range words.Load().Levels {
		got, _ := located(document(l.Example), "", true)
		if want := []string{string(schema.Summary), l.Below[0]}; !slices.Equal(got, want) {
			t.Errorf("%s:%d: %s: %v, want %v", l.File, l.Line, l.Example, got, want)
		}
	}
}

// TestLevelAsWritten holds that what a figure of the government's own accounts is called
// is kept: 市级 may take in what 市本级 does not.
func TestLevelAsWritten(t *testing.T) {
	doc := document(often, "市本级收入12亿元。市级收入13亿元。市直收入14亿元。本级收入15亿元。全市收入30亿元。")
	out := &facts.Builder{Doc: doc, ID: "x"}
	ms := nlp.Scan(doc.Blocks[1].Text.S, nlp.ScanOptions{Year: 2024})
	for k := range ms {
		out.Fact(extract.Loc{Block: 1, Cell: -1}, &ms[k], schema.Fact{})
	}
	Locate(doc, out, &frame.Frame{Entity: "望舒市", Territorial: true})
	var got []string
	for k := range out.Facts {
		got = append(got, out.Facts[k].Said.Level)
	}
	if want := []string{"本级", "级", "直", "本级", ""}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

// TestOfItself gives what stands behind the name of the report's own territory to all of it, where nothing else says whose
// it is, and lets a level that has no figure in its item not go on behind it.
func TestOfItself(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"截至年底，鹿寨县政府债务余额9亿元，其中一般债务5亿元。", "summary summary"},
		{"鹿寨县政府债务余额9亿元，其中县本级5亿元。", "summary self"},
		{"鹿寨县阳光公司缴纳税款9亿元。", "-"},
		{"全县收入9亿元。其中：县本级收入不变；转移性收入4亿元。", "summary summary"},
		{"全县收入9亿元，其中：养老保险3亿元（其中县本级1亿元）；医疗保险2亿元。", "summary summary self summary"},
	} {
		got, _ := located(document(tt.text), "柳州市鹿寨县", true)
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %s, want %s", tt.text, s, tt.want)
		}
	}
}

// TestOfZone gives the figures behind the name of a zone that reports on its own accounts to all of it.
func TestOfZone(t *testing.T) {
	got, _ := located(document("2021年，望舒新区一般公共预算收入9亿元，税收收入8亿元。高新区收入3亿元。"), "望舒新区", true)
	if s := strings.Join(got, " "); s != "summary summary 高新区" {
		t.Error(s)
	}
}
