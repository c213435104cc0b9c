package sink

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"gongkai/schema"
)

// sampleReport is a report by hand: n revenue facts and a check on the first two.
func sampleReport(n int) *schema.Report {
	r := &schema.Report{Document: schema.Document{
		ID: "d1", Path: "a.txt", Format: "txt", Bytes: 10, Status: schema.Read, Entity: "东城街道办事处",
		FiscalYear: 2020, FactCount: n, WithConcept: n, CheckCounts: map[schema.Verdict]int{schema.ExactVerdict: 1},
	}}
	for i := range n {
		r.Facts = append(r.Facts, schema.Fact{
			ID: fmt.Sprintf("f%06d", i), Document: "d1", Entity: "东城街道办事处", Concept: "revenue.total", Label: "收入总计",
			Kind: schema.Amount, Value: decimal.RequireFromString("4447100.5").Add(decimal.NewFromInt(int64(i))), Unit: "元",
			Decimals: -2, Form: schema.Level, Measure: schema.Final, Period: schema.YearPeriod(2020),
			Dimensions: schema.Dimensions{FundSource: schema.FiscalFunds}, Section: "final.total",
			SourceKind: schema.Narrative, Context: "2020年度收、支总计444.71万元。", Rule: "r", Raw: "444.71万元",
			Source: schema.Provenance{Line: i + 1, Block: i, Table: -1, Row: -1, Col: -1, Start: 8, End: 16},
		})
	}
	r.Checks = []schema.Check{{
		ID: "c1", Document: "d1", Rule: "sum.total", Family: schema.SumFamily, Formula: "1 + 1 = 2", Verdict: schema.ExactVerdict,
		Reported: decimal.NewNullDecimal(decimal.NewFromInt(2)), Severity: schema.Error, FiscalYear: 2020,
		Operands: []schema.Operand{{Role: "part", Fact: &schema.Fact{ID: "f000000", Value: decimal.NewFromInt(1), Raw: "1",
			Source: schema.Provenance{Line: 3, Table: -1, Row: -1, Col: -1, Start: 1, End: 2}}}},
	}}
	return r
}

func each[R any](rows []R) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		for i := range rows {
			if !yield(&rows[i], nil) {
				return
			}
		}
	}
}

// TestColumnsAgree holds the Parquet schema to the column descriptions.
func TestColumnsAgree(t *testing.T) {
	for _, table := range Tables() {
		t.Run(table.Name, func(t *testing.T) {
			node := parquet.SchemaOf(reflect.New(table.row).Interface())
			var got []Column
			for _, f := range node.Fields() {
				got = append(got, Column{Name: f.Name(), Type: sqlType(f), Null: f.Optional()})
			}
			var want []Column
			for _, c := range table.Columns {
				if c.Meaning == "" {
					t.Errorf("%s has no meaning", c.Name)
				}
				want = append(want, Column{Name: c.Name, Type: c.Type, Null: c.Null})
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("description (-) and Parquet (+) differ:\n%s", d)
			}
		})
	}
}

// reserved quotes a name that SQL reserves.
func reserved(name string) string {
	if slices.Contains([]string{"end", "start", "row", "col", "line", "column"}, name) {
		return `"` + name + `"`
	}
	return name
}

func sqlType(n parquet.Node) string {
	logical := ""
	if lt := n.Type().LogicalType(); lt != nil {
		logical = lt.String()
	}
	switch {
	case logical == "LIST":
		return sqlType(n.Fields()[0].Fields()[0]) + "[]"
	case logical == "STRING":
		return "VARCHAR"
	case logical == "INT(32,true)":
		return "INTEGER"
	case logical == "INT(64,true)":
		return "BIGINT"
	case logical != "":
		return logical
	case !n.Leaf():
		var parts []string
		for _, f := range n.Fields() {
			parts = append(parts, reserved(f.Name())+" "+sqlType(f))
		}
		return "STRUCT(" + strings.Join(parts, ", ") + ")"
	}
	return n.Type().String()
}

