package extract

// part remembers that a sink's paragraphs belong behind those of another.
func (r *rtf) part(s, to *rtfSink) {
	r.parts = append(r.parts, rtfPart{s, to, len(r.body.paras)})
}

// rtfPart is a note, text box or header in the order of the file.
type rtfPart struct {
	from, to *rtfSink
	after    int // the body paragraph it is anchored in
}

// blocks makes the document of what was collected: headers first when the
// body opens with a table or has no text, then the body with its notes.
func (r *rtf) blocks(doc *Document) error {
	var notes []flowNote
	for _, p := range r.parts {
		if p.to == r.notes {
			notes = append(notes, flowNote{p.after, p.from.paras})
			continue
		}
		p.to.paras = append(p.to.paras, p.from.paras...)
	}
	if !flowHasTitle(r.body.paras) {
		if err := addFlow(r.in, doc, Note, distinctFlow(r.headers.paras)); err != nil {
			return err
		}
	}
	return addBody(r.in, doc, r.body.paras, notes)
}
