package extract

import "fmt"

// Reason is why a file was refused.
type Reason string

// The reasons.
const (
	Encrypted   Reason = "encrypted"
	Corrupt     Reason = "corrupt"
	Truncated   Reason = "truncated"
	Empty       Reason = "empty"
	ImageOnly   Reason = "image_only"
	TooLarge    Reason = "too_large"
	Unsupported Reason = "unsupported"
	TimedOut    Reason = "timeout"
	Unreadable  Reason = "unreadable" // the operating system refused to give the bytes
	Crashed     Reason = "crashed"    // the process reading it died or never ended
)

// Refusal is the error of a file that could not be read.
type Refusal struct {
	Format string // as recognised by content, "" when unknown
	Reason Reason
	Detail string
}

// refuse makes a Refusal.
func refuse(r Reason, format string, args ...any) *Refusal {
	return &Refusal{Reason: r, Detail: fmt.Sprintf(format, args...)}
}

// Error implements error.
func (r *Refusal) Error() string {
	if r.Format == "" {
		return fmt.Sprintf("%s: %s", r.Reason, r.Detail)
	}
	return fmt.Sprintf("%s: %s: %s", r.Format, r.Reason, r.Detail)
}

// Advice is one line a person can act on.
func (r Reason) Advice() string {
	switch r {
	case Encrypted:
		return "Open it with its password and save an unprotected copy."
	case Corrupt:
		return "Download it again; if it still fails, open it in Word or WPS and save a new copy."
	case Truncated:
		return "The download stopped early: fetch the file again."
	case Empty:
		return "The file has no content: fetch it again or drop it from the list."
	case ImageOnly:
		return "It is a scan without text: read it with --ocr auto, or run OCR yourself and read the result."
	case TooLarge:
		return "It exceeds a safety limit: split it, or raise the limit if you trust the source."
	case TimedOut:
		return "It took longer than one file may: read it alone with a larger time limit."
	case Unreadable:
		return "Check that the file exists and may be read."
	case Crashed:
		return "Reading it ended the process: please report the file."
	}
	return "Save it as docx, PDF, HTML or text and add that file."
}
