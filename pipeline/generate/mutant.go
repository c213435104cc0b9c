package generate

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
)

// Mutant changes a file by one to three steps of its kind: parts of a zip, sectors of a
// compound file, objects of a PDF, lines of anything else. What comes out is broken in the ways
// that files are, not that noise is.
func Mutant(random *rand.Rand, data []byte) []byte {
	change := mutateLines
	switch {
	case bytes.HasPrefix(data, []byte("PK")):
		change = mutateZip
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		change = mutateSectors
	case bytes.HasPrefix(data, []byte("%PDF")):
		change = mutateObjects
	}
	for range 1 + random.IntN(3) {
		data = change(random, data)
	}
	return data
}

// mutateZip changes, drops, doubles or exchanges parts, which it packs again with
// their right checksums, or breaks what the zip says of them.
func mutateZip(random *rand.Rand, data []byte) []byte {
	if random.IntN(6) == 0 {
		return mutateBytes(random, data)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return mutateBytes(random, data)
	}
	var names []string
	parts := make(map[string][]byte)
	for _, f := range r.File {
		if c, err := f.Open(); err == nil {
			body, _ := io.ReadAll(c)
			names, parts[f.Name] = append(names, f.Name), body
		}
	}
	if len(names) == 0 {
		return data
	}
	one, other := names[random.IntN(len(names))], names[random.IntN(len(names))]
	switch random.IntN(6) {
	case 0:
		delete(parts, one)
	case 1:
		parts[one], parts[other] = parts[other], parts[one]
	case 2:
		parts[one+"2"] = parts[one]
	default:
		parts[one] = mutateXML(random, parts[one])
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if f, err := w.Create(name); err == nil {
			_, _ = f.Write(parts[name])
		}
	}
	_ = w.Close()
	return b.Bytes()
}

var xmlTag = regexp.MustCompile(`<[^>]+>`)

// mutateXML drops, doubles, nests or exchanges elements, or changes a number.
func mutateXML(random *rand.Rand, xml []byte) []byte {
	tags := xmlTag.FindAllIndex(xml, -1)
	if len(tags) < 3 {
		return mutateBytes(random, xml)
	}
	a, b := tags[random.IntN(len(tags))], tags[random.IntN(len(tags))]
	from, to := min(a[0], b[0]), max(a[0], b[0])
	switch random.IntN(6) {
	case 0:
		return slices.Concat(xml[:a[0]], xml[a[1]:])
	case 1:
		return slices.Concat(xml[:a[1]], bytes.Repeat(xml[a[0]:a[1]], 1+random.IntN(300)), xml[a[1]:])
	case 2:
		return slices.Concat(xml[:from], xml[to:])
	case 3:
		return slices.Concat(xml[:to], xml[from:to], xml[to:])
	case 4:
		return slices.Concat(xml[:a[0]], xml[b[0]:b[1]], xml[a[1]:])
	}
	return mutateNumber(random, xml)
}

// numbers that files are often wrong about.
var edges = []string{"0", "-1", "1", "65536", "2147483647", "4294967296", "99999999999999999999", "1e9"}

var digits = regexp.MustCompile(`[0-9]+`)

func mutateNumber(random *rand.Rand, data []byte) []byte {
	found := digits.FindAllIndex(data, -1)
	if len(found) == 0 {
		return mutateBytes(random, data)
	}
	at := found[random.IntN(len(found))]
	return slices.Concat(data[:at[0]], []byte(edges[random.IntN(len(edges))]), data[at[1]:])
}

// mutateSectors exchanges, clears or copies sectors of a compound file, or changes
// four bytes of one: a link of a chain, a size, the offset of a record.
func mutateSectors(random *rand.Rand, data []byte) []byte {
	const sector = 512
	out, n := slices.Clone(data), len(data)/sector
	if n < 2 {
		return mutateBytes(random, data)
	}
	a, b := sector*random.IntN(n), sector*random.IntN(n)
	switch random.IntN(6) {
	case 0:
		copy(out[a:a+sector], data[b:])
		copy(out[b:b+sector], data[a:])
	case 1:
		clear(out[a : a+sector])
	case 2:
		copy(out[a:a+sector], data[b:b+sector])
	case 3:
		return out[:a+random.IntN(sector)]
	default:
		at := a + 4*random.IntN(sector/4)
		for i := range 4 {
			out[at+i] = []byte{0, 1, 0x7f, 0xff, byte(random.IntN(256))}[random.IntN(5)]
		}
	}
	return out
}

var pdfObject = regexp.MustCompile(`(?s)\d+ \d+ obj.*?endobj`)

// mutateObjects drops, doubles or exchanges objects, or changes a number.
func mutateObjects(random *rand.Rand, data []byte) []byte {
	objects := pdfObject.FindAllIndex(data, -1)
	if len(objects) < 2 || random.IntN(3) == 0 {
		return mutateNumber(random, data)
	}
	a, b := objects[random.IntN(len(objects))], objects[random.IntN(len(objects))]
	switch random.IntN(3) {
	case 0:
		return slices.Concat(data[:a[0]], data[a[1]:])
	case 1:
		return slices.Concat(data[:a[1]], data[b[0]:b[1]], data[a[1]:])
	}
	return slices.Concat(data[:a[0]], data[b[0]:b[1]], data[a[1]:])
}

// mutateLines drops, doubles or exchanges lines of a text, or changes a number.
func mutateLines(random *rand.Rand, data []byte) []byte {
	lines := bytes.SplitAfter(data, []byte("\n"))
	a, b := random.IntN(len(lines)), random.IntN(len(lines))
	switch random.IntN(5) {
	case 0:
		lines = slices.Delete(lines, a, a+1)
	case 1:
		lines = slices.Insert(lines, a, slices.Repeat([][]byte{lines[b]}, 1+random.IntN(300))...)
	case 2:
		lines[a], lines[b] = lines[b], lines[a]
	case 3:
		return mutateNumber(random, data)
	default:
		return mutateBytes(random, data)
	}
	return slices.Concat(lines...)
}

// mutateBytes changes, drops or repeats some bytes.
func mutateBytes(random *rand.Rand, data []byte) []byte {
	if len(data) == 0 {
		return data
	}
	out, at := slices.Clone(data), random.IntN(len(data))
	switch random.IntN(3) {
	case 0:
		return out[:at]
	case 1:
		return slices.Delete(out, at, min(at+1+random.IntN(64), len(out)))
	}
	for range 1 + random.IntN(8) {
		out[random.IntN(len(out))] ^= byte(1 << random.IntN(8))
	}
	return out
}
