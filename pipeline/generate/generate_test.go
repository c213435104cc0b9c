package generate

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"gongkai/schema"

	"github.com/shopspring/decimal"
	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// anyOffice draws an office of any style.
func anyOffice(t *rapid.T) *Office {
	style := rapid.SampledFrom(Styles()).Draw(t, "style")
	return New(rapid.Uint64().Draw(t, "seed"), style)
}

// TestLedgerIdentities checks the ledger itself against the identities of the
// genre, before any wording.
func TestLedgerIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		style := rapid.SampledFrom(Styles()).Draw(t, "style")
		l := draw(newSource(rapid.Uint64().Draw(t, "seed"), 1), style.kinds)
		same := func(what string, a, b Amount) {
			if a != b {
				t.Fatalf("%s: %d != %d", what, a, b)
			}
		}
		rev, spent := l.revenue(), l.spent()
		same("open + revenue = spent + closing", l.open.total()+rev.total(), spent.total()+l.closing.total())
		same("basic + project", l.basic()+l.project(), spent.total())
		basic, _ := l.where(func(it spending) bool { return it.fund == gpb })
		same("personnel + public use", l.personnel()+l.publicUse(), basic)
		same("prior total", l.priorTotal(), l.priorSpent().total()+l.open.total())
		for f := range rev {
			if rev[f] < 0 || l.priorSpent()[f] < 0 {
				t.Fatalf("fund %d: revenue %d, prior spending %d", f, rev[f], l.priorSpent()[f])
			}
		}
		for _, e := range l.econ {
			if e.amount <= 0 {
				t.Fatalf("economic item %s is %d", e.code, e.amount)
			}
		}
		if l.small > l.sme || l.sme > l.procurement() || l.vehicleCount() < l.held {
			t.Fatal("a part exceeds its whole")
		}
		if (l.final3.purchase > 0) != (l.bought > 0) || (l.final3.reception > 0) != (l.batches > 0) || (l.final3.abroad > 0) != (l.trips > 0) {
			t.Fatal("an expense without its count")
		}
		if _, outlay := l.projectSums(); outlay > l.project() {
			t.Fatalf("projects spent %d of %d", outlay, l.project())
		}
	})
}

// TestReportHolds evaluates every relation among the printed values, and
// looks for quantities stated twice with different values.
func TestReportHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyOffice(t)
		slots := o.Slots()
		for _, r := range o.Relations() {
			if !r.Holds(slots) {
				t.Fatalf("%s: %s %s", o.Style, r.ID, spell(r, slots))
			}
		}
	})
}

func spell(r Relation, slots []Slot) string {
	text := fmt.Sprintf("%s %s [%s]", r.Family, slots[r.Result].Raw, slots[r.Result].Where)
	for _, i := range r.Operands {
		text += " ; " + slots[i].Raw + " [" + slots[i].Where + "]"
	}
	return text
}

// TestSlotsPrintTheirValue re-reads every Raw.
func TestSlotsPrintTheirValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, s := range anyOffice(t).Slots() {
			v := readNumber(s.number(), s.scale)
			if !v.Abs().Equal(s.Value.Abs()) {
				t.Fatalf("%q reads %s, slot says %s", s.Raw, v, s.Value)
			}
			if s.Concept == "" && s.Label == "" {
				t.Fatalf("%q has neither concept nor label", s.Raw)
			}
			if s.Form != schema.Threshold && !s.Period.Known() {
				t.Fatalf("%q has no period", s.Raw)
			}
		}
	})
}

// TestEveryFormatShowsEverySlot finds the raw strings in reading order in the
// text of each format.
func TestEveryFormatShowsEverySlot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyOffice(t)
		for _, f := range Formats() {
			_, data, truth := o.Render(f)
			text, err := plain(f, data)
			if err != nil {
				t.Fatalf("%s: %v", f, err)
			}
			for _, s := range truth {
				i := strings.Index(text, s.Raw)
				if i < 0 {
					t.Fatalf("%s %s: %q [%s] is not in what follows", o.Style, f, s.Raw, s.Where)
				}
				text = text[i+len(s.Raw):]
			}
		}
	})
}

// plain returns the text of a rendered file; reading it proves it well formed.
func plain(f Format, data []byte) (string, error) {
	switch f {
	case HTML:
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			return "", err
		}
		var out strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode {
				out.WriteString(n.Data)
			}
		}
		return out.String(), nil
	case Docx:
		return docxText(data)
	}
	return string(data), nil
}

