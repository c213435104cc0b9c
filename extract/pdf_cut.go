package extract

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
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

// pdfObject is the beginning of an object: its number and generation.
var pdfObject = regexp.MustCompile(`(?:^|[\s>])(\d{1,8})\s+\d{1,5}\s+obj\b`)

// pdfWhole is a file without the object that its end cuts: half of it would be
// half of the text of a page, and a figure without its last digits.
func pdfWhole(data []byte) []byte {
	const keyword = "obj"
	for end := len(data); ; {
		at := bytes.LastIndex(data[:end], []byte(keyword))
		if at < 0 {
			return data
		}
		if at >= 3 && string(data[at-3:at]) == "end" {
			return data // the last object is whole
		}
		const head = 32 // bytes of the numbers before the keyword
		from := max(at-head, 0)
		if m := pdfObject.FindAllIndex(data[from:at+len(keyword)], -1); m != nil {
			return data[:from+m[len(m)-1][0]]
		}
		end = at
	}
}

// pdfRejoined is a file with a new root for the pages that are found in it, nil where
// there is none. Objects that are packed in streams are unpacked, for without an index
// nobody finds them there.
func pdfRejoined(in *input) ([]byte, error) {
	var out bytes.Buffer
	pages := &pdfFound{at: map[int]int{}}
	if err := pages.find(in, in.data, &out, true); err != nil {
		return nil, err
	}
	if len(pages.kids) == 0 {
		return nil, nil
	}
	if err := in.expand(int64(len(in.data) + out.Len())); err != nil {
		return nil, err
	}
	root := pages.last + 1
	fmt.Fprintf(&out, "%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n%d 0 obj\n<</Type/Pages/Count %d/Kids[", root, root+1, root+1, len(pages.kids))
	for _, n := range pages.kids {
		fmt.Fprintf(&out, "%d 0 R ", n)
	}
	fmt.Fprintf(&out, "]>>\nendobj\ntrailer\n<</Size %d/Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n", root+2, root)
	return slices.Concat(in.data, []byte("\n"), out.Bytes()), nil
}

// pdfFound are the pages found in a file, in the order they stand in.
type pdfFound struct {
	kids []int
	at   map[int]int // of each page its place in kids
	last int         // the highest number of an object
}

// pdfHead bounds what is looked at of the dictionary of an object.
const pdfHead = 1 << 16

// find looks for pages among the objects of data, and in its streams of objects; those
// are unpacked to out.
func (f *pdfFound) find(in *input, data []byte, out *bytes.Buffer, streams bool) error {
	for from := 0; from < len(data); {
		m := pdfObject.FindSubmatchIndex(data[from:])
		if m == nil {
			return nil
		}
		number, _ := strconv.Atoi(string(data[from+m[2] : from+m[3]]))
		from += m[1]
		body := data[from:min(from+pdfHead, len(data))]
		if end := bytes.Index(body, []byte("endobj")); end >= 0 {
			body = body[:end]
		}
		dict, _, isStream := bytes.Cut(body, []byte("stream"))
		f.note(number, dict, isStream)
		if err := in.check(); err != nil {
			return err
		}
		if !streams || !isStream || !pdfPacked.Match(dict) {
			continue
		}
		if err := f.unpack(in, dict, data[from+len(dict):], out); err != nil {
			return err
		}
	}
	return nil
}

// The types of objects that are looked for.
var (
	pdfPageType = regexp.MustCompile(`/Type\s*/Page[\s/<>\[]`)
	pdfPacked   = regexp.MustCompile(`/Type\s*/ObjStm\b`)
	pdfFirst    = regexp.MustCompile(`/First\s+(\d{1,8})`)
	pdfCount    = regexp.MustCompile(`/N\s+(\d{1,8})`)
)

// note takes an object that is a page; of several of one number the last counts.
func (f *pdfFound) note(number int, dict []byte, isStream bool) {
	f.last = max(f.last, number)
	if isStream || !pdfPageType.Match(append(bytes.Clone(dict), '>')) || len(f.kids) >= pdfPages {
		return
	}
	if _, known := f.at[number]; !known {
		f.at[number] = len(f.kids)
		f.kids = append(f.kids, number)
	}
}

// unpack writes the objects of a stream of objects out one by one (ISO 32000-1, 7.5.7).
// A stream that cannot be unpacked has none.
func (f *pdfFound) unpack(in *input, dict, rest []byte, out *bytes.Buffer) error {
	first, count := pdfNumber(pdfFirst, dict), pdfNumber(pdfCount, dict)
	if !bytes.Contains(dict, []byte("/FlateDecode")) || bytes.Contains(dict, []byte("/Predictor")) || first <= 0 {
		return nil
	}
	rest = bytes.TrimLeft(bytes.TrimPrefix(rest, []byte("stream")), "\r\n")
	z, err := zlib.NewReader(bytes.NewReader(rest))
	if err != nil {
		return nil
	}
	body, _ := io.ReadAll(io.LimitReader(z, max(in.limits.Expanded-in.expanded, 0)+1)) // what came before an error counts
	if err := in.expand(int64(2 * len(body))); err != nil {
		return err
	}
	if len(body) < first {
		return nil
	}
	index, objects := bytes.Fields(body[:first]), body[first:]
	for i := 0; i < count && 2*i+1 < len(index); i++ {
		number, err1 := strconv.Atoi(string(index[2*i]))
		from, err2 := strconv.Atoi(string(index[2*i+1]))
		to := len(objects)
		if 2*i+3 < len(index) {
			if next, err := strconv.Atoi(string(index[2*i+3])); err == nil {
				to = min(next, to)
			}
		}
		if err1 != nil || err2 != nil || from < 0 || from >= to || number < 0 || number > pdfNumbers {
			continue
		}
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", number, objects[from:to])
		f.note(number, objects[from:to], false)
	}
	return nil
}

// pdfNumbers bounds the numbers of objects, as the engine does.
const pdfNumbers = 4 << 20

// pdfNumber is the number that follows a key of a dictionary, 0 where there is none.
func pdfNumber(key *regexp.Regexp, dict []byte) int {
	m := key.FindSubmatch(dict)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}
