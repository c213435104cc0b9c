package ooxml

import "fmt"

// Kind says why a package could not be read.
type Kind uint8

// The kinds of Error.
const (
	Corrupt     Kind = iota // zip or XML is damaged
	Truncated               // the zip has no end
	Encrypted               // an entry is encrypted
	TooDeep                 // nested deeper than Limits.Depth
	TooMany                 // more entries than any document has
	Unsupported             // sound, but of a kind not read here
)

// Error is an error of a package's content. Errors of Limits' functions are
// passed through as they are.
type Error struct {
	Kind   Kind
	Detail string
}

// Error implements error.
func (e *Error) Error() string { return e.Detail }

// errorf makes an Error.
func errorf(k Kind, format string, args ...any) *Error {
	return &Error{k, fmt.Sprintf(format, args...)}
}

// Limits bounds what reading costs.
type Limits struct {
	Expand func(n int64) error // told of n bytes before they are unpacked
	Cell   func(n int) error   // told of n cells or paragraphs
	Check  func() error        // asked from time to time whether to go on
	Depth  int                 // nesting of tables, text boxes and notes
}

// check calls Check, where there is one.
func (l Limits) check() error {
	if l.Check == nil {
		return nil
	}
	return l.Check()
}
