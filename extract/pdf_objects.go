package extract

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
)

// pdfObject is an object of a file, found without its index.
type pdfObject struct {
	number int
	dict   []byte // up to its stream, at most pdfHead bytes; of a packed one all
	stream bool
	packed bool // it stood in a stream of objects
}

const (
	// pdfHead bounds what is looked at of the dictionary of an object.
	pdfHead = 1 << 16
	// pdfNumbers bounds the numbers of objects, as the engine does.
	pdfNumbers = 4 << 20
)

var (
	// pdfObjectHead is the beginning of an object: its number and generation.
	pdfObjectHead = regexp.MustCompile(`(?:^|[\s>])(\d{1,8})\s+\d{1,5}\s+obj\b`)
	pdfPacked     = regexp.MustCompile(`/Type\s*/ObjStm\b`)
	pdfFirst      = regexp.MustCompile(`/First\s+(\d{1,8})`)
	pdfCount      = regexp.MustCompile(`/N\s+(\d{1,8})`)
)

// eachPDFObject calls visit for the objects of a file in the order they stand in, also
// for those in streams of objects.
func eachPDFObject(in *input, visit func(pdfObject) error) error {
	for from := 0; from < len(in.data); {
		m := pdfObjectHead.FindSubmatchIndex(in.data[from:])
		if m == nil {
			return nil
		}
		number, _ := strconv.Atoi(string(in.data[from+m[2] : from+m[3]]))
		from += m[1]
		body := in.data[from:min(from+pdfHead, len(in.data))]
		if end := bytes.Index(body, []byte("endobj")); end >= 0 {
			body = body[:end]
		}
		o := pdfObject{number: min(number, pdfNumbers)}
		o.dict, _, o.stream = bytes.Cut(body, []byte("stream"))
		if err := in.check(); err != nil {
			return err
		}
		if err := visit(o); err != nil {
			return err
		}
		if o.stream && pdfPacked.Match(o.dict) {
			if err := eachPacked(in, o.dict, in.data[from+len(o.dict):], visit); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachPacked calls visit for the objects of a stream of objects (ISO 32000-1, 7.5.7). One
// that cannot be unpacked has none.
func eachPacked(in *input, dict, rest []byte, visit func(pdfObject) error) error {
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
	if err := in.expand(int64(len(body))); err != nil {
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
		if err := in.check(); err != nil {
			return err
		}
		if err := visit(pdfObject{number: number, dict: objects[from:to], packed: true}); err != nil {
			return err
		}
	}
	return nil
}

// pdfNumber is the number that follows a key of a dictionary, 0 where there is none.
func pdfNumber(key *regexp.Regexp, dict []byte) int {
	m := key.FindSubmatch(dict)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}
