package extract

import (
	"bufio"
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// pdfTitled returns the table under a title: the first whose preceding three
// paragraphs hold one that ends with it.
func pdfTitled(d *Document, title string) *Table {
	for i := range d.Blocks {
		if d.Blocks[i].Table == nil {
			continue
		}
		for k := i - 1; k >= 0 && k >= i-3 && d.Blocks[k].Table == nil; k-- {
			if strings.HasSuffix(d.Blocks[k].Text.S, title) {
				return d.Blocks[i].Table
			}
		}
	}
	return nil
}

// pdfShape is what a table must look like.
type pdfShape struct {
	title      string
	rows, cols int
}

// TestPDFNineTables counts the rows and columns of the nine tables of each
// filing, as counted by eye on the rendered pages.
func TestPDFNineTables(t *testing.T) {
	final := func(t1, t2, t4, t5 int) []pdfShape {
		return []pdfShape{
			{"收入支出决算总表", t1, 4}, {"收入决算表", t2, 9}, {"支出决算表", t2, 8},
			{"财政拨款收入支出决算总表", t4, 7}, {"一般公共预算财政拨款支出决算表", t5, 5},
			{"一般公共预算财政拨款基本支出决算表", 40, 6}, {"财政拨款“三公”经费支出决算表", 5, 12},
			{"政府性基金预算财政拨款收入支出决算表", 6, 8}, {"国有资本经营预算财政拨款收入支出决算表", 6, 8},
		}
	}
	budget := func(t2, fund, t8 int) []pdfShape {
		return []pdfShape{
			{"部门财务收支预算总表", 16, 4}, {"部门收入预算总表", t2, 9}, {"部门支出预算总表", t2, 7},
			{"部门财政拨款收支预算总表", 16, 7}, {"部门一般公共预算支出功能分类预算表", t2, 7},
			{"部门政府性基金预算支出功能分类预算表", fund, 7}, {"部门国有资本经营预算支出功能分类预算表", fund, 7},
			{"部门一般公共预算基本支出部门预算经济分类预算表", t8, 6}, {"部门“三公”经费和机关运行经费预算表", 4, 7},
		}
	}
	want := map[string][]pdfShape{
		"社会工作部2024":   final(32, 20, 34, 20),
		"决算模板_上海":     final(30, 10, 32, 10),
		"万里街道办事处2023": budget(70, 16, 34),
		"万里街道办事处2024": budget(70, 15, 35),
		"司法局2026":     budget(25, 16, 33),
		"商务委员会2025":   budget(34, 11, 34),
		"江苏省人民检察院": {
			{"公开01表：收支预算总表", 26, 6}, {"公开02表：收入预算总表", 16, 3}, {"公开03表：支出预算总表", 2, 5},
			{"公开04表：财政拨款收支预算总表", 7, 4}, {"公开05表：财政拨款支出预算表", 16, 3},
			{"公开06表：财政拨款基本支出预算表", 31, 3}, {"公开07表：一般公共预算支出预算表", 16, 3},
			{"公开08表：一般公共预算基本支出预算表", 31, 3}, {"培训费支出预算表", 4, 9},
			{"公开10表：政府性基金支出预算表", 5, 3}, {"公开11表：一般公共预算机关运行经费支出预算表", 17, 3},
			{"公开12表：政府采购支出预算表", 53, 6},
		},
	}
	for name, shapes := range want {
		d := pdfCorpusFile(t, name)
		for _, w := range shapes {
			switch got := pdfTitled(d, w.title); {
			case got == nil:
				t.Errorf("%s: no table %s", name, w.title)
			case got.Rows != w.rows || got.Cols != w.cols:
				t.Errorf("%s: %s is %d×%d, want %d×%d", name, w.title, got.Rows, got.Cols, w.rows, w.cols)
			}
		}
		if len(d.Warnings) > 0 {
			t.Errorf("%s: %v", name, d.Warnings)
		}
	}
}

// pdfSpread spreads a table: every unit of a merged cell holds its text.
func pdfSpread(t *Table) [][]string {
	m := make([][]string, t.Rows)
	for r := range m {
		m[r] = make([]string, t.Cols)
	}
	for _, c := range t.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				m[r][k] = c.Text.S
			}
		}
	}
	return m
}

// pdfHundredths reads an amount with up to two decimals; blank is zero.
func pdfHundredths(t *testing.T, s string) int64 {
	t.Helper()
	s = strings.ReplaceAll(s, ",", "")
	if s == "" {
		return 0
	}
	whole, frac, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole+(frac + "00")[:2], 10, 64)
	if err != nil {
		t.Errorf("not an amount: %q", s)
	}
	return n
}

// TestPDFRowSums checks in every table with the columns that its total column is
// the sum of its parts in every row, and its total row the sum of the classes:
// a number bound to the wrong column or row breaks a sum.
func TestPDFRowSums(t *testing.T) {
	parts := [][]string{
		{"合计", "基本支出", "项目支出", "单位预留机动经费", "结转下年资金"},
		{"合计", "基本支出", "项目支出"},
		{"本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"},
		{"本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"},
		{"合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"},
		{"合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"},
		{"合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"},
		{"合计", "人员经费", "公用经费"},
	}
	for _, path := range pdfCorpus(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			rows := 0
			for _, b := range readPDFFile(t, path).Blocks {
				if b.Table == nil {
					continue
				}
				m := pdfSpread(b.Table)
				for _, p := range parts {
					if at, cols := pdfHeadRow(m, p); at >= 0 {
						rows += pdfRowSums(t, m, at, cols)
						break
					}
				}
			}
			if rows == 0 && !strings.Contains(path, "模板") {
				t.Error("no row with sums")
			}
			t.Logf("%d rows add up", rows)
		})
	}
}

