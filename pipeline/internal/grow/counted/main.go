// Command counted says what reading each construct executes, at one, two, four and
// eight times its size: a line with its name, the factor and how many
// blocks of statements ran, the library's among them. It must be built with -cover
// -covermode=atomic, which counts them; a count does not depend on the machine.
package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"runtime/coverage"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/internal/grow"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "counted:", err)
		os.Exit(1)
	}
}

func run() error {
	for range 2 { // what is made once is made the first time
		if _, err := blocksOf("收入总计1万元，比上年增加1万元，增长1%。"); err != nil {
			return err
		}
	}
	for _, c := range grow.Constructs() {
		for factor := 1; factor <= 8; factor *= 2 {
			n, err := blocksOf(c.Make(c.N * factor))
			if err != nil {
				return fmt.Errorf("%s: %w", c.Name, err)
			}
			fmt.Printf("%s\t%d\t%d\n", c.Name, factor, n)
		}
	}
	return nil
}

// blocksOf counts what reading a text executes.
func blocksOf(text string) (uint64, error) {
	if err := coverage.ClearCounters(); err != nil {
		return 0, err
	}
	if _, err := pipeline.Read(context.Background(), []byte(text), pipeline.Options{Timeout: -1, Limits: extract.Limits{Memory: -1}}); err != nil {
		return 0, err
	}
	var b bytes.Buffer
	if err := coverage.WriteCounters(&b); err != nil {
		return 0, err
	}
	return sum(b.Bytes())
}

// sum adds up the counters of a file as internal/coverage lays it out: a header of
// 28 bytes whose last byte but three says that numbers are in ULEB128, then
// a segment with its number of functions, a table of strings and of arguments,
// and for each function the number of its counters, its package, its number and
// the counters.
func sum(file []byte) (total uint64, err error) {
	const header, segment = 32, 16
	if len(file) < header+segment {
		return 0, fmt.Errorf("%d bytes of counters", len(file))
	}
	functions := binary.LittleEndian.Uint64(file[header:])
	skip := int(binary.LittleEndian.Uint32(file[header+8:])) + int(binary.LittleEndian.Uint32(file[header+12:]))
	at := header + segment + skip
	at = (at + 3) / 4 * 4
	next := func() (n uint64) {
		v, size := binary.Uvarint(file[at:])
		if size <= 0 {
			err = fmt.Errorf("no number at byte %d", at)
			return 0
		}
		at += size
		return v
	}
	for range functions {
		counters := next()
		next()
		next()
		for range counters {
			total += next()
		}
		if err != nil {
			return 0, err
		}
	}
	return total, nil
}