func docxText(data []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", err
	}
	var text string
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			return "", err
		}
		chars, err := xmlText(part)
		if err != nil {
			return "", fmt.Errorf("%s: %w", f.Name, err)
		}
		if f.Name == "word/document.xml" {
			text = chars
		}
	}
	return text, nil
}

func xmlText(r io.Reader) (string, error) {
	var out strings.Builder
	for d := xml.NewDecoder(r); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out.String(), nil
		}
		if err != nil {
			return "", err
		}
		if c, ok := token.(xml.CharData); ok {
			out.Write(c)
		}
	}
}

// TestTableGrids checks that spans tile every table.
func TestTableGrids(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, b := range anyOffice(t).blocks {
			if b.table != nil {
				checkGrid(t, b.table)
			}
		}
	})
}

func checkGrid(t *rapid.T, tab *table) {
	filled := make([][]int, len(tab.rows))
	for r, row := range tab.rows {
		if len(row) != tab.cols {
			t.Fatalf("row %d has %d of %d columns", r, len(row), tab.cols)
		}
		filled[r] = make([]int, tab.cols)
	}
	for r, row := range tab.rows {
		for c, cell := range row {
			for i := r; i < r+cell.rowSpan; i++ {
				for j := c; j < c+cell.colSpan; j++ {
					filled[i][j]++
				}
			}
		}
	}
	for r := range filled {
		for c, n := range filled[r] {
			if n != 1 {
				t.Fatalf("position %d,%d is covered %d times: %v", r, c, n, tab.rows[r][c])
			}
		}
	}
}

// TestDeterminism makes the same office twice, with others in between.
func TestDeterminism(t *testing.T) {
	for _, style := range Styles() {
		for _, f := range Formats() {
			_, first, _ := New(7, style).Render(f)
			New(8, style)
			_, second, _ := New(7, style).Render(f)
			if !bytes.Equal(first, second) {
				t.Errorf("%s %s differs", style, f)
			}
		}
	}
}

// BenchmarkNew draws and words one office.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	styles := Styles()
	for i := range b.N {
		o := New(uint64(i), styles[i%len(styles)])
		_, data, _ := o.Render(Text)
		b.SetBytes(int64(len(data)))
	}
}

// TestPlantBreaksOneThing plants every kind in reports of every style: one run
// of text changes, the relation of the kind fails, and every relation that does
// not name the changed slot still holds.
func TestPlantBreaksOneThing(t *testing.T) {
	placed := map[ErrorKind]int{}
	for _, style := range Styles() {
		for _, kind := range ErrorKinds() {
			for seed := range uint64(3) {
				if plantOnce(t, New(seed, style), kind) {
					placed[kind]++
				}
			}
		}
	}
	for _, kind := range ErrorKinds() {
		if placed[kind] < 3 {
			t.Errorf("%s planted only %d times in 24", kind, placed[kind])
		}
		t.Logf("%s planted in %d of 24", kind, placed[kind])
	}
}

func plantOnce(t *testing.T, o *Office, kind ErrorKind) bool {
	t.Helper()
	before := o.Slots()
	texts := o.pieces()
	planted, err := o.Plant(kind)
	if err != nil {
		return false
	}
	after := o.Slots()
	if n := differing(texts, o.pieces()); n != 1 {
		t.Errorf("%s %s: %d pieces of text changed", o.Style, kind, n)
	}
	for i := range before {
		same := before[i].Raw == after[i].Raw && before[i].Value.Equal(after[i].Value)
		if i != planted.Slot && !same {
			t.Errorf("%s %s: slot %d changed too", o.Style, kind, i)
		}
	}
	failing := map[int]bool{}
	for _, i := range planted.Breaks {
		failing[i] = true
	}
	if !failing[planted.Relation] {
		t.Errorf("%s %s: the relation still holds", o.Style, kind)
	}
	for i, r := range o.Relations() {
		touches := r.Result == planted.Slot || oneOf(planted.Slot, r.Operands)
		if failing[i] == r.Holds(after) || failing[i] && !touches {
			t.Errorf("%s %s: %s is misreported: %s", o.Style, kind, r.ID, spell(r, after))
		}
	}
	return true
}

// pieces lists every run of the report as printed.
func (o *Office) pieces() []string {
	var out []string
	for _, b := range o.blocks {
		for _, r := range b.runs {
			out = append(out, r.String())
		}
		if b.table == nil {
			continue
		}
		for _, row := range b.table.rows {
			for _, c := range row {
				out = append(out, c.String())
			}
		}
	}
	return out
}

