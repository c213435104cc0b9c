package review

import (
	"cmp"
	"iter"
	"log/slog"
	"net/http"
	"net/url"
	"path"

	"gongkai/pipeline"
	"gongkai/pipeline/export"
	"gongkai/pipeline/sink"
)

// exported serves a whole list, all its pages, as csv or as a workbook, as the address ends.
func (s *Server) exported(list func(*request) (*export.Table, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.enter(r) {
			return
		}
		defer s.leave()
		st, err := s.current()
		var t *export.Table
		if err == nil {
			t, err = list(&request{r, st, languageOf(r)})
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		w.Header().Set("Content-Disposition", `attachment; filename="`+path.Base(r.URL.Path)+`"`)
		if path.Ext(r.URL.Path) == ".xlsx" {
			asked, _ := url.QueryUnescape(r.URL.RawQuery)
			w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
			err = export.WriteXLSX(w, export.About{Program: "gongkai " + pipeline.Version, Snapshot: st.snap.Dir, Filter: asked}, []*export.Table{t})
		} else {
			w.Header().Set("Content-Type", "text/csv; charset=utf-8")
			err = export.WriteCSV(w, t, false)
		}
		if err != nil {
			slog.Error("export", "error", err) // the head is gone already
		}
	}
}

// exportLinks are the addresses of a list as csv and as a workbook.
type exportLinks struct{ CSV, XLSX string }

func linksTo(list string, r *http.Request) exportLinks {
	return exportLinks{list + ".csv?" + r.URL.RawQuery, list + ".xlsx?" + r.URL.RawQuery}
}

// checkTable lists the checks that a filter wants, of one decision or of that which the
// address names.
func (s *Server) checkTable(decision string) func(*request) (*export.Table, error) {
	return func(r *request) (*export.Table, error) {
		wanted, made := cmp.Or(decision, r.URL.Query().Get("decision")), s.decisions()
		x := r.state.index
		found := x.matching(filterOf(r.Request), func(l *failingLine) bool { return matchesDecision(wanted, x.decided(made, l).Action, l) })
		columns := []string{"document_id", "path", "entity", "fiscal_year", "check_id", "rule", "severity", "formula", "difference", "diagnosis", "comment"}
		pages := "http://" + r.Host
		address := func(row []any) string { return pages + "/doc/" + row[0].(string) + "#check-" + row[4].(string) }
		return export.List("checks", columns, r.state.checkRows(found, made), nil, address), nil
	}
}

// checkRows are failing checks by their ordinals, read a thousand at a time.
func (st *state) checkRows(found []int32, made decisions) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		x := st.index
		for left := found; len(left) > 0; {
			n := min(len(left), 1000)
			at := make([]sink.Position, n)
			for i, k := range left[:n] {
				at[i] = x.failing[k].at
			}
			rows, err := sink.At[formulaColumns](st.snap, "checks", at)
			if err != nil {
				yield(nil, err)
				return
			}
			for i, k := range left[:n] {
				l := &x.failing[k]
				d := &x.documents[l.document]
				if !yield([]any{d.ID(), d.path, x.Name(d.entity), int64(d.year), rows[i].CheckID, x.Name(l.rule), x.Name(l.severity),
					rows[i].Formula, amount(rows[i].Difference), str(rows[i].Diagnosis), x.decided(made, l).Note}, nil) {
					return
				}
			}
			left = left[n:]
		}
	}
}

// amount is a stored decimal as tables hold it, nil where there is none.
func amount(n *int64) any {
	if n == nil {
		return nil
	}
	return sink.Unscaled(*n)
}

// documentTable lists the files that a filter wants.
func (s *Server) documentTable(r *request) (*export.Table, error) {
	x, m := r.state.index, r.state.index.matcher(filterOf(r.Request))
	var found []int32
	for i := range x.documents {
		if m.document(&x.documents[i]) {
			found = append(found, int32(i))
		}
	}
	x.sort(found, r.URL.Query().Get("sort"))
	columns := []string{"document_id", "path", "title", "entity", "report_kind", "fiscal_year", "status", "reason", "province", "city", "district", "facts", "checks", "checks_inconsistent", "obligations", "obligations_evaluated"}
	rows := func(yield func([]any, error) bool) {
		for _, i := range found {
			d := &x.documents[i]
			if !yield([]any{d.ID(), d.path, d.title, x.Name(d.entity), x.Name(d.kind), int64(d.year), x.Name(d.status), x.Name(d.reason), x.Name(d.province), x.Name(d.city), x.Name(d.district),
				int64(d.facts), int64(d.checks), int64(d.bad), int64(d.obligations), int64(d.evaluated)}, nil) {
				return
			}
		}
	}
	pages := "http://" + r.Host
	address := func(row []any) string {
		if row[0] == "" {
			return ""
		}
		return pages + "/doc/" + row[0].(string)
	}
	return export.List("documents", columns, rows, func(row []any) bool { return row[13] != int64(0) }, address), nil
}

// compareTable lists the offices that are compared, a column for each year.
func (s *Server) compareTable(r *request) (*export.Table, error) {
	p, all, err := r.compared()
	if err != nil {
		return nil, err
	}
	columns := []string{"entity", "place", "concept", "phase"}
	for _, year := range p.Years {
		columns = append(columns, itoa(int64(year)))
	}
	rows := func(yield func([]any, error) bool) {
		for i := range all {
			line := []any{all[i].Entity, all[i].Place, p.Concept, p.Phase}
			for _, year := range p.Years {
				var value any
				if p.Phase == overBudget {
					value = amount(all[i].over(year))
				} else if f := all[i].years[year]; f != nil {
					value = amount(f.row.Value)
				}
				line = append(line, value)
			}
			if !yield(line, nil) {
				return
			}
		}
	}
	return export.List("observations", columns, rows, nil, nil), nil
}
