package extract

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func FuzzReadDOCX(f *testing.F) {
	for _, c := range wordCases {
		f.Add(docx(f, c.body, definitions()...))
	}
	f.Fuzz(fuzzOOXML)
}

// FuzzDocumentXML mutates the main part itself, which the zip's checksum
// otherwise keeps the fuzzer from.
func FuzzDocumentXML(f *testing.F) {
	for _, c := range wordCases {
		f.Add(c.body)
	}
	f.Fuzz(func(t *testing.T, body string) { fuzzOOXML(t, docx(t, body, definitions()...)) })
}

// fuzzOOXML: a sound document or a refusal, never a panic, in bounded time.
func fuzzOOXML(t *testing.T, data []byte) {
	if !matchOOXML(data) {
		return // another reader's
	}
	lim := DefaultLimits()
	lim.Expanded, lim.Cells = 4<<20, 20_000
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	doc, err := Read(ctx, data, lim)
	var refusal *Refusal
	switch {
	case err == nil:
		checkDocument(t, doc)
	case !errors.As(err, &refusal):
		t.Errorf("error %v is no refusal", err)
	case strings.Contains(refusal.Detail, "reader failed"):
		t.Errorf("a panic: %v", err)
	case refusal.Reason == TimedOut:
		t.Errorf("took over 5 s")
	}
}