func differing(a, b []string) int {
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// TestPlantUnknown refuses a kind that does not exist.
func TestPlantUnknown(t *testing.T) {
	if _, err := New(1, Styles()[0]).Plant("no_such_kind"); err == nil {
		t.Error("no error")
	}
}

// TestOnlySlotsCarryNumbers looks for digits outside slots: what remains are
// dates, ordinals, line numbers and classification codes.
func TestOnlySlotsCarryNumbers(t *testing.T) {
	known := regexp.MustCompile(`20\d\d|12月31日|^\d{1,2}[.、]|（\d）|公开0\d表|^[1-9]\.$`)
	rapid.Check(t, func(t *rapid.T) {
		for _, b := range anyOffice(t).blocks {
			for _, r := range b.runs {
				if r.slot != nil {
					continue
				}
				if rest := known.ReplaceAllString(r.String(), ""); strings.ContainsAny(rest, "0123456789") {
					t.Fatalf("digits outside a slot: %q", r.String())
				}
			}
		}
	})
}

// TestPrintedIdentities holds the printed values to identities of the genre that
// no single sentence or table states, found by meaning instead of by place.
func TestPrintedIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyOffice(t)
		at := valuesByMeaning(o)
		all, gpbFund := schema.AllFunds, schema.GeneralPublicBudget
		level := func(c schema.ConceptID, f schema.FundSource) decimal.Decimal { return at[meaning{c, f, ""}] }
		equal := func(what string, a, b decimal.Decimal) {
			if !a.Equal(b) {
				t.Fatalf("%s %d: %s: %s != %s", o.Style, o.Seed, what, a, b)
			}
		}
		fiscal := schema.FiscalFunds
		equal("year = fiscal + other revenue", level("revenue.year", all), level("revenue.fiscal", fiscal).Add(level("revenue.other", "")))
		equal("fiscal spending = Σ funds", level("expenditure.fiscal", fiscal), level("expenditure.general_public_budget", gpbFund).
			Add(level("expenditure.government_fund", schema.GovernmentFund)).Add(level("expenditure.state_capital", schema.StateCapital)))
		equal("general budget = basic + project", level("expenditure.general_public_budget", gpbFund), level("expenditure.basic", gpbFund).Add(level("expenditure.project", gpbFund)))
		equal("carry-over", level("balance.opening", all).Add(level("revenue.year", all)), level("balance.closing", all).Add(level("expenditure.year", all)))
		for f, c := range map[schema.FundSource]schema.ConceptID{gpbFund: "general_public_budget", schema.GovernmentFund: "government_fund", schema.StateCapital: "state_capital"} {
			equal("carry-over of "+string(f), level("balance.opening", f).Add(level("revenue."+c, f)), level("balance.closing", f).Add(level("expenditure."+c, f)))
		}
		equal("operating cost = public use", level("agency.operating_cost", ""), level("expenditure.public_use", gpbFund))
		for econ, c := range map[string]schema.ConceptID{"30212": "abroad", "30217": "reception", "30231": "vehicle_operation"} {
			if at[meaning{"expenditure.by_economic", gpbFund, econ}].Cmp(level("three_public."+c, fiscal)) > 0 {
				t.Fatalf("%s exceeds three_public.%s", econ, c)
			}
		}
	})
}

type meaning struct {
	concept schema.ConceptID
	fund    schema.FundSource
	econ    string
}

// valuesByMeaning collects this year's final levels without functional code.
func valuesByMeaning(o *Office) map[meaning]decimal.Decimal {
	out := map[meaning]decimal.Decimal{}
	for _, s := range o.Slots() {
		if s.Form == schema.Level && s.Measure == schema.Final && s.FuncCode == "" && s.Period.End.Year() == o.Year {
			out[meaning{s.Concept, s.FundSource, s.EconCode}] = s.Value
		}
	}
	return out
}

// TestSharesAddUp bounds what rounding may leave of a hundred percent.
func TestSharesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyOffice(t)
		total, n := decimal.Zero, int64(0)
		for _, s := range o.Slots() {
			if s.Form == schema.Share && s.Concept == "expenditure.by_function" {
				total, n = total.Add(s.Value), n+1
			}
		}
		if off := total.Sub(decimal.New(100, 0)).Abs(); off.Cmp(decimal.New(5*n, -3)) > 0 {
			t.Fatalf("%s: %d shares add up to %s", o.Style, n, total)
		}
	})
}
