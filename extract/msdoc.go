package extract

import (
	"context"
	"errors"

	"gongkai/extract/internal/word97"
)

// readWord97 reads Word 97-2003 documents and Kingsoft's .wps, which is the
// same format.
func readWord97(c *compound) (*Document, error) {
	s := &word97.Streams{}
	doc := &Document{Format: "doc"}
	for _, part := range []struct {
		name string
		to   *[]byte
	}{{"WordDocument", &s.Main}, {"0Table", &s.Tables[0]}, {"1Table", &s.Tables[1]}, {"Data", &s.Data}} {
		data, cut, err := c.read(part.name)
		if err != nil {
			return nil, err
		}
		if *part.to = data; cut {
			doc.Warnings = append(doc.Warnings, Warning{-1, "stream " + part.name + " ends early"})
		}
	}
	if c.hasDeeper("DataSpaceMap") || c.has("\x09DRMContent") || c.has("DRMContent") {
		return nil, refuse(Encrypted, "a document behind rights management")
	}
	w, err := word97.Parse(c.in.ctx, s)
	if err != nil {
		return nil, refuseWord(err, len(doc.Warnings) > 0)
	}
	if err := addWord(c.in, doc, w); err != nil {
		return nil, err
	}
	if len(doc.Blocks) == 0 {
		if w.Pictures > 0 {
			return nil, refuse(ImageOnly, "%d pictures and no text", w.Pictures)
		}
		return nil, refuse(Empty, "the document has no text")
	}
	return doc, nil
}

// refuseWord gives a parser's error its reason.
func refuseWord(err error, cut bool) error {
	reason := Corrupt
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		reason = TimedOut
	case errors.Is(err, word97.ErrEncrypted):
		reason = Encrypted
	case errors.Is(err, word97.ErrOld):
		reason = Unsupported
	case cut:
		reason = Truncated
	}
	r := refuse(reason, "%v", err)
	r.Format = "doc"
	return r
}

// addWord adds the parts of the document in reading order: the body, with
// notes and text boxes behind the paragraphs they are anchored in. Page headers come first when the body opens with a
// table or has no text, for then the title stands there.
func addWord(in *input, doc *Document, w *word97.Document) error {
	body := wordFlow(w.Body)
	if !flowHasTitle(body) {
		if err := addFlow(in, doc, Note, distinctFlow(wordFlow(w.Headers))); err != nil {
			return err
		}
	}
	notes := make([]flowNote, len(w.Notes))
	for i, n := range w.Notes {
		notes[i] = flowNote{n.After, wordFlow(n.Paras)}
	}
	return addBody(in, doc, body, notes)
}

// wordFlow maps the paragraphs.
func wordFlow(paras []word97.Paragraph) []flowPara {
	out := make([]flowPara, len(paras))
	for i := range paras {
		p := &paras[i]
		out[i] = flowPara{text: p.Text, level: p.Level, depth: p.Depth, cellEnd: p.CellEnd, rowEnd: p.RowEnd, dropped: p.Deleted}
		if p.Row != nil {
			out[i].row = wordRow(p.Row)
		}
	}
	return out
}

// wordRow maps a row's definition.
func wordRow(r *word97.Row) gridRow {
	row := gridRow{edges: r.Edges, header: r.Header}
	for _, c := range r.Cells {
		row.cells = append(row.cells, gridCell{mergeFirst: c.MergeFirst, mergeNext: c.MergeNext, vertFirst: c.VertFirst, vertNext: c.VertNext})
	}
	return row
}
