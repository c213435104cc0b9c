package review

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math/bits"
	"os"
	"slices"
	"strings"
	"unicode"
)

// grams tells which rows of a table may have a word in their texts, so that a
// search of a large dataset reads those and no others. Rows are taken together in
// chunks, and of each chunk it is known which pairs of neighbouring characters and
// which beginnings of numbers occur in it, by a hash: a chunk it names may lack the
// word, but no other chunk has it. It lies in a file that only this process knows.
type grams struct {
	file     *os.File
	segments []gramSegment
}

// gramSegment is the chunks of one stretch of the file.
type gramSegment struct {
	at     int64 // of its table of offsets
	chunks []rowChunk
}

// rowChunk is neighbouring rows of one part of a table.
type rowChunk struct{ part, first, n int32 }

const (
	slotBits      = 22 // of the hash of a gram
	chunkBits     = 10 // of the ordinal of a chunk in its segment: both make 32
	segmentChunks = 1 << chunkBits
	mostPostings  = 8 << 20 // of a segment while it is made: 32 MiB
	slotsPerEntry = 16      // of the table of offsets
	gramEntries   = 1<<slotBits/slotsPerEntry + 1
	mostGramBytes = 4 << 30 // of a file: what is larger is not made
)

var (
	errGramsTooLarge = errors.New("the index of the texts would be too large")
	errGramsUnwanted = errors.New("the index of the texts is not wanted any more")
)

// eachGram hands on the hash of each gram of a text: single characters and pairs
// without white space, whatever their case, and of a number all its beginnings,
// for of two digits every chunk has all.
func eachGram(text string, do func(slot uint32)) {
	var last rune // before r, 0 after white space
	inNumber, number := false, uint64(0)
	for _, r := range text {
		r = lower(r)
		digit := '0' <= r && r <= '9' || inNumber && (r == '.' || r == ',')
		switch {
		case r < 0x3001 && unicode.IsSpace(r):
			r = 0
		case digit && inNumber:
			number = number*31 + uint64(r)
			do(slotOf(number, 1))
		case digit:
			number = uint64(r)
			do(slotOf(number, 1))
			fallthrough
		default:
			if !digit {
				do(slotOf(uint64(r), 2))
			}
			if last != 0 {
				do(slotOf(uint64(last)<<32|uint64(r), 3))
			}
		}
		last, inNumber = r, digit
	}
}

// lower is unicode.ToLower, at once for ideographs, which have no case.
func lower(r rune) rune {
	if 0x2e80 <= r && r < 0xa000 {
		return r
	}
	return unicode.ToLower(r)
}

// gramsOf are the grams that a text must have to have a word: of a number in it
// the longest beginning alone, and single characters only of a word of one.
func gramsOf(word string) (slots []uint32) {
	runes := []rune(word)
	var last rune
	inNumber, number := false, uint64(0)
	for i, r := range runes {
		r = lower(r)
		digit := '0' <= r && r <= '9' || inNumber && (r == '.' || r == ',')
		if digit && inNumber {
			number = number*31 + uint64(r)
		} else if digit {
			number = uint64(r)
		}
		if inNumber && !digit || digit && i == len(runes)-1 {
			slots = append(slots, slotOf(number, 1))
		}
		if last != 0 && !(digit && inNumber) {
			slots = append(slots, slotOf(uint64(last)<<32|uint64(r), 3))
		}
		if len(runes) == 1 && !digit {
			slots = append(slots, slotOf(uint64(r), 2))
		}
		last, inNumber = r, digit
	}
	return slots
}

// slotOf mixes the bits of a gram of a kind (as the finalizer of MurmurHash3 does).
func slotOf(gram, kind uint64) uint32 {
	h := gram ^ kind<<60
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	h ^= h >> 33
	return uint32(h >> (64 - slotBits))
}

// gramMaker writes grams.
type gramMaker struct {
	made     *grams
	out      *bufio.Writer
	at       int64
	chunk    rowChunk
	seen     []uint64 // a bit for each slot of the chunk
	slots    []uint32 // those that are set
	postings []uint32 // slot and chunk
	chunks   []rowChunk
	stopped  func() bool // whether nobody wants it any more
}

// newGramMaker makes an empty file below dir. Where the system lets it, the file has no name:
// it is gone when this process is.
func newGramMaker(dir string, stopped func() bool) (*gramMaker, error) {
	f, err := os.CreateTemp(dir, "gongkai-search-")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // not on Windows, where close does it
	return &gramMaker{made: &grams{file: f}, out: bufio.NewWriterSize(f, 1<<18), seen: make([]uint64, 1<<slotBits/64), stopped: stopped}, nil
}

// row begins a row of a part; rows come in their order, and so do parts.
func (m *gramMaker) row(part, row, rowsPerChunk int32) error {
	if m.chunk.n > 0 && (part != m.chunk.part || row-m.chunk.first >= rowsPerChunk) {
		if err := m.endChunk(); err != nil {
			return err
		}
	}
	if m.chunk.n == 0 {
		m.chunk = rowChunk{part: part, first: row}
	}
	m.chunk.n = row - m.chunk.first + 1
	return nil
}

