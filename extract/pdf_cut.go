package extract

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
)

// A file of which the end is missing has lost the index of its objects, and often the
// root of its pages, but what was written before is whole: the engine finds objects
// without an index, and pages can be put under a new root.

// pdfCutShort reports whether a file ends before its end: no end marker after
// the last object, or fewer bytes than a linearised file states.
func pdfCutShort(data []byte) bool {
	end := bytes.LastIndex(data, []byte("%%EOF"))
	if end < 0 {
		return bytes.LastIndex(data, []byte("startxref")) < 0
	}
	return bytes.Contains(data[end:], []byte(" obj")) && !bytes.Contains(data[end:], []byte("startxref"))
}

// readCut reads what is left of a file whose end is missing: as it is, and if that
// gives no text, with a new root for its pages.
func (r *pdfReading) readCut(in *input, read func(*input) error) error {
	in.data = pdfWhole(in.data)
	err := read(in)
	if err == nil {
		err = r.judge()
	}
	var refusal *Refusal
	if err == nil || errors.As(err, &refusal) && refusal.Reason != Corrupt && refusal.Reason != Empty {
		return err
	}
	joined, other := pdfRejoined(in)
	switch {
	case other != nil:
		return other
	case joined == nil:
		return err
	}
	*r = pdfReading{cut: true}
	in.data = joined
	return read(in)
}

// written counts the pages with something on them.
func (r *pdfReading) written() int {
	n := len(r.scans)
	for i, p := range r.pages {
		if len(p.Glyphs) > 0 && (i == 0 || r.pages[i-1].Number != p.Number) {
			n++
		}
	}
	return n
}

// cutOff says of a file that could not be read that its end is missing, if it is, and if
// that is why.
func (r *pdfReading) cutOff(err error) error {
	var refusal *Refusal
	if !r.cut || !errors.As(err, &refusal) {
		return err
	}
	switch refusal.Reason {
	case Corrupt, Empty, Unsupported:
		return refuse(Truncated, "the end of the file is missing; of what is left: %s", refusal.Detail)
	}
	return err
}

// pdfWhole is a file without the object that its end cuts: half of it would be
// half of the text of a page, and a figure without its last digits.
func pdfWhole(data []byte) []byte {
	const keyword, most = "obj", 10_000 // of the keyword without a number before it
	end := len(data)
	for range most {
		at := bytes.LastIndex(data[:end], []byte(keyword))
		if at < 0 {
			return data
		}
		if at >= 3 && string(data[at-3:at]) == "end" {
			return data // the last object is whole
		}
		const head = 32 // bytes of the numbers before the keyword
		from := max(at-head, 0)
		if m := pdfObjectHead.FindAllIndex(data[from:at+len(keyword)], -1); m != nil {
			return data[:from+m[len(m)-1][0]]
		}
		end = at
	}
	return data
}

// pdfRejoined is a file with a new root for the pages that are found in it, nil where
// there is none. Objects that are packed in streams are unpacked, for without an index
// nobody finds them there.
func pdfRejoined(in *input) ([]byte, error) {
	var out bytes.Buffer
	var kids []int
	known := map[int]bool{}
	last := 0 // the highest number of an object
	err := eachPDFObject(in, func(o pdfObject) error {
		last = max(last, o.number)
		if o.packed {
			if err := in.expand(int64(len(o.dict))); err != nil {
				return err
			}
			fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", o.number, o.dict)
		}
		if !o.stream && !known[o.number] && len(kids) < pdfPages && pdfPageType.Match(append(bytes.Clone(o.dict), '>')) {
			known[o.number] = true // of several of one number the last counts
			kids = append(kids, o.number)
		}
		return nil
	})
	if err != nil || len(kids) == 0 {
		return nil, err
	}
	if err := in.expand(int64(len(in.data) + out.Len())); err != nil {
		return nil, err
	}
	root := last + 1
	fmt.Fprintf(&out, "%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n%d 0 obj\n<</Type/Pages/Count %d/Kids[", root, root+1, root+1, len(kids))
	for _, n := range kids {
		fmt.Fprintf(&out, "%d 0 R ", n)
	}
	fmt.Fprintf(&out, "]>>\nendobj\ntrailer\n<</Size %d/Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n", root+2, root)
	return slices.Concat(in.data, []byte("\n"), out.Bytes()), nil
}

// pdfPageType is the type of the dictionary of a page.
var pdfPageType = regexp.MustCompile(`/Type\s*/Page[\s/<>\[]`)
