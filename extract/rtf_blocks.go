package extract

// part remembers that a sink's paragraphs belong behind those of another.
func (r *rtf) part(s, to *rtfSink) {
	r.parts = append(r.parts, rtfPart{s, to})
}

// rtfPart is a note, text box or header in the order of the file.
type rtfPart struct{ from, to *rtfSink }

// blocks makes the document of what was collected: headers first when the
// body opens with a table or has no text, then the body, then the notes.
func (r *rtf) blocks(doc *Document) error {
	for _, p := range r.parts {
		p.to.paras = append(p.to.paras, p.from.paras...)
	}
	if !flowHasTitle(r.body.paras) {
		if err := addFlow(r.in, doc, Note, distinctFlow(r.headers.paras)); err != nil {
			return err
		}
	}
	if err := addFlow(r.in, doc, Paragraph, r.body.paras); err != nil {
		return err
	}
	return addFlow(r.in, doc, Note, r.notes.paras)
}
