package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"time"

	"gongkai/extract"
)

// What one page may cost. Engines take four seconds and 700 MB for a dense page.
const (
	pageTime    = 2 * time.Minute // on the clock, for the processor may be busy with others
	pageMemory  = 2 << 30         // bytes of data of an engine
	answerBytes = 16 << 20        // of one answer
	pageWords   = 50_000
	attempts    = 2 // for one page
)

// Engine reads pictures. It may be used by several goroutines at once; nil is none.
type Engine struct {
	name  string // as it was asked for
	read  func(ctx context.Context, q *request) (*answer, error)
	close func()
}

// Recogniser returns the engine as package extract has it, nil for none.
func (e *Engine) Recogniser() extract.Recogniser {
	if e == nil {
		return nil
	}
	return e.recognise
}

// Close ends the processes of the engine. It must not be in use.
func (e *Engine) Close() {
	if e != nil {
		e.close()
	}
}

// recognise returns the words of a page, in the order the engine gave them.
func (e *Engine) recognise(ctx context.Context, p extract.Picture) ([]extract.Word, error) {
	var data bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&data, p.Image); err != nil {
		return nil, err
	}
	size := p.Image.Bounds().Size()
	a, err := e.read(ctx, &request{Page: p.Page, Image: data.Bytes(), Width: size.X, Height: size.Y, DPI: p.DPI})
	if err != nil {
		return nil, e.failed(err.Error())
	}
	if a.Error != "" {
		return nil, e.failed(a.Error)
	}
	if len(a.Words) > pageWords {
		return nil, e.failed(fmt.Sprintf("more than %d words on a page", pageWords))
	}
	return a.Words, nil
}

// failed says why a page was not read, and which engine says so.
func (e *Engine) failed(why string) error {
	const enough = 200 // an engine may say anything
	why = fmt.Sprintf("%.*s", enough, why)
	if e.name == "" {
		return errors.New(why) // an engine elsewhere has said its name
	}
	return fmt.Errorf("%s: %s", e.name, why)
}

// request is a page as the protocol has it; []byte is base64 in JSON.
type request struct {
	Page   int    `json:"page"`
	Image  []byte `json:"image"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	DPI    int    `json:"dpi"`
}

// answer is what an engine says of a page.
type answer struct {
	Words []extract.Word `json:"words"`
	Error string         `json:"error,omitempty"`
}