func TestWritePartsReadsBackAndRepeats(t *testing.T) {
	facts := FromReport(sampleReport(3000), "test").Facts
	facts[7].FiscalYear = 0
	Sort(facts, CompareFacts())
	var first []byte
	for range 2 {
		dir := t.TempDir()
		names, n, err := WriteParts(dir, "test", each(facts))
		if err != nil || n != 3000 || len(names) != 1 {
			t.Fatal(names, n, err)
		}
		data, err := os.ReadFile(filepath.Join(dir, names[0].Name))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = data
		} else if !bytes.Equal(first, data) {
			t.Error("two writes of the same rows differ")
		}
	}
	f, err := parquet.OpenFile(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := f.Lookup("schema_version"); v != SchemaVersion {
		t.Errorf("schema_version = %q", v)
	}
	if d := cmp.Diff(storedRows(facts), readRows(t, f)); d != "" {
		t.Error(d)
	}
}

// storedRows prints rows column by column, as readRows does what is in a file.
// Reading back into the row type would not do: the library makes empty values
// of nulls there, and nulls of pointers to zero in Deconstruct.
func storedRows(rows []FactRow) (lines []string) {
	for i := range rows {
		var line strings.Builder
		for _, f := range fieldsOf(reflect.TypeFor[FactRow]()) {
			x := reflect.ValueOf(&rows[i]).Elem().FieldByIndex(f.index)
			switch {
			case x.Kind() == reflect.Pointer && x.IsNil(), f.name == "fiscal_year" && x.IsZero():
				line.WriteString("<null>|")
				continue
			}
			fmt.Fprintf(&line, "%v|", reflect.Indirect(x))
		}
		lines = append(lines, line.String())
	}
	return lines
}