// text adds a text of the row.
func (m *gramMaker) text(s string) {
	eachGram(s, func(slot uint32) {
		if word, bit := slot/64, uint64(1)<<(slot%64); m.seen[word]&bit == 0 {
			m.seen[word] |= bit
			m.slots = append(m.slots, slot)
		}
	})
}

func (m *gramMaker) endChunk() error {
	if m.stopped() {
		return errGramsUnwanted
	}
	for _, slot := range m.slots {
		m.seen[slot/64] = 0
		m.postings = append(m.postings, slot<<chunkBits|uint32(len(m.chunks)))
	}
	m.chunks, m.slots, m.chunk = append(m.chunks, m.chunk), m.slots[:0], rowChunk{}
	if len(m.chunks) == segmentChunks || len(m.postings) > mostPostings {
		return m.endSegment()
	}
	return nil
}

// endSegment writes the table of offsets of every sixteenth slot, and the chunks
// of each slot as differences.
func (m *gramMaker) endSegment() error {
	slices.Sort(m.postings)
	offsets := make([]byte, 4*gramEntries)
	var body []byte
	k := 0
	for entry := range gramEntries {
		binary.LittleEndian.PutUint32(offsets[4*entry:], uint32(len(body)))
		for k < len(m.postings) && m.postings[k]>>chunkBits/slotsPerEntry == uint32(entry) {
			n := k
			for n < len(m.postings) && m.postings[n]>>chunkBits == m.postings[k]>>chunkBits {
				n++
			}
			body = append(body, byte(m.postings[k]>>chunkBits%slotsPerEntry))
			body = binary.AppendUvarint(body, uint64(n-k))
			for before := uint32(0); k < n; k++ {
				chunk := m.postings[k] % segmentChunks
				body = binary.AppendUvarint(body, uint64(chunk-before))
				before = chunk
			}
		}
	}
	m.made.segments = append(m.made.segments, gramSegment{m.at, m.chunks})
	_, err := m.out.Write(offsets)
	if err == nil {
		_, err = m.out.Write(body)
	}
	m.at += int64(len(offsets) + len(body))
	m.chunks, m.postings = nil, m.postings[:0]
	if m.at > mostGramBytes {
		err = errors.Join(err, errGramsTooLarge)
	}
	return err
}

// end is the finished index.
func (m *gramMaker) end() (*grams, error) {
	var err error
	if m.chunk.n > 0 {
		err = m.endChunk()
	}
	if err == nil && len(m.chunks) > 0 {
		err = m.endSegment()
	}
	return m.made, errors.Join(err, m.out.Flush())
}

// close gives the file back.
func (g *grams) close() error {
	err := g.file.Close()
	_ = os.Remove(g.file.Name()) // on most systems it has no name any more
	return err
}

// chunkSet is a bit for each chunk of a segment.
type chunkSet [segmentChunks / 64]uint64

// candidates are the chunks that may have all the words, in their order.
func (g *grams) candidates(words []string) (found []rowChunk, err error) {
	var slots []uint32
	for _, w := range words {
		slots = append(slots, gramsOf(strings.ToLower(w))...)
	}
	for i := range g.segments {
		s := &g.segments[i]
		var all chunkSet
		for k := range s.chunks {
			all[k/64] |= 1 << (k % 64)
		}
		for _, slot := range slots {
			has, err := g.chunksOf(s, slot)
			if err != nil {
				return nil, err
			}
			for k := range all {
				all[k] &= has[k]
			}
		}
		for k, set := range all {
			for ; set != 0; set &= set - 1 {
				found = append(found, s.chunks[64*k+bits.TrailingZeros64(set)])
			}
		}
	}
	return found, nil
}

// errGrams means that the file is not as it was written.
var errGrams = errors.New("the index of the texts is damaged")

// chunksOf reads the chunks of a segment that have a gram.
func (g *grams) chunksOf(s *gramSegment, slot uint32) (has chunkSet, err error) {
	var ends [8]byte
	if _, err := g.file.ReadAt(ends[:], s.at+4*int64(slot/slotsPerEntry)); err != nil {
		return has, err
	}
	from, to := binary.LittleEndian.Uint32(ends[:]), binary.LittleEndian.Uint32(ends[4:])
	if to < from {
		return has, errGrams
	}
	body := make([]byte, to-from)
	if _, err := g.file.ReadAt(body, s.at+4*gramEntries+int64(from)); err != nil && !errors.Is(err, io.EOF) {
		return has, err
	}
	next := func() uint64 {
		v, n := binary.Uvarint(body)
		if n <= 0 {
			err, n = errGrams, len(body)
		}
		body = body[n:]
		return v
	}
	for len(body) > 0 {
		wanted := body[0] == byte(slot%slotsPerEntry)
		body = body[1:]
		chunk := uint64(0)
		for range min(next(), segmentChunks) {
			chunk += next()
			if wanted && chunk < segmentChunks {
				has[chunk/64] |= 1 << (chunk % 64)
			}
		}
		if wanted || err != nil {
			break
		}
	}
	return has, err
}
