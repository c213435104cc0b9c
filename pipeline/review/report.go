package review

import (
	"io"
	"path/filepath"

	"gongkai/pipeline/sink"
)

// reportPage is a dataset's findings on one page.
type reportPage struct {
	Overview *overviewPage
	Groups   []reportGroup
	Listed   int
	Failing  int
	Refused  []documentRow
	More     int // refused files not listed
}

// reportGroup is the failing checks of one document.
type reportGroup struct {
	Document documentRow
	Checks   []*checkView
}

// listedRefusals bounds the refused files of a report.
const listedRefusals = 200

// WriteReport writes the findings in the dataset in dir as a page that stands
// alone: the overview, and at most most failing checks with their operands, the
// gravest first. lang is zh or en.
func WriteReport(out io.Writer, dir, lang string, most int) error {
	d, err := openDataset(dir)
	if err != nil {
		return err
	}
	defer d.state.snap.Close()
	w := languageNamed(lang)
	p, err := d.state.report(w, d.decisions(), most)
	if err != nil {
		return err
	}
	title := baseName(filepath.Clean(dir))
	return renderAlone(out, &frame{W: w, Name: "report", Title: title, Body: p, Scripts: scriptsFor(p.Overview.ByYear)})
}

func (st *state) report(w words, made decisions, most int) (*reportPage, error) {
	x := st.index
	p := &reportPage{Overview: st.overview(w, made), Failing: len(x.failing), Listed: min(most, len(x.failing))}
	at := make([]sink.Position, p.Listed)
	for i := range at {
		at[i] = x.failing[i].at
	}
	rows, err := sink.At[sink.CheckRow](st.snap, "checks", at)
	if err != nil {
		return nil, err
	}
	if err := st.snap.Quote(rows, nil); err != nil {
		return nil, err
	}
	groups := make(map[int32]int)
	for i := range rows {
		d := x.failing[i].document
		k, ok := groups[d]
		if !ok {
			k = len(p.Groups)
			groups[d] = k
			p.Groups = append(p.Groups, reportGroup{Document: x.row(w, d)})
		}
		m := &documentMaker{w: w, decisions: made}
		p.Groups[k].Checks = append(p.Groups[k].Checks, m.check(&rows[i], rows[i].DocumentID))
	}
	for i := range x.documents {
		if x.Name(x.documents[i].status) != "refused" {
			continue
		}
		if len(p.Refused) == listedRefusals {
			p.More++
			continue
		}
		p.Refused = append(p.Refused, x.row(w, int32(i)))
	}
	return p, nil
}