func readRows(t *testing.T, f *parquet.File) (lines []string) {
	for _, g := range f.RowGroups() {
		rows := g.Rows()
		buf := make([]parquet.Row, 100)
		for {
			n, err := rows.ReadRows(buf)
			for _, r := range buf[:n] {
				var line strings.Builder
				for _, v := range r {
					fmt.Fprintf(&line, "%v|", v)
				}
				lines = append(lines, line.String())
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		rows.Close()
	}
	return lines
}

func TestWritePartsWithoutRows(t *testing.T) {
	dir := t.TempDir()
	names, n, err := WriteParts[CheckRow](dir, "test", each[CheckRow](nil))
	if err != nil || n != 0 || len(names) != 1 {
		t.Fatal(names, n, err)
	}
	rows, err := parquet.ReadFile[CheckRow](filepath.Join(dir, names[0].Name))
	if err != nil || len(rows) != 0 {
		t.Error(rows, err)
	}
}

func TestScaled(t *testing.T) {
	tests := []struct {
		in   string
		want int64
		ok   bool
	}{
		{"0", 0, true}, {"0e9999", 0, true}, {"4447100", 44471000000, true}, {"-0.0001", -1, true},
		{"99999999999999.9999", 999999999999999999, true}, {"-99999999999999.9999", -999999999999999999, true},
		{"100000000000000", 0, false}, {"0.00001", 0, false}, {"1.23450", 12345, true},
		{"1e13", 100000000000000000, true}, {"1e14", 0, false}, {"1e9000", 0, false}, {"1e-9000", 0, false},
	}
	for _, tt := range tests {
		got, ok := Scaled(decimal.RequireFromString(tt.in))
		if got != tt.want || ok != tt.ok {
			t.Errorf("Scaled(%s) = %d, %v, want %d, %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}

func TestScaledIsExactOrRefuses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64().Draw(t, "coefficient"), rapid.Int32Range(-25, 25).Draw(t, "exponent"))
		limit := decimal.New(1, 14)
		fits := d.Equal(d.Truncate(4)) && d.Abs().LessThan(limit)
		v, ok := Scaled(d)
		if ok != fits || ok && !Unscaled(v).Equal(d) {
			t.Fatalf("Scaled(%s) = %d, %v", d, v, ok)
		}
	})
}

func TestAdmit(t *testing.T) {
	year := func(y int) schema.Period { return schema.YearPeriod(y) }
	r := &schema.Report{
		Document: schema.Document{ID: "d", Published: schema.Instant(schema.DateOf(21, 3, 1))},
		Facts: []schema.Fact{
			{ID: "a", Value: decimal.New(3, 0), Period: year(2021)},
			{ID: "huge", Value: decimal.New(1, 20), Period: year(2021)},
			{ID: "b", Value: decimal.New(1, 0), Period: year(2021), Base: schema.Base{Measure: schema.Final, Period: year(-1)}},
			{ID: "c", Value: decimal.New(2, 0), Period: year(12021)},
			{ID: "edge", Value: decimal.New(2, 0), Period: schema.Period{Start: schema.DateOf(1678, 1, 1), End: schema.DateOf(2261, 12, 31)}},
		},
		Claims: []schema.Claim{
			{Family: schema.SumFamily, Result: 0, Operands: []int{2, 3}, Rule: schema.RuleListSum},
			{Family: schema.SumFamily, Result: 1, Operands: []int{2, 3}, Rule: schema.RuleListSum},
			{Family: schema.SumFamily, Result: 0, Operands: []int{1, 3}, Rule: schema.RuleListSum},
			{Family: schema.CountFamily, Result: -1, Operands: []int{4}, Rule: schema.RuleListSum},
		},
	}
	Admit(r)
	var ids []string
	for _, f := range r.Facts {
		ids = append(ids, f.ID)
	}
	if got := strings.Join(ids, " "); got != "a b c edge" {
		t.Errorf("facts %s", got)
	}
	if len(r.Issues) != 4 {
		t.Errorf("%d issues, want those of publication, value, period and base period: %+v", len(r.Issues), r.Issues)
	}
	for _, i := range r.Issues {
		if i.Code != schema.IssueOutOfRange {
			t.Errorf("issue %+v", i)
		}
	}
	if r.Document.Published.Known() || r.Facts[1].Base.Period.Known() || r.Facts[2].Period.Known() {
		t.Error("a date stayed that no calendar has")
	}
	if !r.Facts[0].Period.Known() || !r.Facts[1].Period.Known() || !r.Facts[3].Period.Known() || r.Facts[1].Base.Measure != schema.Final {
		t.Error("a date went that every calendar has")
	}
	if len(r.Claims) != 2 || !slices.Equal(r.Claims[0].Operands, []int{1, 2}) || !slices.Equal(r.Claims[1].Operands, []int{3}) {
		t.Errorf("claims %+v", r.Claims)
	}
}

func TestFiscalYear(t *testing.T) {
	f := schema.Fact{Period: schema.YearPeriod(2019)}
	for _, tt := range []struct {
		period schema.Period
		year   int
		want   int32
	}{
		{schema.YearPeriod(2019), 2020, 2019}, {schema.Period{}, 2020, 2020}, {schema.Period{}, 0, 0},
		{schema.YearPeriod(9999), 2020, 0},
	} {
		f.Period = tt.period
		if row := factRow(&f, 0, tt.year, new(FactRow)); row.FiscalYear != tt.want {
			t.Errorf("%v in a report of %d: %d, want %d", tt.period, tt.year, row.FiscalYear, tt.want)
		}
	}
	for year, want := range map[int32]string{0: "year=0", 2021: "year=2021"} {
		if got := Partition(year); got != want {
			t.Errorf("%d is in %s, want %s", year, got, want)
		}
	}
}

func TestJSON(t *testing.T) {
	r := sampleReport(1)
	rows := FromReport(r, "test")
	rows.Quote(r)
	var out bytes.Buffer
	if err := NewJSONWriter[FactRow](&out).Write(&rows.Facts[0]); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err, out.String())
	}
	for k, want := range map[string]any{
		"value": "4447100.5", "period_start": "2020-01-01", "line": 1.0, "start": 8.0, "func_code": nil,
		"raw": "444.71万元", "concept": "revenue.total", "fiscal_year": 2020.0,
	} {
		if v, ok := got[k]; !ok || v != want {
			t.Errorf("%s = %v (%v), want %v", k, v, ok, want)
		}
	}
	for _, k := range []string{"table", "row", "col", "page"} {
		if _, ok := got[k]; ok {
			t.Errorf("%s is there though it does not apply", k)
		}
	}
	out.Reset()
	rows.Facts[0].FiscalYear = 0
	if err := NewJSONWriter[FactRow](&out).Write(&rows.Facts[0]); err != nil || !strings.Contains(out.String(), `"fiscal_year":null`) {
		t.Errorf("a fact of no year: %s, %v", out.String(), err)
	}
	out.Reset()
	if err := NewJSONWriter[CheckRow](&out).Write(&rows.Checks[0]); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); !strings.Contains(s, `"operands":[{"fact_id":"f000000","document_id":"d1","role":"part","value":"1","raw":"1","line":3,"block":0,"start":1,"end":2}]`) {
		t.Error(s)
	}
}

