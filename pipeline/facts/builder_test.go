package facts_test

import (
	"context"
	"slices"
	"testing"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/facts"
	"gongkai/schema"
)

// place is the first paragraph of the document of these tests.
var place = extract.Loc{Block: 0, Cell: -1}

// builder begins a document of one line and returns the mentions of it.
func builder(t *testing.T, text string) (*facts.Builder, []nlp.Mention) {
	t.Helper()
	doc, err := extract.Read(context.Background(), []byte(text+"\n"), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return &facts.Builder{Doc: doc, ID: "d", Entity: "青禾街道办事处"}, nlp.Scan(doc.Blocks[0].Text.S, nlp.ScanOptions{Year: 2020})
}

// level adds a level of an amount.
func level(b *facts.Builder, m *nlp.Mention, c schema.ConceptID) int {
	return b.Fact(place, m, schema.Fact{Kind: schema.Amount, Value: m.Value, Unit: m.Unit, Form: schema.Level, Concept: c, Measure: schema.Final, Period: schema.YearPeriod(2020)})
}

// TestFact holds that a fact has the place, the words and an id of its number.
func TestFact(t *testing.T) {
	b, ms := builder(t, "收入5.20万元，支出5.20万元。")
	first, second := level(b, &ms[0], schema.RevenueTotal), level(b, &ms[1], schema.ExpenditureTotal)
	f, g := &b.Facts[first], &b.Facts[second]
	if f.Raw != "5.20万元" || f.Decimals != -2 || f.Document != "d" || f.Entity != b.Entity || f.Source.Line != 1 {
		t.Errorf("fact %+v", f)
	}
	if f.ID != "d-l1s2" || g.ID != "d-l1s11" {
		t.Errorf("ids %s and %s", f.ID, g.ID)
	}
	if b.Ends[first] != ms[0].End || b.At[second] != place {
		t.Errorf("ends %v at %v", b.Ends, b.At)
	}
}

// TestCellID: a figure of a table is named by its row and column, with no more unless it
// stands behind other characters of its cell.
func TestCellID(t *testing.T) {
	doc, err := extract.Read(context.Background(), []byte("项目,预算数,决算数\n收入,无,5.20万元\n支出,无,共计5.20万元\n结转,无,无\n"), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	b := &facts.Builder{Doc: doc, ID: "d"}
	var got []string
	for i := range doc.Blocks {
		if doc.Blocks[i].Table == nil {
			continue
		}
		for k := range doc.Blocks[i].Table.Cells {
			for _, m := range nlp.Scan(doc.Blocks[i].Table.Cells[k].Text.S, nlp.ScanOptions{Year: 2020}) {
				b.Fact(extract.Loc{Block: i, Cell: k}, &m, schema.Fact{})
				got = append(got, b.Facts[len(b.Facts)-1].ID)
			}
		}
	}
	if want := []string{"d-b0t0r1c2", "d-b0t0r2c2s2"}; !slices.Equal(got, want) {
		t.Errorf("ids %v, want %v", got, want)
	}
}

// TestHeaded gives 三公 figures of 财政拨款 the budget that their heading names, and
// no other figures.
func TestHeaded(t *testing.T) {
	for title, want := range map[string]schema.FundSource{
		"一般公共预算“三公”经费预算情况":     schema.GeneralPublicBudget,
		"政府性基金预算“三公”经费预算情况":    schema.GovernmentFund,
		"一般公共预算和政府性基金“三公”经费情况": schema.FiscalFunds,
		"一般公共预算财政拨款“三公”经费情况":   schema.FiscalFunds,
		"一般公共预算支出情况":           schema.FiscalFunds,
	} {
		b, ms := builder(t, "收入5万元")
		b.Headed(title)
		fiscal := schema.Fact{Concept: schema.ThreePublicTotal, Dimensions: schema.Dimensions{FundSource: schema.FiscalFunds}}
		if got := b.Facts[b.Fact(place, &ms[0], fiscal)].Dimensions.FundSource; got != want {
			t.Errorf("%s: fund %s, want %s", title, got, want)
		}
		fiscal.Concept = schema.ExpenditureYear
		if got := b.Facts[b.Fact(place, &ms[0], fiscal)].Dimensions.FundSource; got != schema.FiscalFunds {
			t.Errorf("%s: other figures are of %s", title, got)
		}
	}
}

// TestYearless holds that a year counted from none is unknown, and said so once.
func TestYearless(t *testing.T) {
	b, ms := builder(t, "收入5万元，支出6万元")
	for i := range ms {
		f := schema.Fact{Period: schema.YearPeriod(-1)}
		if k := b.Fact(place, &ms[i], f); b.Facts[k].Period.Known() {
			t.Errorf("period %+v", b.Facts[k].Period)
		}
	}
	years := 0
	for _, issue := range b.Issues {
		if issue.Code == schema.IssueYear {
			years++
		}
	}
	if years != 1 {
		t.Errorf("the year is missed %d times", years)
	}
}

// TestSum claims that the members of one kind, phase and period make up a whole.
func TestSum(t *testing.T) {
	const text = "支出9万元，其中：甲3万元，乙4万元，丙2人，丁1万元"
	for _, tt := range []struct {
		name    string
		change  func(f *schema.Fact) // of the last member
		members int
		word    string
	}{
		{"all", func(*schema.Fact) {}, 3, ""},
		{"another unit", func(f *schema.Fact) { f.Unit = "人" }, 2, ""},
		{"another year", func(f *schema.Fact) { f.Period = schema.YearPeriod(2019) }, 2, ""},
		{"another phase", func(f *schema.Fact) { f.Measure = schema.BudgetInitial }, 2, ""},
		{"a name of another phase", func(f *schema.Fact) { f.Concept, f.Measure = "", schema.BudgetInitial }, 2, "等"},
		{"a name without a phase", func(f *schema.Fact) { f.Concept, f.Measure = "", "" }, 3, ""},
		{"done either way", func(f *schema.Fact) { f.Measure = schema.Executed }, 2, ""},
		{"a change", func(f *schema.Fact) { f.Form = schema.Delta }, 2, ""},
		{"the whole again", func(f *schema.Fact) { f.Concept = schema.ExpenditureYear }, 2, ""},
		{"a balance of the year", func(f *schema.Fact) {
			f.Concept, f.Period = schema.BalanceClosing, schema.Instant(schema.DateOf(2020, 12, 31))
		}, 3, ""},
	} {
		b, ms := builder(t, text)
		whole := level(b, &ms[0], schema.ExpenditureYear)
		list := []int{level(b, &ms[1], schema.AgencyTraining), level(b, &ms[2], schema.ThreePublicReception), level(b, &ms[4], schema.ThreePublicTotal)}
		tt.change(&b.Facts[list[2]])
		b.Sum(whole, list)
		if len(b.Claims) != 1 || len(b.Claims[0].Operands) != tt.members || b.Claims[0].Word != tt.word || b.Claims[0].Result != whole {
			t.Errorf("%s: %+v", tt.name, b.Claims)
		}
		b.Sum(-1, list)
		b.Sum(whole, nil)
		if len(b.Claims) != 1 {
			t.Errorf("%s: a sum without a whole or members is claimed", tt.name)
		}
	}
}

// TestClaims adds the figures of one bracket to one claim.
func TestClaims(t *testing.T) {
	b, ms := builder(t, "支出9万元（甲3万元，乙4万元），丙2万元（丁2万元）")
	for i := range ms {
		level(b, &ms[i], schema.ExpenditureYear)
	}
	b.Explained(0, 1)
	b.Explained(0, 2)
	b.Explained(3, 4)
	if len(b.Claims) != 2 || len(b.Claims[0].Operands) != 2 || b.Claims[1].Result != 3 {
		t.Errorf("claims %+v", b.Claims)
	}
	b.Contradiction(0, "大小于")
	if c := b.Claims[2]; c.Word != "大小于" || c.Rule != schema.RuleResidue || c.Result != 0 {
		t.Errorf("claim %+v", c)
	}
}

// TestIssues grades issues and counts words.
func TestIssues(t *testing.T) {
	b, ms := builder(t, "收入5万元")
	b.Issue(place, ms[0].Start, ms[0].End, schema.IssueUnreadWords, "露营")
	b.Issue(place, ms[0].Start, ms[0].End, schema.IssueUnit, "")
	if b.Issues[0].Severity != schema.Info || b.Issues[1].Severity != schema.Warning || b.Issues[1].Raw != "5万元" {
		t.Errorf("issues %+v", b.Issues)
	}
	if b.Glued(place, &ms[0]) || len(b.Issues) != 2 {
		t.Error("a number that can be read is glued")
	}
	ms[0].Glued = true
	if !b.Glued(place, &ms[0]) || b.Issues[2].Code != schema.IssueGluedCells {
		t.Error("a number that cannot be read is not reported")
	}
	b.Words(3, 1)
	b.Words(2, 0)
	if b.WordsRead != 5 || b.WordsSeen != 6 {
		t.Errorf("%d of %d words", b.WordsRead, b.WordsSeen)
	}
}

// TestRecord counts every number of a text, also one that is no fact, and publishes it to who asks.
func TestRecord(t *testing.T) {
	b, ms := builder(t, "第一，收入5万元")
	b.Record(place, ms)
	if b.Numbers != len(ms) || b.Mentions != nil {
		t.Errorf("%d numbers, mentions %+v", b.Numbers, b.Mentions)
	}
	b.Quoting = true
	b.Record(place, ms)
	if len(b.Mentions) != len(ms) || b.Mentions[len(ms)-1].Value != "50000" || b.Mentions[len(ms)-1].Raw != "5万元" {
		t.Errorf("mentions %+v", b.Mentions)
	}
}

// TestThresholds tells the limit that was read last from other numbers.
func TestThresholds(t *testing.T) {
	b, ms := builder(t, "单价50万元以上设备3台")
	x := &clause.Lexeme{Kind: clause.Number, Start: ms[0].Start, End: ms[0].End}
	if b.ThresholdAt(place, ms, x) {
		t.Error("a limit before any fact")
	}
	b.Fact(place, &ms[0], schema.Fact{Value: ms[0].Value, Form: schema.Threshold})
	if !b.ThresholdAt(place, ms, x) {
		t.Error("the limit is none")
	}
	if b.ThresholdAt(place, ms, &clause.Lexeme{Kind: clause.Word}) || b.ThresholdAt(extract.Loc{Block: 1, Cell: -1}, ms, x) {
		t.Error("a word, or a number elsewhere, is the limit")
	}
}

// TestWithout reads a text without some words: its facts have the places and quotations of
// the text as written.
func TestWithout(t *testing.T) {
	const written, plain = "收入（见附表）5.20万元。", "收入5.20万元。"
	b, _ := builder(t, written)
	b.Without([]nlp.Dropped{{At: len("收入"), Len: len("（见附表）")}})
	m := nlp.Scan(plain, nlp.ScanOptions{Year: 2020})[0]
	f := schema.Fact{Kind: schema.Amount, Value: m.Value, Unit: m.Unit, Form: schema.Level, Concept: schema.RevenueTotal, Context: plain}
	k := b.Fact(place, &m, f)
	b.AsWritten(k, written, plain)
	if got := &b.Facts[k]; got.Raw != "5.20万元" || got.Source.Start != len([]rune("收入（见附表）")) || got.Context != written {
		t.Errorf("%q at %d in %q", got.Raw, got.Source.Start, got.Context)
	}
	if want := len("收入（见附表）5.20万元"); b.Ends[k] != want {
		t.Errorf("ends at %d, want %d", b.Ends[k], want)
	}
	b.Without(nil)
	if k := b.Fact(place, &m, f); b.Facts[k].Raw == "5.20万元" {
		t.Error("words are left out of a text that is read whole")
	}
}

// TestGivenUp: nobody wants a report whose time is over, and without one it never is.
func TestGivenUp(t *testing.T) {
	b := facts.New(&extract.Document{}, "d", "某局")
	if b.GivenUp() {
		t.Error("given up without a reason")
	}
	ctx, cancel := context.WithCancel(t.Context())
	b.Until = ctx
	if b.GivenUp() {
		t.Error("given up before its time")
	}
	if cancel(); !b.GivenUp() {
		t.Error("not given up")
	}
}
