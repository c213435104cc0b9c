// Package pdfium is PDFium as WebAssembly, changed in one way: it can be stopped.
//
// Code that a runtime has compiled runs until it returns, so a file that keeps
// PDFium in a loop would hold a processor for ever, and with it the garbage
// collector, which waits for every goroutine. The runtime offers to look in
// every loop round whether its caller is still there, but then starts a goroutine
// for each call and leaves the compiled code in each round: three quarters of
// the time spent on a report went there. Here the module looks itself: every
// loop counts its rounds, and once in 65,536 it leaves the compiled code, where
// the collector may stop it, and tests a word of its memory. The exported
// function [Stop] sets that word. From then on no loop of the instance goes on
// for long: the call in progress and later ones end with an error. It costs
// about a twentieth of the time of a module that cannot be stopped.
//
// The module is made from the one in github.com/klippa-app/go-pdfium/webassembly
// by the test of this package, which also holds that it is still made of that:
//
//	go test ./extract/internal/pdfium -update
//
// PDFium is under the licences of PDFIUM-LICENSE, the binding under the MIT licence.
package pdfium

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// Stop is the name of the function without arguments that stops an instance.
// It may be called while another call into the same instance runs.
const Stop = "gongkai_stop"

//go:embed pdfium.wasm.zst
var packed []byte

// Module returns the module.
func Module() ([]byte, error) { return unpack(packed, packedSum) }

// unpack returns a module from its packed form, whose SHA-256 it must have.
func unpack(packed []byte, want string) ([]byte, error) {
	if sum := sha256.Sum256(packed); hex.EncodeToString(sum[:]) != want {
		return nil, errors.New("the module of the PDF engine is another than its checksum says")
	}
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	wasm, err := r.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("the module of the PDF engine: %w", err)
	}
	return wasm, nil
}