func TestSpillRoundTrip(t *testing.T) {
	rows := FromReport(sampleReport(500), "test")
	zero := int32(0)
	rows.Facts[7].Row, rows.Facts[7].Concept = &zero, nil
	spill, err := NewSpill()
	if err != nil {
		t.Fatal(err)
	}
	defer spill.Close()
	var facts, checks bytes.Buffer
	if err := WriteSegment(spill, &facts, each(rows.Facts)); err != nil {
		t.Fatal(err)
	}
	if err := WriteSegment(spill, &checks, each(rows.Checks)); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(rows.Facts, collect(t, ReadSegment[FactRow](&facts))); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(rows.Checks, collect(t, ReadSegment[CheckRow](&checks))); d != "" {
		t.Error(d)
	}
}

func collect[R any](t testing.TB, rows iter.Seq2[*R, error]) (all []R) {
	t.Helper()
	for r, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, *r)
	}
	return all
}

// TestCloseWritesNothing: the encoder repeats the checksum of a long stream
// when it is closed again.
func TestCloseWritesNothing(t *testing.T) {
	spill, err := NewSpill()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteSegment(spill, &out, each(FromReport(sampleReport(5000), "test").Facts)); err != nil {
		t.Fatal(err)
	}
	n := out.Len()
	if err := spill.Close(); err != nil {
		t.Fatal(err)
	}
	if out.Len() != n {
		t.Errorf("closing wrote %d bytes", out.Len()-n)
	}
}

func FuzzReadSegment(f *testing.F) {
	spill, err := NewSpill()
	if err != nil {
		f.Fatal(err)
	}
	var seed bytes.Buffer
	if err := WriteSegment(spill, &seed, each(FromReport(sampleReport(3), "test").Checks)); err != nil {
		f.Fatal(err)
	}
	f.Add(seed.Bytes())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, err := range ReadSegment[CheckRow](bytes.NewReader(data)) {
			if err != nil {
				return // and nothing after it
			}
		}
	})
}

// block is the rows as one block.
func block[R any](rows ...R) []byte {
	c := newCodec[R]()
	for i := range rows {
		c.put(&rows[i])
	}
	return c.finish(nil)
}

// decoded is what is read of a block before it ends or is found to be damaged.
func decoded[R any](c *codec[R], b []byte) (rows []R, err error) {
	for row, err := range c.decode(b) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, *row)
	}
	return rows, nil
}

// FuzzDecodeBlock reads blocks that no checksum vouches for, one after another.
func FuzzDecodeBlock(f *testing.F) {
	checks := FromReport(sampleReport(3), "test").Checks
	f.Add(block(CheckRow{}), block(checks...))
	f.Fuzz(func(t *testing.T, first, data []byte) {
		used, fresh := newCodec[CheckRow](), newCodec[CheckRow]()
		_, _ = decoded(used, first)
		rows, err := decoded(used, data)
		want, errFresh := decoded(fresh, data)
		if (err == nil) != (errFresh == nil) {
			t.Fatalf("%v after another block, %v alone", err, errFresh)
		}
		if d := cmp.Diff(want, rows); d != "" {
			t.Error(d)
		}
		again, err := decoded(fresh, block(rows...))
		if err != nil {
			t.Fatal(err)
		}
		// What leaves is valid UTF-8, whatever came in.
		valid := func(s string) string { return string([]rune(s)) }
		texts := cmp.Comparer(func(a, b string) bool { return valid(a) == valid(b) })
		if d := cmp.Diff(rows, again, texts); d != "" {
			t.Error(d)
		}
	})
}

