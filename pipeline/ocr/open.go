package ocr

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// The names of engines.
const (
	Off       = "off"
	Auto      = "auto"
	RapidOCR  = "rapidocr"
	Tesseract = "tesseract"
)

// rapidScript speaks the protocol for RapidOCR.
//
//go:embed rapidocr.py
var rapidScript string

const python = "python3"

// Resolve returns what a name stands for: "" for off, the engine found for auto,
// else the name itself. A name that is none of these is a command: a program and
// its arguments between blanks. An engine that is not installed is an error.
func Resolve(ctx context.Context, name string) (string, error) {
	const usual = "install one of them (pip install rapidocr onnxruntime, or tesseract with chi_sim)"
	switch name {
	case "", Off:
		return "", nil
	case Auto:
		switch {
		case hasRapid(ctx):
			return RapidOCR, nil
		case hasTesseract(ctx):
			return Tesseract, nil
		}
		return "", errors.New("no OCR engine is installed: " + usual)
	case RapidOCR:
		if !hasRapid(ctx) {
			return "", fmt.Errorf("%s finds no modules rapidocr and onnxruntime: pip install rapidocr onnxruntime", python)
		}
	case Tesseract:
		if !hasTesseract(ctx) {
			return "", errors.New("no tesseract with the language chi_sim is installed")
		}
	default:
		words := strings.Fields(name)
		if len(words) == 0 {
			return "", errors.New("the command of the OCR engine is blank")
		}
		if _, err := exec.LookPath(words[0]); err != nil {
			return "", err
		}
	}
	return name, nil
}

// Open returns the engine of a name as Resolve gives it, nil for "". No process is
// started before there is a page to read.
func Open(name string) *Engine {
	switch name {
	case "", Off:
		return nil
	case RapidOCR:
		return newEngine(name, []string{python, "-c", rapidScript})
	case Tesseract:
		return &Engine{name: name, read: readTesseract, close: func() {}}
	}
	return newEngine(name, strings.Fields(name))
}

// asking is how long a program may take to say what it has.
const asking = 20 * time.Second

func hasRapid(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, asking)
	defer cancel()
	const ask = "import sys; sys.path[:] = [p for p in sys.path if p]; import importlib.util as u; sys.exit(not (u.find_spec('rapidocr') and u.find_spec('onnxruntime')))"
	return command(ctx, python, "-c", ask).Run() == nil
}

func hasTesseract(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, asking)
	defer cancel()
	out, err := command(ctx, "tesseract", "--list-langs").Output()
	return err == nil && slices.Contains(strings.Fields(string(out)), chinese)
}
