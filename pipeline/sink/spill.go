package sink

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// spillWindow is what compressing and each of many segments read at once may
// look back on; it decides the memory of a merge.
const spillWindow = 128 << 10

// longestBlock bounds what one damaged length may make a reader allocate.
const longestBlock = 1 << 30

// A Spill writes rows on their way from a unit of work to the dataset, in
// segments that can be read back alone. A segment is blocks of rows (see codec), each after
// its length; it is compressed and carries a checksum.
type Spill struct {
	enc *zstd.Encoder
	buf []byte
}

// spillEncoders are those that no Spill has: each has tables of 4 MB, and a run needs one for each unit.
var spillEncoders sync.Pool

// NewSpill returns a Spill; Close frees it.
func NewSpill() (*Spill, error) {
	if enc, free := spillEncoders.Get().(*zstd.Encoder); free {
		return &Spill{enc: enc}, nil
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression),
		zstd.WithWindowSize(spillWindow), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(true))
	if err != nil {
		return nil, err
	}
	return &Spill{enc: enc}, nil
}

// Close frees the encoder, for the next Spill.
func (s *Spill) Close() error {
	s.enc.Reset(io.Discard) // or the checksum of a long stream would be written again, after whatever has been written since
	err := s.enc.Close()
	if err == nil {
		spillEncoders.Put(s.enc)
	}
	s.enc = nil
	return err
}

// WriteSegment writes rows as one segment. It keeps none of them.
func WriteSegment[R any](s *Spill, w io.Writer, rows iter.Seq2[*R, error]) error {
	s.enc.Reset(w)
	c := newCodec[R]()
	for row, err := range rows {
		if err != nil {
			return err
		}
		if c.put(row); c.full() {
			if err := writeBlock(s, c); err != nil {
				return err
			}
		}
	}
	if c.rows > 0 {
		if err := writeBlock(s, c); err != nil {
			return err
		}
	}
	return s.enc.Close()
}

func writeBlock[R any](s *Spill, c *codec[R]) error {
	s.buf = c.finish(s.buf[:0])
	var head [binary.MaxVarintLen64]byte
	if _, err := s.enc.Write(head[:binary.PutUvarint(head[:], uint64(len(s.buf)))]); err != nil {
		return err
	}
	_, err := s.enc.Write(s.buf)
	return err
}

// ReadSegment yields the rows of a segment. A damaged segment ends in an error. A row
// is good until the next is asked for; who keeps it copies it, and nobody writes to it:
// what neighbouring rows have in common they share in memory.
func ReadSegment[R any](r io.Reader) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		dec, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(1<<20))
		if err != nil {
			yield(nil, err)
			return
		}
		defer dec.Close()
		in := bufio.NewReaderSize(dec, 16<<10)
		c := newCodec[R]()
		var buf []byte
		for {
			buf, err = readFrame(in, buf)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(nil, fmt.Errorf("spilled rows: %w", err))
				return
			}
			for row, err := range c.decode(buf) {
				if err != nil {
					err = fmt.Errorf("spilled rows: %w", err)
				}
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}

func readFrame(in *bufio.Reader, buf []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(in)
	if err != nil {
		return buf, err
	}
	if n > longestBlock {
		return buf, errDamaged
	}
	if uint64(cap(buf)) < n {
		buf = make([]byte, n)
	}
	buf = buf[:n]
	if _, err := io.ReadFull(in, buf); err != nil {
		return buf, errDamaged
	}
	return buf, nil
}

var errDamaged = errors.New("damaged")