// TestBlocksEnd: a segment of many rows, or of long ones, is several blocks, so that
// who reads it holds little.
func TestBlocksEnd(t *testing.T) {
	long := make([]BlockRow, 100)
	for i := range long {
		long[i].Text = strings.Repeat(fmt.Sprint(i), 4096)
	}
	c := newCodec[BlockRow]()
	rows := 0
	for !c.full() {
		c.put(&long[rows])
		rows++
	}
	if n := len(c.finish(nil)); n > 2*blockBytes || rows < 2 {
		t.Errorf("%d rows in a block of %d bytes", rows, n)
	}
	for rows = 0; !c.full(); rows++ {
		c.put(&long[0])
	}
	if n := len(c.finish(nil)); rows != blockRows || n > 2*4096 {
		t.Errorf("%d equal rows in a block of %d bytes", rows, n)
	}
}

// fill gives every field of a row a value of its own, n apart.
func fill(v reflect.Value, n int64) int64 {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			n = fill(v.Field(i), n)
		}
		return n
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*Quoted]() {
			return n // in no table
		}
		v.Set(reflect.New(v.Type().Elem()))
		return fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		return fill(v.Index(1), fill(v.Index(0), n))
	case reflect.String:
		v.SetString(fmt.Sprint("s", n))
	default:
		v.SetInt(n)
	}
	return n + 1
}

// TestSegmentKeepsEveryColumn writes a full row, an empty one and others that
// share something with the one before.
func TestSegmentKeepsEveryColumn(t *testing.T) {
	keepsColumns[DocumentRow](t)
	keepsColumns[FactRow](t)
	keepsColumns[CheckRow](t)
	keepsColumns[IssueRow](t)
	keepsColumns[BlockRow](t)
	keepsColumns[ObservationRow](t)
}

func keepsColumns[R any](t *testing.T) {
	t.Helper()
	rows := make([]R, 6)
	for i, n := range []int64{1, 1, -1, 2, 2, -1} {
		if n > 0 {
			fill(reflect.ValueOf(&rows[i]).Elem(), n)
		}
	}
	spill, err := NewSpill()
	if err != nil {
		t.Fatal(err)
	}
	defer spill.Close()
	var out bytes.Buffer
	if err := WriteSegment(spill, &out, each(rows)); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(rows, collect(t, ReadSegment[R](&out))); d != "" {
		t.Errorf("%T: %s", rows[0], d)
	}
}

func TestMergeIsSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		compare := func(a, b *int) int { return *a - *b }
		var all []int
		var streams []iter.Seq2[*int, error]
		for _, part := range rapid.SliceOf(rapid.SliceOf(rapid.IntRange(0, 20))).Draw(t, "parts") {
			all = append(all, part...)
			Sort(part, compare)
			streams = append(streams, each(part))
		}
		Sort(all, compare)
		var got []int
		for v, err := range Merge(streams, compare) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, *v)
		}
		if d := cmp.Diff(all, got); d != "" {
			t.Fatal(d)
		}
	})
}

