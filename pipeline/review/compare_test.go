package review

import (
	"encoding/csv"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// TestCompare: an item of all offices stands side by side, final and planned, the
// largest of the last year first; few offices are asked one by one with the same result.
func TestCompare(t *testing.T) {
	s := testServer(t, false)
	read := func(q url.Values) (p comparePage) {
		t.Helper()
		q.Set("format", "json")
		var body struct {
			Rows []struct {
				Entity string
				Values []comparedValue
			}
			Years []int32
		}
		if err := json.Unmarshal(get(t, s, "/compare?"+q.Encode()).Body.Bytes(), &body); err != nil {
			t.Fatal(err)
		}
		for _, row := range body.Rows {
			p.Rows = append(p.Rows, &officeRow{Entity: row.Entity, Values: row.Values})
		}
		p.Years = body.Years
		return p
	}
	all := read(url.Values{"concept": {"expenditure.year"}})
	if len(all.Rows) < 4 || len(all.Years) < 3 {
		t.Fatalf("%d offices in %v", len(all.Rows), all.Years)
	}
	told := func(v comparedValue) bool { return v.Text != "" }
	for _, row := range all.Rows {
		any := false
		for _, v := range row.Values {
			any = any || told(v)
		}
		if !any || len(row.Values) != len(all.Years) {
			t.Errorf("%s has no figure", row.Entity)
		}
	}
	one := read(url.Values{"concept": {"expenditure.year"}, "q": {"柳溪"}})
	if len(one.Rows) != 1 || !strings.Contains(one.Rows[0].Entity, "柳溪") {
		t.Errorf("柳溪 alone: %+v", one.Rows)
	}
	if planned := read(url.Values{"concept": {"three_public.total"}, "phase": {"budget"}}); len(planned.Rows) == 0 {
		t.Error("no office has a budget")
	}
	if none := read(url.Values{"concept": {"no.concept"}}); len(none.Rows) != 0 {
		t.Errorf("%+v", none.Rows)
	}
	rows, err := csv.NewReader(get(t, s, "/compare.csv?concept=expenditure.year").Body).ReadAll()
	if err != nil || len(rows) != len(all.Rows)+1 || len(rows[0]) != 4+len(all.Years) || rows[1][0] != all.Rows[0].Entity {
		t.Errorf("%v %v", rows, err)
	}
	over := read(url.Values{"concept": {"expenditure.general_public_budget"}, "phase": {"over"}})
	for _, row := range over.Rows {
		more := false
		for _, v := range row.Values {
			more = more || v.Over && strings.HasPrefix(v.Text, "+") && len(v.Of) == 2 && strings.Contains(v.Of[0].URL, "#fact-") && strings.Contains(v.Of[1].URL, "#fact-")
		}
		if !more {
			t.Errorf("%s is listed and spent no more than planned: %+v", row.Entity, row.Values)
		}
	}
	if len(over.Rows) == 0 || len(over.Rows) >= len(all.Rows) {
		t.Errorf("%d of %d offices spent more than planned", len(over.Rows), len(all.Rows))
	}
	year := read(url.Values{"concept": {"expenditure.general_public_budget"}, "phase": {"over"}, "year": {"2022"}})
	if len(year.Years) != 1 || year.Years[0] != 2022 || len(year.Rows) == 0 || len(year.Rows) >= len(over.Rows) {
		t.Errorf("more than planned in 2022: %d offices in %v", len(year.Rows), year.Years)
	}
	office := get(t, s, officeURL(all.Rows[0].Entity)).Body.String()
	if !strings.Contains(office, "决算数") || !strings.Contains(office, "预算数") {
		t.Error("an office's years lack the accounts or the budgets")
	}
}
