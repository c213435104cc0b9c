package generate

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestMutant holds of each kind of file that most mutants are other files, that the same
// draw gives the same one, and that the file itself is left as it is.
func TestMutant(t *testing.T) {
	office := New(1, Styles()[0])
	_, text, _ := office.Render(Text)
	_, word, _ := office.Render(Docx)
	sectors := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), bytes.Repeat([]byte("0123456789abcdef"), 256)...)
	var pdf strings.Builder
	pdf.WriteString("%PDF-1.7\n")
	for i := range 6 {
		fmt.Fprintf(&pdf, "%d 0 obj\n<</Length %d>>\nendobj\n", i+1, 100*i)
	}
	for name, data := range map[string][]byte{"text": text, "zip": word, "sectors": sectors, "pdf": []byte(pdf.String()), "nothing": nil} {
		const draws = 60
		was, other, kept := bytes.Clone(data), 0, 0
		for seed := range uint64(draws) {
			one := Mutant(rand.New(rand.NewPCG(seed, 1)), data)
			if !bytes.Equal(one, Mutant(rand.New(rand.NewPCG(seed, 1)), data)) {
				t.Errorf("%s: two mutants of one draw", name)
			}
			if !bytes.Equal(one, data) {
				other++
			}
			if bytes.HasPrefix(one, data[:min(len(data), 4)]) {
				kept++
			}
		}
		if !bytes.Equal(data, was) {
			t.Errorf("%s: the file itself is changed", name)
		}
		if len(data) > 0 && (other < draws*3/4 || kept < draws/2) {
			t.Errorf("%s: %d of %d are other files, %d are of its kind", name, other, draws, kept)
		}
	}
}

// TestMutantZip holds that most mutants of a zip can be opened: what is broken is inside.
func TestMutantZip(t *testing.T) {
	_, word, _ := New(1, Styles()[0]).Render(Docx)
	opened, changed := 0, 0
	const draws = 60
	for seed := range uint64(draws) {
		data := Mutant(rand.New(rand.NewPCG(seed, 2)), word)
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			continue
		}
		opened++
		for _, f := range z.File {
			if f.Name == "word/document.xml" {
				changed++
			}
		}
	}
	if opened < draws/3 || changed < opened/2 {
		t.Errorf("%d of %d can be opened, %d have a text", opened, draws, changed)
	}
}