// pdfHeadRow finds the row whose cells name all columns, and the columns.
func pdfHeadRow(m [][]string, names []string) (int, []int) {
	for r := range m {
		cols := make([]int, 0, len(names))
		for _, n := range names {
			for c := range m[r] {
				if m[r][c] == n {
					cols = append(cols, c)
					break
				}
			}
		}
		if len(cols) == len(names) {
			return r, cols
		}
	}
	return -1, nil
}

// pdfRowSums checks the rows below a head row and the total row over the classes.
func pdfRowSums(t *testing.T, m [][]string, head int, cols []int) int {
	n := 0
	classes := make([]int64, len(cols))
	var total []int64
	for r := head + 1; r < len(m); r++ {
		if m[r][cols[0]] == m[head][cols[0]] {
			continue // the head cell goes on
		}
		v := make([]int64, len(cols))
		var sum int64
		for i, c := range cols {
			if v[i] = pdfHundredths(t, m[r][c]); i > 0 {
				sum += v[i]
			}
		}
		if v[0] != sum {
			t.Errorf("row %d: %v does not add up", r, m[r])
		}
		if v[0] != 0 {
			n++
		}
		switch code := m[r][0]; {
		case m[r][0] == "合计":
			total = v
		case len(code) == 3 && (m[r][1] == "" || len(m[r][1]) > 2):
			for i := range v {
				classes[i] += v[i]
			}
		}
	}
	for i := range total {
		if classes[i] != 0 && total[i] != classes[i] {
			t.Errorf("column %s: total %d, classes %d", m[head][cols[i]], total[i], classes[i])
		}
	}
	return n
}

// TestPDFGold looks up the hand-made truth of a filing's tables: each value
// stands in the row of its code or name and the column of its concept.
func TestPDFGold(t *testing.T) {
	f, err := os.Open("../pipeline/testdata/gold/reference/headline.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := pdfCorpusFile(t, "社会工作部2024")
	titles := map[string]string{
		"table.T1": "收入支出决算总表", "table.T3": "支出决算表",
		"table.T5": "一般公共预算财政拨款支出决算表", "table.T6": "一般公共预算财政拨款基本支出决算表",
	}
	found := 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var g struct {
			Doc, Concept, Value, Where, Section string
			Func                                string `json:"func_code"`
			Econ                                string `json:"econ_code"`
			Kind                                string `json:"source_kind"`
		}
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(g.Doc, "社会工作部") || g.Kind != "table" {
			continue
		}
		table := pdfTitled(d, titles[g.Section])
		if table == nil {
			t.Errorf("no table %s", g.Section)
			continue
		}
		yuan, _ := strconv.ParseInt(g.Value, 10, 64)
		got, ok := pdfLookUp(pdfSpread(table), g.Section, g.Concept, g.Func+g.Econ, g.Where)
		if !ok || pdfHundredths(t, got)*100 != yuan {
			t.Errorf("%s %s %s%s: %q, want %d元", g.Section, g.Concept, g.Func, g.Econ, got, yuan)
		}
		found++
	}
	if found < 30 {
		t.Errorf("only %d rows of gold", found)
	}
}

// pdfLookUp finds the cell a gold row speaks of. T1 and T6 have two lanes, each a
// code or name and its amount; in T3 and T5 the concept names the column.
func pdfLookUp(m [][]string, section, concept, code, where string) (string, bool) {
	label := strings.TrimRight(strings.SplitN(where, "总计", 2)[0], "0123456789.")
	switch section {
	case "table.T1":
		lane := 0
		if strings.HasPrefix(concept, "expenditure") {
			lane = 2
		}
		if strings.HasSuffix(concept, ".total") {
			label = "总计"
		}
		for _, row := range m {
			if strings.HasSuffix(row[lane], label) {
				return row[lane+1], true
			}
		}
	case "table.T6":
		for _, lane := range []int{0, 3} {
			for _, row := range m {
				if code != "" && row[lane] == code || code == "" && row[lane] == label {
					return row[lane+2], true
				}
			}
		}
	default:
		column := map[string]string{"table.T3": "本年支出合计", "table.T5": "合计"}[section]
		if strings.HasSuffix(concept, ".basic") {
			column = "基本支出"
		}
		if strings.HasSuffix(concept, ".project") {
			column = "项目支出"
		}
		if code == "" {
			code = "合计"
		}
		_, cols := pdfHeadRow(m, []string{column})
		for _, row := range m {
			if row[0] == code {
				return row[cols[0]], true
			}
		}
	}
	return "", false
}

// TestPDFCellPages holds that a cell of a table that runs over pages names its
// own page. The pages are those on which pdftotext prints the number.
func TestPDFCellPages(t *testing.T) {
	data, err := os.ReadFile(sharedFile(t, "corpus", "real", "万里街道办事处2024部门预算.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(context.Background(), data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	found := map[int]bool{}
	for i, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		for c, cell := range b.Table.Cells {
			if cell.Text.S == "76,620" {
				p, _ := doc.Locate(Loc{Block: i, Cell: c}, 0, len(cell.Text.S))
				found[p.Page] = true
			}
		}
	}
	if want := map[int]bool{13: true, 18: true, 24: true}; !maps.Equal(found, want) {
		t.Errorf("76,620 stands on pages %v, want %v", found, want)
	}
}