func TestMergePassesErrorsOn(t *testing.T) {
	broken := func(yield func(*int, error) bool) { _ = yield(new(int), nil) && yield(nil, io.ErrUnexpectedEOF) }
	var err error
	for _, err = range Merge([]iter.Seq2[*int, error]{each([]int{5, 6}), broken}, func(a, b *int) int { return *a - *b }) {
		if err != nil {
			break
		}
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

func TestObserve(t *testing.T) {
	type stated struct {
		value    string
		decimals int
		approx   schema.Approx
	}
	tests := []struct {
		name   string
		facts  []stated
		status string
		value  string // "" for null
	}{
		{"one", []stated{{"4447100", -2, schema.Exact}}, StatusComplete, "4447100"},
		{"alike", []stated{{"4447100", -2, schema.Exact}, {"4447100", -2, schema.Exact}}, StatusComplete, "4447100"},
		{"coarser agrees", []stated{{"4400000", -5, schema.Exact}, {"4447100", -2, schema.Exact}}, StatusConsistent, "4447100"},
		{"on the half", []stated{{"4447100", -2, schema.Exact}, {"4447150", 0, schema.Exact}}, StatusConsistent, "4447150"},
		{"past the half", []stated{{"4447100", -2, schema.Exact}, {"4447151", 0, schema.Exact}}, StatusInconsistent, ""},
		{"two precise ones differ", []stated{{"4447100", -2, schema.Exact}, {"4447200", -2, schema.Exact}}, StatusInconsistent, ""},
		{"bound kept", []stated{{"4000000", -6, schema.MoreThan}, {"4447100", -2, schema.Exact}}, StatusConsistent, "4447100"},
		{"bound broken", []stated{{"4000000", -4, schema.AtMost}, {"4447100", -2, schema.Exact}}, StatusInconsistent, ""},
		{"sign", []stated{{"-373100", -2, schema.Exact}, {"373100", -2, schema.Exact}}, StatusInconsistent, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := sampleReport(len(tt.facts))
			for i, s := range tt.facts {
				r.Facts[i].Value, r.Facts[i].Decimals, r.Facts[i].Approx = decimal.RequireFromString(s.value), s.decimals, s.approx
			}
			other := r.Facts[0]
			other.Concept, other.ID = "", "other"
			r.Facts = append(r.Facts, other)
			rows := FromReport(r, "test").Facts
			Sort(rows, CompareFacts())
			got := collect(t, Observe(each(rows)))
			if len(got) != 1 {
				t.Fatalf("%d observations", len(got))
			}
			value := ""
			if got[0].Value != nil {
				value = Unscaled(*got[0].Value).String()
			}
			if got[0].Status != tt.status || value != tt.value || int(got[0].Count) != len(tt.facts) || len(got[0].Members) != len(tt.facts) {
				t.Errorf("%+v", got[0])
			}
		})
	}
}

func TestObserveSeparatesDimensions(t *testing.T) {
	r := sampleReport(4)
	r.Facts[1].Dimensions.FuncCode = "201"
	r.Facts[2].Period = schema.YearPeriod(2019)
	r.Facts[3].Entity = ""
	rows := FromReport(r, "test").Facts
	Sort(rows, CompareFacts())
	if got := collect(t, Observe(each(rows))); len(got) != 4 {
		t.Errorf("%d observations, want 4", len(got))
	}
}

func TestDictionary(t *testing.T) {
	var md, js, sql bytes.Buffer
	if err := errors.Join(WriteMarkdown(&md), WriteJSON(&js), WriteSQL(&sql, "it's/", true)); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(js.Bytes()) {
		t.Error("the JSON is not valid")
	}
	for _, table := range Tables() {
		if !strings.Contains(md.String(), "## "+table.Name+"\n") || !strings.Contains(sql.String(), "VIEW "+table.Name+" AS") {
			t.Errorf("%s is missing", table.Name)
		}
	}
	if !strings.Contains(sql.String(), "'it''s/current/facts/**/*.parquet'") {
		t.Error("the directory is not quoted")
	}
}

func BenchmarkWriteParts(b *testing.B) {
	facts := FromReport(sampleReport(100_000), "test").Facts
	dir := b.TempDir()
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := WriteParts(dir, "test", each(facts)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(facts))/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkSpill(b *testing.B) {
	facts := FromReport(sampleReport(10_000), "test").Facts
	spill, err := NewSpill()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		if err := WriteSegment(spill, &out, each(facts)); err != nil {
			b.Fatal(err)
		}
		for _, err := range ReadSegment[FactRow](&out) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N*len(facts))/b.Elapsed().Seconds(), "rows/s")
}
